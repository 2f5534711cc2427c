"""After sending: a code for those who can keep one, and none for those who can not."""

import html
import re

import pytest

from testimony.giving.errors import Busy

WORDS = ("river", "candle", "seven", "orchard", "paper", "winter", "ladder", "stone")


@pytest.fixture
def sent(browser):
    """Return a visitor who has just sent a testimony without contact."""
    browser.open("/en/testimony")
    browser.press("send", narrative="They came at night.")
    return browser


def element(page: str, name: str) -> str:
    """Return the text of the element with this id."""
    return html.unescape(re.findall(rf'id="{name}"[^>]*>([^<]*)<', page)[0])


def test_the_code_is_not_shown_unasked(sent) -> None:
    assert "Have you a safe place to keep a code?" in sent.text()
    assert "receipt-words" not in sent.page


def test_the_code_is_shown_to_who_asks(sent) -> None:
    sent.press("show")

    assert sent.path == "/en/receipt"
    assert tuple(element(sent.page, "receipt-words").split()) == WORDS
    assert element(sent.page, "receipt-code") == "7K3QXA-9MDW2R-B5TVH8"
    assert "Don't take a screenshot" in sent.text()


def test_who_skips_the_code_and_gave_no_contact_is_told_what_that_means(sent) -> None:
    sent.press("skip")

    assert "we can't ask you anything" in sent.text()
    assert "receipt-words" not in sent.page


def test_who_skips_the_code_and_gave_contact_is_told_the_way(browser) -> None:
    browser.open("/en/testimony")
    browser.press("send", narrative="They came at night.", contact="neighbour")

    browser.press("skip")

    assert "only in the way you gave us" in browser.text()


def test_an_answer_to_show_holds_no_code(sent) -> None:
    sent.press("show")

    assert sent.last_post.status_code == 303
    assert "river" not in sent.last_post.text


def test_done_forgets_everything_in_this_browser(sent, giving) -> None:
    sent.press("show")

    sent.press("done")

    assert sent.path == "/en/"
    assert giving.drafts == {}
    assert sent.client.get_cookie("aigaq") is None


def test_another_testimony_begins_on_an_empty_page(sent, giving) -> None:
    sent.press("skip")

    sent.press("another")

    assert sent.path == "/en/testimony"
    assert giving.drafts == {}


def test_the_page_after_sending_makes_the_browser_forget_the_pages_before(sent) -> None:
    cookie = sent.client.get_cookie("aigaq").value

    answer = sent.client.get("/en/receipt")

    assert answer.headers["Set-Cookie"].startswith(f"aigaq={cookie};")


def test_an_unknown_button_changes_nothing(sent) -> None:
    sent.press("unknown")

    assert "Have you a safe place" in sent.text()


def test_a_form_of_another_cookie_changes_nothing(sent) -> None:
    sent.post("/en/receipt", {"csrf_token": "0" * 64, "show": "1"})

    assert "receipt-words" not in sent.page


def test_an_expired_receipt_is_said_kindly(sent, giving) -> None:
    giving.drafts.clear()

    sent.press("show")

    assert (sent.path, sent.status) == ("/en/receipt", 410)


def test_an_unsent_draft_has_no_receipt(browser) -> None:
    browser.open("/en/testimony")
    browser.press("check", narrative="They came at night.")

    browser.open("/en/receipt")

    assert browser.path == "/en/testimony"


def test_a_busy_moment_leads_back_to_the_question(sent, giving) -> None:
    giving.fail["keep_code"] = Busy()

    sent.press("show")

    assert (sent.path, sent.status) == ("/en/later/receipt", 503)
