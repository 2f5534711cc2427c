"""Colleagues: newcomers enrol, two stewards vouch by voice, and seats are closed by two."""

import html
import re
from typing import Any

import pyotp
import pytest

from testimony.people.enrolment import fingerprint_of, read_enrolment
from testimony.people.models import Account
from testimony.people.unlocked import Unlocked


def enrol(workplace: Any, handle: str = "zarina", roles: tuple[str, ...] = ("reviewer",)) -> Any:
    """Take a newcomer through the one-time link; gives their browser and passphrase."""
    token = workplace.people.invite(handle, roles)
    browser = workplace.browser(None)
    browser.open(f"/enrol/{token}")
    browser.post(f"/enrol/{token}")
    return browser, token


def on_page(page: str, name: str) -> str:
    """Return the words of one element."""
    return html.unescape(re.findall(rf'id="{name}">([^<]*)<', page)[0])


def confirm(workplace: Any, browser: Any, **other: str) -> str:
    """Type passphrase and code back."""
    passphrase, secret = on_page(browser.page, "passphrase-words"), on_page(browser.page, "totp-secret")
    code = pyotp.TOTP(secret).at(int(workplace.house.clock().timestamp()))
    browser.post("/enrolment", {"passphrase": passphrase, "code": code, **other})
    return passphrase


def words_of(workplace: Any, handle: str = "zarina") -> str:
    """Return the words that the newcomer reads aloud."""
    with workplace.house.review.reading() as session:
        return " ".join(fingerprint_of(read_enrolment(session.get_one(Account, handle).enrolment)))


def vouch(workplace: Any, steward: str, **other: str) -> Any:
    """Have a steward type the words."""
    browser = workplace.browser(steward)
    browser.open("/people")
    fields = {"words": words_of(workplace), "passphrase": workplace.passphrases[steward], **other}
    browser.post("/people/zarina/vouch", fields)
    return browser


def test_a_link_says_whom_it_is_for_and_makes_no_keys_yet(workplace: Any) -> None:
    token = workplace.people.invite("zarina", ("reviewer", "steward"))
    browser = workplace.browser(None)

    browser.open(f"/enrol/{token}")

    assert "zarina" in browser.text()
    assert "reviewer, steward" in browser.text()


def test_keys_are_shown_with_a_code_to_scan_and_words_to_read(workplace: Any) -> None:
    browser, _ = enrol(workplace)

    assert browser.path == "/enrolment"
    assert len(on_page(browser.page, "passphrase-words").split()) == 6
    assert len(on_page(browser.page, "fingerprint").split()) == 6
    assert "<svg" in browser.page
    assert "style=" not in browser.page


def test_what_was_typed_back_makes_the_account(workplace: Any) -> None:
    browser, token = enrol(workplace)

    confirm(workplace, browser)
    again = workplace.browser(None)
    again.open(f"/enrol/{token}")

    assert browser.path == "/enrolment/done"
    assert (again.status, "This link is over" in again.text()) == (410, True)


@pytest.mark.parametrize("wrong", [{"passphrase": "orbit"}, {"code": "000000"}], ids=["passphrase", "code"])
def test_what_was_typed_wrongly_makes_none(workplace: Any, wrong: dict[str, str]) -> None:
    browser, _ = enrol(workplace)

    confirm(workplace, browser, **wrong)

    assert browser.path == "/enrolment?refused=1"
    assert "did not match" in browser.text()
    assert workplace.vouching.joining() == ()


def test_a_form_without_its_token_goes_back_to_its_page(workplace: Any) -> None:
    browser, token = enrol(workplace)

    confirm(workplace, browser, csrf_token="")
    first = browser.path
    other = workplace.people.invite("samal", ("reviewer",))
    browser.open(f"/enrol/{other}")
    browser.post(f"/enrol/{other}", {"csrf_token": ""})

    assert first == "/enrolment"
    assert browser.path == f"/enrol/{other}"
    assert token != other


def test_an_unknown_link_is_over(workplace: Any) -> None:
    browser = workplace.browser(None)
    browser.open("/enrol/never-given")
    status = browser.status
    browser.open("/sign-in")
    browser.post("/enrol/never-given")

    assert status == browser.status == 410


def test_an_enrolment_without_a_session_is_over(workplace: Any) -> None:
    browser = workplace.browser(None)
    browser.open("/enrolment")
    status = browser.status
    browser.open("/sign-in")
    browser.post("/enrolment", {"passphrase": "x", "code": "1"})

    assert status == browser.status == 410


def test_two_stewards_bring_a_newcomer_in(workplace: Any) -> None:
    browser, _ = enrol(workplace)
    passphrase = confirm(workplace, browser)

    first, second = vouch(workplace, "aru"), vouch(workplace, "daniyar")

    assert first.path == "/people?said=vouched"
    assert second.path == "/people?said=joined"
    assert passphrase
    assert "zarina" in [colleague.handle for colleague in workplace.vouching.colleagues() if colleague.active]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": "orbit lamp candle river stone seven"}, "These are not the six words"),
        ({"passphrase": "orbit"}, "This is not your passphrase."),
    ],
    ids=["words", "passphrase"],
)
def test_wrong_words_or_passphrase_vouch_for_nobody(workplace: Any, typed: dict[str, str], sentence: str) -> None:
    confirm(workplace, enrol(workplace)[0])

    browser = vouch(workplace, "aru", **typed)

    assert sentence in browser.text()
    assert workplace.vouching.joining()[0].vouched_by == ()


def test_one_steward_can_not_vouch_twice(workplace: Any) -> None:
    confirm(workplace, enrol(workplace)[0])
    vouch(workplace, "aru")

    browser = vouch(workplace, "aru")

    assert "A second steward has to sign." in browser.text()


def test_nobody_can_be_vouched_for_who_is_not_waiting(workplace: Any, reader: Any) -> None:
    reader.open("/people")

    reader.post("/people/nobody/vouch", {"words": "a", "passphrase": workplace.passphrases["aru"]})

    assert "There is nobody of that call sign here." in reader.text()


def test_a_seat_is_closed_by_two(workplace: Any) -> None:
    pages = []
    for steward in ("aru", "daniyar"):
        browser = workplace.browser(steward)
        browser.open("/people")
        browser.post("/people/madina/suspend", {"passphrase": workplace.passphrases[steward]})
        pages.append((browser.path, browser.text()))

    assert [path for path, _ in pages] == ["/people?said=suspending", "/people?said=suspended"]
    assert "closed, one signature" in pages[0][1]


def test_nobody_closes_their_own_seat_or_without_a_passphrase(workplace: Any, reader: Any) -> None:
    reader.open("/people")
    reader.post("/people/aru/suspend", {"passphrase": workplace.passphrases["aru"]})
    own = reader.text()
    reader.post("/people/madina/suspend", {"passphrase": "orbit"})

    assert "Nobody can do this for themselves." in own
    assert "This is not your passphrase." in reader.text()
    assert {colleague.account_state for colleague in workplace.vouching.colleagues()} == {"active", ""}


def test_a_reviewer_sees_who_is_here_and_no_way_to_act(workplace: Any, rebuilt: Any) -> None:
    confirm(workplace, enrol(workplace)[0])

    class Reviewers(type(workplace.people)):  # type: ignore[misc]  # the class of a fixture
        def resume(self, key: bytes) -> Unlocked:
            unlocked: Unlocked = super().resume(key)
            object.__setattr__(unlocked.person, "roles", ("reviewer",))
            return unlocked

    people = workplace.people
    changed = rebuilt(
        people=Reviewers(**{name: getattr(people, name) for name in people.__dataclass_fields__ if name[0] != "_"})
    )
    browser = changed.browser()

    page = browser.open("/people")

    assert "zarina" in page
    assert 'name="words"' not in page
    assert 'name="passphrase"' not in page
