"""Identities: asked for with a reason, agreed to by two, shown to one, for minutes."""

import io
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from testimony.custody.errors import AnswerRefused, RequestRefused
from testimony.custody.models import CustodyRequest

REASON = "The source asked us to call their lawyer."


@pytest.fixture
def request_id(reader: Any, record_id: str) -> str:
    """Ask for the exact words of the testimony."""
    reader.open(f"/records/{record_id}/identity")
    reader.post(f"/records/{record_id}/identity", {"compartment": "verbatim", "reason": REASON, "hours": "72"})
    return str(reader.path.removeprefix("/custody/").partition("?")[0])


def bring(reader: Any, answer: bytes) -> None:
    """Upload a custodian's answer."""
    reader.open("/custody")
    reader.post("/custody", {"answer": (io.BytesIO(answer), "answer.json")}, content_type="multipart/form-data")


def agreed(workplace: Any, reader: Any, request_id: str, *custodians: str) -> None:
    """Have custodians agree, and bring their answers."""
    for custodian in custodians:
        bring(reader, workplace.house.answer(request_id, custodian))


def disclose(workplace: Any, reader: Any, request_id: str, handle: str = "aru", passphrase: str | None = None) -> None:
    """Give the passphrase again and open."""
    reader.open(f"/custody/{request_id}")
    reader.post(f"/custody/{request_id}/disclose", {"passphrase": passphrase or workplace.passphrases[handle]})


def test_a_signed_request_stands_in_both_lists(reader: Any, record_id: str, request_id: str) -> None:
    asked = reader.text()

    listed, in_record = reader.open("/custody"), reader.open(f"/records/{record_id}/identity")

    assert REASON in asked
    assert "2 more custodians must agree." in asked
    assert request_id in listed
    assert request_id in in_record


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"compartment": "everything"}, "What has to be opened?: Fill this in."),
        ({"reason": "because"}, "Give the reason in a sentence"),
        ({"reason": "x" * 1001}, "This is too long"),
        ({"hours": "900"}, "Fill this in."),
    ],
    ids=["no compartment", "short", "long", "hours"],
)
def test_a_request_that_does_not_fit_comes_back(
    workplace: Any, reader: Any, record_id: str, changes: dict[str, str], sentence: str
) -> None:
    reader.open(f"/records/{record_id}/identity")
    typed = {"compartment": "contact", "reason": REASON, "hours": "24", **changes}

    reader.post(f"/records/{record_id}/identity", typed)

    assert sentence in reader.text()
    assert typed["reason"] in reader.page
    assert workplace.house.custody.requests(workplace.house.unlocked()) == ()


def test_the_request_file_is_a_download_that_is_not_kept(reader: Any, request_id: str) -> None:
    answer = reader.client.get(f"/custody/{request_id}/file")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="aigaq-request-{request_id[:12]}.json"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_nothing_opens_with_one_answer(workplace: Any, reader: Any, request_id: str) -> None:
    agreed(workplace, reader, request_id, "kenes")

    disclose(workplace, reader, request_id)

    assert reader.path == f"/custody/{request_id}?mend=1"
    assert "1 more custodian must agree." in reader.text()


def test_two_answers_open_it_for_who_asked(workplace: Any, reader: Any, request_id: str) -> None:
    agreed(workplace, reader, request_id, "kenes", "sabira")

    disclose(workplace, reader, request_id)

    assert reader.path == f"/custody/{request_id}/disclosed"
    assert "my brother Yerlan Dossov was beaten" in reader.text()
    assert "This closes by itself" in reader.text()


def test_a_contact_is_shown_with_how_it_is_safe(workplace: Any, reader: Any) -> None:
    record_id = workplace.house.give("They beat me.", contact="+7 701 555 01 02", contact_safe="after nine")
    reader.open(f"/records/{record_id}/identity")
    reader.post(f"/records/{record_id}/identity", {"compartment": "contact", "reason": REASON, "hours": "72"})
    request_id = reader.path.removeprefix("/custody/").partition("?")[0]
    agreed(workplace, reader, request_id, "kenes", "timur")

    disclose(workplace, reader, request_id)

    assert "+7 701 555 01 02" in reader.text()
    assert "after nine" in reader.text()


def test_the_wrong_passphrase_opens_nothing(workplace: Any, reader: Any, request_id: str) -> None:
    agreed(workplace, reader, request_id, "kenes", "sabira")

    disclose(workplace, reader, request_id, passphrase="orbit lamp")

    assert "This is not your passphrase." in reader.text()
    assert "orbit lamp" not in reader.page


def test_a_colleague_can_not_open_what_another_asked_for(workplace: Any, reader: Any, request_id: str) -> None:
    agreed(workplace, reader, request_id, "kenes", "sabira")
    other = workplace.browser("madina")

    disclose(workplace, other, request_id, "madina")

    assert "Only the person who asked can open this." in other.text() or other.path == f"/custody/{request_id}?mend=1"
    assert "Yerlan" not in other.page


def test_a_colleague_can_not_load_the_page_another_has_open(workplace: Any, reader: Any, request_id: str) -> None:
    agreed(workplace, reader, request_id, "kenes", "sabira")
    disclose(workplace, reader, request_id)
    other = workplace.browser("madina")

    other.open(f"/custody/{request_id}/disclosed")

    assert other.path == f"/custody/{request_id}"


def test_the_view_ends_by_itself(workplace: Any, reader: Any, request_id: str) -> None:
    agreed(workplace, reader, request_id, "kenes", "sabira")
    disclose(workplace, reader, request_id)
    refresh = reader.client.get(f"/custody/{request_id}/disclosed").headers["Refresh"]
    workplace.house.clock.advance(timedelta(minutes=10))

    reader.open(f"/custody/{request_id}/disclosed")

    assert refresh == "600"
    assert reader.path == f"/custody/{request_id}"


def test_the_view_can_be_closed_before_its_time(workplace: Any, reader: Any, request_id: str) -> None:
    agreed(workplace, reader, request_id, "kenes", "sabira")
    disclose(workplace, reader, request_id)

    reader.post(f"/custody/{request_id}/close")
    reader.open(f"/custody/{request_id}/disclosed")

    assert reader.path == f"/custody/{request_id}"


def test_a_refusal_is_listed_and_counts_for_nothing(workplace: Any, reader: Any, request_id: str) -> None:
    bring(reader, workplace.house.answer(request_id, "kenes", "deny"))

    assert "kenes: refused" in reader.text()
    assert "0 of 2 agreed" in reader.text()


@pytest.mark.parametrize("answer", [b"", b"no answer", b"x" * 300_000], ids=["empty", "nonsense", "too large"])
def test_a_file_that_is_no_answer_is_refused(reader: Any, request_id: str, answer: bytes) -> None:
    bring(reader, answer)

    assert reader.path == "/custody?mend=1"
    assert "This is no custodian's answer to an open request." in reader.text()


def test_no_file_at_all_is_refused(reader: Any, request_id: str) -> None:
    reader.open("/custody")

    reader.post("/custody", {})

    assert "This is no custodian's answer" in reader.text()


def test_an_answer_given_twice_is_refused(workplace: Any, reader: Any, request_id: str) -> None:
    agreed(workplace, reader, request_id, "kenes", "kenes")

    assert reader.path == "/custody?mend=1"


def test_an_expired_request_is_gone(workplace: Any, reader: Any, request_id: str) -> None:
    workplace.house.clock.advance(timedelta(hours=73))
    later = workplace.browser()

    later.open(f"/custody/{request_id}")

    assert later.status == 404


def test_a_request_that_expires_before_it_is_opened_says_so(workplace: Any, reader: Any, request_id: str) -> None:
    agreed(workplace, reader, request_id, "kenes", "sabira")
    reader.open(f"/custody/{request_id}")
    past = workplace.house.clock() - timedelta(minutes=1)
    with workplace.house.review.writing() as session:
        session.execute(update(CustodyRequest).values(expires=past))

    reader.post(f"/custody/{request_id}/disclose", {"passphrase": workplace.passphrases["aru"]})

    assert reader.last_post.location == f"/custody/{request_id}?mend=1"
    assert reader.status == 404


@pytest.mark.parametrize("error", [AnswerRefused, RequestRefused])
def test_a_request_or_answers_put_into_the_table_open_nothing(
    workplace: Any, rebuilt: Any, request_id: str, error: type[Exception]
) -> None:
    class Refusing(type(workplace.house.custody)):  # type: ignore[misc]  # the class of a fixture
        def disclose(self, *_asked: object) -> None:
            raise error("put there")

    house = workplace.house
    changed = rebuilt(custody=Refusing(database=house.review, rosters=house.rosters, clock=house.clock))
    browser = changed.browser()

    disclose(changed, browser, request_id)

    assert "do not fit together" in browser.text() or "not as it was sealed" in browser.text()
