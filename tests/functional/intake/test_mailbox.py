"""The mailbox: a code opens it, messages vanish, words and wishes go in, and nothing of the testimony comes out."""

import pytest

from testimony.giving.errors import Busy, NoMailbox, StorageUnavailable
from testimony.giving.mailbox import Message

CODE = "7K3QXA-9MDW2R-B5TVH8"


@pytest.fixture
def inside(browser):
    """Return a visitor with the mailbox open."""
    browser.open("/en/mailbox")
    browser.press("enter", code=CODE)
    assert browser.path == "/en/mailbox"
    return browser


def test_the_code_opens_the_mailbox(inside) -> None:
    assert "There is no message for you now" in inside.text()


def test_the_code_stands_in_no_answer(inside) -> None:
    assert CODE not in inside.page + inside.last_post.text + inside.last_post.location


def test_a_message_is_shown_once(inside, mailboxes) -> None:
    mailboxes.messages.append(Message(text="May we write to your lawyer? <b>", week="2026-W46"))
    assert "May we write to your lawyer? &lt;b&gt;" in inside.open("/en/mailbox")

    assert "May we write" not in inside.open("/en/mailbox")


@pytest.mark.parametrize(
    ("code", "path", "words"),
    [
        ("7K3QXA-9MDW2R-000000", "/en/mailbox/unopened", "No mailbox opens with this code"),
        ("", "/en/mailbox/unopened", "No mailbox opens with this code"),
        ("river candle unknown", "/en/mailbox/unopened?word=3", "We don't know word 3"),
    ],
    ids=["of nobody", "empty", "unknown word"],
)
def test_a_code_that_opens_nothing_is_asked_for_again(browser, code: str, path: str, words: str) -> None:
    browser.open("/en/mailbox")

    browser.press("enter", code=code)

    assert browser.path == path
    assert words in browser.text()
    assert '<a href="#code">' in browser.page
    assert not code or code not in browser.page


def test_a_place_that_is_no_number_is_ignored(browser) -> None:
    browser.open("/en/mailbox/unopened?word=<b>")

    assert "No mailbox opens" in browser.text()


def test_a_busy_moment_leads_back_to_the_door(browser, mailboxes) -> None:
    mailboxes.fail["enter"] = Busy()
    browser.open("/en/mailbox")

    browser.press("enter", code=CODE)

    assert (browser.path, browser.status) == ("/en/later/mailbox", 503)


def test_a_door_of_another_cookie_opens_nothing(browser, mailboxes) -> None:
    browser.open("/en/mailbox")

    browser.post("/en/mailbox", {"csrf_token": "0" * 64, "code": CODE})

    assert mailboxes.open_keys == set()


def test_more_words_are_stored_in_the_language_of_the_page(inside, mailboxes) -> None:
    inside.press("write", narrative="They came again.")

    assert inside.path == "/en/mailbox/stored"
    assert mailboxes.written == [("They came again.", "en")]


@pytest.mark.parametrize(("button", "status"), [("freeze", "frozen"), ("withdraw", "withdrawn")])
def test_a_button_changes_what_may_be_done(inside, mailboxes, button: str, status: str) -> None:
    inside.press(button)

    assert inside.path == "/en/mailbox"
    assert mailboxes.status == status


def test_narrowing_takes_the_counting_back(inside, mailboxes) -> None:
    inside.press("narrow")

    assert mailboxes.terms == "keep"
    assert "ask me first" in inside.text()
    assert 'name="narrow"' not in inside.page


def test_a_withdrawal_names_its_date_and_can_be_cancelled(inside, mailboxes) -> None:
    inside.press("withdraw")
    assert "May 17, 2030" in inside.text()

    inside.press("cancel")

    assert mailboxes.status == "active"


def test_a_frozen_mailbox_offers_no_second_freeze(inside) -> None:
    inside.press("freeze")

    assert "Your testimony is frozen" in inside.text()
    assert 'name="freeze"' not in inside.page


def test_leaving_closes_the_mailbox(inside, mailboxes) -> None:
    inside.press("leave")

    assert 'name="code"' in inside.page
    assert mailboxes.open_keys == set()


def test_the_door_makes_the_browser_forget_the_pages_before(inside) -> None:
    inside.press("leave")
    cookie = inside.client.get_cookie("aigaq").value

    answer = inside.client.get("/en/mailbox")

    assert answer.headers["Set-Cookie"].startswith(f"aigaq={cookie};")


def test_an_unknown_button_changes_nothing(inside, mailboxes) -> None:
    inside.press("unknown")

    assert (mailboxes.status, mailboxes.terms) == ("active", "count")


def test_a_button_of_another_cookie_changes_nothing(inside, mailboxes) -> None:
    inside.post("/en/mailbox", {"csrf_token": "0" * 64, "withdraw": "1"})

    assert mailboxes.status == "active"


def test_a_button_after_the_mailbox_closed_leads_to_the_door(inside, mailboxes) -> None:
    mailboxes.open_keys.clear()

    inside.press("freeze")

    assert 'name="code"' in inside.page


def test_a_button_in_a_busy_moment_leads_back(inside, mailboxes) -> None:
    mailboxes.fail["freeze"] = StorageUnavailable()

    inside.press("freeze")

    assert inside.path == "/en/later/mailbox"


def test_a_mailbox_that_is_gone_asks_for_the_code(inside, mailboxes) -> None:
    mailboxes.fail["look"] = NoMailbox()

    inside.open("/en/mailbox")

    assert 'name="code"' in inside.page


@pytest.mark.parametrize(
    ("words", "problem"), [("", "Write what happened"), ("a" * 50_001, "50,001 characters")], ids=["empty", "long"]
)
def test_words_to_mend_are_kept_and_shown(inside, mailboxes, words: str, problem: str) -> None:
    inside.press("write", narrative=words)

    assert inside.path == "/en/mailbox/again"
    assert problem in inside.text()
    assert words in inside.page
    assert mailboxes.written == []


def test_words_that_can_not_be_stored_now_are_kept_and_sent_later(inside, mailboxes, giving) -> None:
    mailboxes.fail["write_more"] = Busy()
    inside.press("write", narrative="They came again.")

    assert inside.path == "/en/mailbox/again"
    assert "They came again." in inside.page
    mailboxes.fail.clear()
    inside.post("/en/mailbox", {"csrf_token": inside.token(), "narrative": "They came again.", "write": "1"})
    assert mailboxes.written == [("They came again.", "en")]
    assert giving.drafts == {}


def test_words_of_another_encoding_are_shown_and_not_stored(inside, mailboxes) -> None:
    body = b"csrf_token=" + inside.token().encode() + b"&narrative=" + "слово".encode("cp1251") + b"&write=1"

    answer = inside.client.post("/en/mailbox", data=body, content_type="application/x-www-form-urlencoded")
    inside.open(answer.location)

    assert "did not reach us whole" in inside.text()
    assert mailboxes.written == []


def test_words_written_while_the_mailbox_closed_are_kept_unsent(inside, mailboxes) -> None:
    mailboxes.open_keys.clear()

    inside.press("write", narrative="They came again.")

    assert inside.path == "/en/unsent"


def test_words_from_another_cookie_are_kept_unsent(inside, mailboxes) -> None:
    inside.post("/en/mailbox", {"csrf_token": "0" * 64, "narrative": "They came again."})

    assert inside.path == "/en/unsent"
    assert mailboxes.written == []


def test_a_mailbox_and_an_unsent_draft_live_side_by_side(browser) -> None:
    browser.open("/en/testimony")
    browser.press("check", narrative="They came at night.")
    browser.open("/en/mailbox")
    browser.press("enter", code=CODE)

    browser.open("/en/check")

    assert "They came at night." in browser.text()


def test_nothing_kept_leads_from_again_to_the_mailbox(inside) -> None:
    inside.open("/en/mailbox/again")

    assert inside.path == "/en/mailbox"
