"""From a source's words to a disclosure and back, without a browser: what was given is what custodians open."""

from __future__ import annotations

from typing import Any

import pytest

from crypto.seeds import signing_key
from testimony.coding.act import parse_act
from testimony.coding.coding import Coding
from testimony.custody.errors import NotYet
from testimony.database.clock import iso_week
from testimony.desk.deciding import Verdict
from testimony.exchange import handover
from testimony.exchange.handover import collect, take
from testimony.giving.answers import Answers
from testimony.pseudonyms.spans import SpanType
from testimony.terms.vocabulary import Purpose

NARRATIVE = (
    "On 12 March my brother Yerlan Dossov was beaten at the station.\r\n  Ask tall Zorb, who saw it: Zorb's door.\n"
)
CONTACT = "Signal, +7 701 555 01 02"
ACT = {
    "id": "a1",
    "victim": "subject",
    "code": "phys.beat_baton",
    "date": {"precision": "exact", "start": "2022-01-06"},
    "place": {"region": "KZ-75", "city": "Almaty", "location_type": "police_station"},
    "allegation": "alleged_first_hand",
    "grade": "supported_by_document",
}


@pytest.fixture
def given(house: Any) -> tuple[str, bytes]:
    """Give a testimony with a code kept."""
    given: tuple[str, bytes] = house.give_with_code(
        NARRATIVE,
        relationship="relative",
        under_18="no",
        use="count",
        contact=CONTACT,
        contact_safe="after nine",
        names=("Yerlan Dossov",),
    )
    return given


def test_a_checked_testimony_is_sent_once_and_reaches_the_queue(house: Any) -> None:
    key = house.cookie()
    checked = house.giving.check(key, Answers(narrative=NARRATIVE))
    first, second = house.giving.send(key, None), house.giving.send(key, None)

    report = house.handover()

    page = house.desk.queue(house.unlocked(), page=1, state=None)
    assert checked.state == "checked"
    assert first.receipt_words == second.receipt_words
    assert (report.taken, report.known, report.refused) == (1, 0, 0)
    assert [(row.record_id, row.state, row.card) for row in page.rows] == [(first.record_id, "new", None)]
    assert page.rows[0].iso_week == iso_week(house.clock())


def test_a_second_handover_takes_nothing_twice(house: Any) -> None:
    house.give(NARRATIVE)

    report = house.handover()

    assert (report.taken, report.known, report.refused) == (0, 0, 0)


def test_a_cut_between_keys_and_records_is_completed_and_a_replay_adds_nothing(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = house.cookie()
    record_id = house.giving.send(key, Answers(narrative=NARRATIVE)).record_id
    house.giving.keep_code(key)
    waiting = collect(house.intake)

    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(handover, "take_item", power_cut)
        with pytest.raises(KeyboardInterrupt):
            house.handover()
    second = house.handover()
    signer = signing_key(house.team.handover_seed)
    _, replayed = take(house.review, house.rosters, waiting, key=signer, clock=house.clock)

    assert (second.taken, replayed.taken, replayed.known) == (2, 0, 2)
    assert house.open(record_id).has_mailbox


def test_reviewers_read_the_text_without_the_names(house: Any, given: tuple[str, bytes]) -> None:
    opened = house.open(given[0])

    assert "beaten at the station" in house.text(given[0])
    assert "Yerlan" not in house.text(given[0])
    assert "Dossov" not in house.text(given[0])
    assert opened.has_contact
    assert opened.has_mailbox
    assert opened.facts.relationship == "relative"


def test_a_doubtful_text_is_checked_and_who_is_who_is_decided(house: Any) -> None:
    record_id = house.give("They handcuffd Marat Dossov and laughd. Yerlan Dossov saw Dossov fall.", language="ru")
    before = house.open(record_id).texts[0].stripped
    words = house.desk.words_to_check(house.unlocked(), record_id)[1]
    shown = {mention.entity for mention in before.mentions if words.get(mention.number) == "handcuffd"}
    doubt = before.suggestions[0]

    house.desk.finish_check(house.unlocked(), record_id, 1, shown)
    house.desk.decide_pair(house.unlocked("madina"), record_id, 1, doubt.first, doubt.second, Verdict.SAME)
    house.desk.decide_mention(house.unlocked(), record_id, 1, before.mentions[-1].number, "new")

    text = house.open(record_id).texts[0]
    assert sorted(words.values()) == ["handcuffd", "laughd"]
    assert "handcuffd" in house.text(record_id)
    assert "laughd" not in house.text(record_id)
    assert (text.checked.by, text.awaits_check) == ("aru", False)
    assert doubt.second not in {entity.id for entity in text.stripped.entities}
    assert text.stripped.mentions[-1].entity.startswith("r")


def test_what_a_reviewer_marks_is_hidden_and_opens_with_the_verbatim_only(house: Any, given: tuple[str, bytes]) -> None:
    hidden = house.desk.mark_missed(house.unlocked(), given[0], "door", SpanType.OTHER)

    disclosure = _disclosed(house, given[0], "verbatim")
    assert hidden == 1
    assert "door" not in house.text(given[0])
    assert disclosure.addenda == ("door",)


def test_terms_and_coding_are_kept_and_shown_on_the_card(house: Any, given: tuple[str, bytes]) -> None:
    opened = house.open(given[0])
    act = parse_act(ACT, house.desk.codebook)
    coding = Coding(coder="aru", codebook_version=house.desk.codebook.version, acts=(act,))

    house.desk.save_terms(house.unlocked(), given[0], opened.terms)
    house.desk.save_coding(house.unlocked("daniyar"), given[0], coding)

    again = house.open(given[0], "madina")
    card = house.desk.queue(house.unlocked("madina"), page=1, state="coded").rows[0].card
    assert again.terms == opened.terms
    assert again.coding == coding
    assert [(line.what, line.by) for line in again.history] == [("terms", "aru"), ("coding", "daniyar")]
    assert (card.acts, card.use, card.has_mailbox, card.has_contact) == (1, "count", True, True)


def test_a_message_reaches_the_mailbox_once(house: Any, given: tuple[str, bytes]) -> None:
    house.desk.write_message(house.unlocked(), given[0], "Are you safe now?")
    report = house.handover()

    first, second = house.mailboxes.look(given[1]), house.mailboxes.look(given[1])

    assert report.replies == 1
    assert [message.text for message in first.messages] == ["Are you safe now?"]
    assert second.messages == ()
    assert house.handover().replies == 0


def test_a_text_added_later_is_stripped_and_opens_as_given(house: Any, given: tuple[str, bytes]) -> None:
    added = "Later they took my neighbour Aidana Serik too.\n"
    house.mailboxes.write_more(given[1], added, "en")
    house.handover()

    opened = house.open(given[0])

    assert [text.number for text in opened.texts] == [1, 2]
    assert "Aidana" not in house.text(given[0])
    assert "took my neighbour" in house.text(given[0])
    assert not opened.standing.missing_acts
    assert _disclosed(house, given[0], "verbatim").additions == (added,)


def test_narrowing_closes_the_count(house: Any, given: tuple[str, bytes]) -> None:
    before = house.open(given[0])
    house.mailboxes.narrow(given[1])
    house.handover()

    after = house.open(given[0])

    assert [entry.purposes[Purpose.AGGREGATE_STATISTICS] for entry in before.terms] == ["yes", "yes"]
    assert [entry.purposes[Purpose.AGGREGATE_STATISTICS] for entry in after.terms] == ["ask_first", "ask_first"]
    assert not after.held


@pytest.mark.parametrize("act", ["freeze", "withdraw"])
def test_stopping_holds_the_record_before_and_after_it_is_opened(
    house: Any, given: tuple[str, bytes], act: str
) -> None:
    house.open(given[0])
    getattr(house.mailboxes, act)(given[1])
    house.handover()

    row = house.desk.queue(house.unlocked(), page=1, state=None).rows[0]
    opened = house.open(given[0])

    assert row.unread
    assert opened.held
    assert house.desk.queue(house.unlocked(), page=1, state=None).rows[0].held


def test_a_cancelled_withdrawal_leaves_the_record_readable_and_held(house: Any, given: tuple[str, bytes]) -> None:
    house.mailboxes.withdraw(given[1])
    house.handover()
    withdrawn = house.open(given[0])
    house.mailboxes.cancel_withdrawal(given[1])
    house.handover()

    opened = house.open(given[0])

    assert withdrawn.standing.withdrawn_until is not None
    assert (opened.standing.withdrawn_until, opened.state) == (None, "reading")
    assert opened.held  # a code stops uses and never opens them: whoever holds the phone holds the code


def test_one_custodian_opens_nothing_and_two_open_what_was_given(house: Any, given: tuple[str, bytes]) -> None:
    house.open(given[0])
    asked = house.custody.request(house.unlocked(), given[0], "verbatim", "The family asks for a lawyer.")
    house.custody.receive_answer(house.unlocked("madina"), house.answer(asked, "kenes"))

    with pytest.raises(NotYet) as refused:
        house.custody.disclose(house.unlocked(), asked)
    house.custody.receive_answer(house.unlocked(), house.answer(asked, "timur"))
    disclosure = house.custody.disclose(house.unlocked(), asked)

    assert refused.value.needed == 1
    assert disclosure.narrative.encode("utf-8") == NARRATIVE.encode("utf-8")
    assert disclosure.names == ("Yerlan Dossov",)
    assert any("Yerlan" in surface for surface in disclosure.surfaces)
    assert (disclosure.contact, disclosure.contact_safe) == (None, None)


def test_the_contact_opens_as_given_and_nothing_else_with_it(house: Any, given: tuple[str, bytes]) -> None:
    disclosure = _disclosed(house, given[0], "contact")

    assert (disclosure.contact, disclosure.contact_safe) == (CONTACT, "after nine")
    assert disclosure.narrative is None


def _disclosed(house: Any, record_id: str, compartment: str) -> Any:
    house.open(record_id)
    asked = house.custody.request(house.unlocked(), record_id, compartment, "The family asks for a lawyer.")
    for custodian in ("sabira", "timur"):
        house.custody.receive_answer(house.unlocked(), house.answer(asked, custodian))
    return house.custody.disclose(house.unlocked(), asked)
