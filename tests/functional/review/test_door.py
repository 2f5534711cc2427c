"""Signing in and out: three right things open the door, and every failure looks the same."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, text

from testimony.ledger.head import Head
from testimony.people.models import Account

WRONG = {
    "unknown handle": {"handle": "nobody"},
    "empty handle": {"handle": ""},
    "wrong passphrase": {"passphrase": "orbit orbit orbit orbit orbit orbit"},
    "words of no list": {"passphrase": "\u0441лова не отсюда"},
    "empty passphrase": {"passphrase": ""},
    "wrong code": {"code": "000000"},
    "empty code": {"code": ""},
    "no token": {"csrf_token": ""},
}


def test_the_right_three_open_the_queue(workplace: Any) -> None:
    browser = workplace.browser(None)

    workplace.sign_in(browser)

    assert (browser.path, browser.status) == ("/queue", 200)
    assert "aru" in browser.text()


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_every_failure_has_the_same_text_status_and_path(workplace: Any, wrong: dict[str, str]) -> None:
    browser = workplace.browser(None)
    workplace.sign_in(browser, **wrong)
    other = workplace.browser(None)
    workplace.sign_in(other, code="111111")

    assert browser.last_post.status_code == other.last_post.status_code == 303
    assert (browser.path, browser.status) == (other.path, other.status) == ("/sign-in/refused", 200)
    assert browser.text() == other.text()


def test_a_suspended_person_fails_like_everybody_else(workplace: Any) -> None:
    workplace.people.suspend_seat("aru")
    browser = workplace.browser(None)

    workplace.sign_in(browser)

    assert browser.path == "/sign-in/refused"


def test_a_used_code_is_refused(workplace: Any) -> None:
    workplace.sign_in(workplace.browser(None))
    second = workplace.browser(None)

    workplace.sign_in(second)

    assert second.path == "/sign-in/refused"


def test_the_session_opens_under_a_new_key(workplace: Any) -> None:
    browser = workplace.browser(None)
    browser.open("/sign-in")
    planted = browser.client.get_cookie("aigaq_review").value

    workplace.sign_in(browser)

    cookie = browser.client.get_cookie("aigaq_review")
    assert cookie.value != planted
    assert (cookie.http_only, cookie.same_site, cookie.max_age) == (True, "Strict", None)


def test_the_browser_remembers_the_head_of_the_ledger(workplace: Any) -> None:
    browser = workplace.browser(None)

    workplace.sign_in(browser)

    cookie = browser.client.get_cookie("aigaq_head")
    assert cookie.value.startswith("v1.1.")
    assert (cookie.http_only, cookie.same_site) == (True, "Strict")
    assert cookie.max_age > 365 * 24 * 3600


def test_a_ledger_set_back_stops_the_sign_in(workplace: Any) -> None:
    browser = workplace.browser(None)
    workplace.sign_in(browser)
    browser.client.set_cookie("aigaq_head", _of_another_ledger())
    workplace.house.clock.advance(timedelta(minutes=1))

    workplace.sign_in(browser)

    assert browser.path == "/sign-in/set-back"
    assert "ledger was changed" in browser.text()


def test_a_damaged_head_counts_as_none(workplace: Any) -> None:
    browser = workplace.browser(None)
    browser.client.set_cookie("aigaq_head", "nonsense")

    workplace.sign_in(browser)

    assert browser.path == "/queue"


def test_signing_out_ends_the_session_on_the_server(workplace: Any) -> None:
    browser = workplace.browser()
    browser.open("/queue")
    key = browser.client.get_cookie("aigaq_review").value

    browser.post("/sign-out")
    browser.client.set_cookie("aigaq_review", key)
    browser.open("/queue")

    assert browser.path == "/sign-in?ended=1"


def test_an_idle_session_ends_and_the_door_says_so(workplace: Any) -> None:
    browser = workplace.browser()
    browser.open("/queue")
    workplace.house.clock.advance(timedelta(minutes=16))

    browser.open("/queue")

    assert browser.path == "/sign-in?ended=1"
    assert "session has ended" in browser.text()


def test_a_seat_that_is_gone_ends_the_session(workplace: Any) -> None:
    browser = workplace.browser()
    with workplace.house.review.writing() as session:
        session.execute(delete(Account).where(Account.handle == "aru"))

    browser.open("/queue")

    assert browser.path == "/sign-in?ended=1"


def test_pages_carry_the_banner_and_are_not_kept(workplace: Any) -> None:
    answer = workplace.browser(None).client.get("/sign-in")

    assert "Demonstration:" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_head_that_can_not_be_signed_does_not_undo_what_was_done(workplace: Any, record_id: str) -> None:
    browser = workplace.browser()
    browser.open(f"/records/{record_id}/message")
    with workplace.house.review.writing() as session:
        session.execute(text("UPDATE ledger_range SET compact = x'00'"))

    browser.post("/sign-out")

    assert browser.path == "/sign-in"


def _of_another_ledger() -> str:
    return Head(size=3, root="ab" * 32).to_cookie()


def test_a_visitor_without_a_cookie_is_led_to_the_door(workplace: Any) -> None:
    browser = workplace.browser(None)

    browser.open("/queue")

    assert browser.path == "/sign-in"
