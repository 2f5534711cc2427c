"""Texts that are kept and not stored yet."""

import pytest

from testimony.giving.errors import AlreadySent, InvalidAnswers, StorageUnavailable


def test_an_expired_text_is_said_kindly(browser) -> None:
    browser.open("/en/kept")

    browser.press("send")

    assert (browser.path, browser.status) == ("/en/check", 410)


def test_without_a_cookie_nothing_is_sent(browser) -> None:
    browser.open("/en/kept")
    token = browser.token()
    browser.client.delete_cookie("aigaq")

    browser.post("/en/kept", {"csrf_token": token, "send": "1"})

    assert browser.path == "/en/testimony"


def test_an_unsent_page_without_text_is_said_kindly(browser) -> None:
    browser.open("/en/unsent")

    assert browser.status == 410


def test_the_text_can_be_looked_at_first(browser, giving) -> None:
    browser.open("/en/testimony")
    giving.fail["send"] = StorageUnavailable()
    browser.press("check", narrative="They came at night.")
    browser.press("send")

    browser.press("change")

    assert "They came at night." in browser.page


def test_a_kept_text_with_a_problem_leads_to_the_form(browser, giving) -> None:
    browser.open("/en/kept")
    giving.fail["send"] = InvalidAnswers("narrative", "empty")

    browser.press("send")

    assert browser.path == "/en/testimony"


@pytest.mark.parametrize("page", ["receipt", "mailbox"])
def test_a_delayed_button_leads_back_to_its_page(browser, page: str) -> None:
    browser.open(f"/en/later/{page}")

    assert browser.status == 503
    assert f'href="/en/{page}"' in browser.page


def test_any_other_page_is_not_delayed(browser) -> None:
    browser.open("/en/later/elsewhere")

    assert browser.status == 404


def test_a_text_kept_beside_one_that_was_sent_is_shown_unsent(browser, giving) -> None:
    browser.open("/en/testimony")
    browser.press("check", narrative="They came at night.")
    browser.open("/en/kept")
    giving.fail["send"] = AlreadySent()

    browser.press("send")

    assert browser.path == "/en/unsent"
