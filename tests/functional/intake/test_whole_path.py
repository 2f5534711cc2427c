"""The whole way of a source with nothing stood in for, and what is left on the disk after it."""

import html
import re
from pathlib import Path

import pytest

NARRATIVE = "On 5 January 2022 my son Erbol Seitkali was taken. Call me: +7 701 555 01 23."


def element(page: str, name: str) -> str:
    """Return the text of the element with this id."""
    return html.unescape(re.findall(rf'id="{name}"[^>]*>([^<]*)<', page)[0])


def files(folder: Path) -> bytes:
    """Return every byte under a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_testimony_is_checked_sent_and_answered_by_its_code(whole_browser) -> None:
    browser = whole_browser
    browser.open("/en/testimony")
    browser.press("check", narrative=NARRATIVE, contact="neighbour", use="count")
    assert "Erbol" in re.sub(r"<[^>]*>", "", "".join(re.findall(r"<mark.*?</mark>", browser.page)))

    browser.press("send", **{"person-0-name": "Gulnara", "shown": "1"})
    browser.press("show")
    words = element(browser.page, "receipt-words")
    code = element(browser.page, "receipt-code")
    browser.press("done")

    assert len(words.split()) == 8
    for text in (words, code.lower()):
        browser.open("/en/mailbox")
        browser.press("enter", code=text)
        assert "There is no message for you now" in browser.text()
        browser.press("leave")


def test_a_mailbox_takes_words_and_wishes(whole_browser) -> None:
    browser = whole_browser
    browser.open("/en/testimony")
    browser.press("send", narrative=NARRATIVE, use="count")
    browser.press("show")
    code = element(browser.page, "receipt-code")
    browser.open("/en/mailbox")
    browser.press("enter", code=code)

    browser.press("write", narrative="They came again for Erbol.")
    assert browser.path == "/en/mailbox/stored"
    browser.open("/en/mailbox")
    browser.press("narrow")
    assert "keep it, and ask me first" in browser.text()
    browser.press("withdraw")
    assert "It is destroyed for good on" in browser.text()
    browser.press("cancel")
    assert "You took your testimony back" not in browser.text()


def test_changing_the_text_and_sending_another_one_lose_nothing(whole_browser) -> None:
    browser = whole_browser
    browser.open("/en/testimony")
    browser.press("check", narrative=NARRATIVE)
    browser.press("change", **{"person-0-name": "Gulnara"})
    assert NARRATIVE in html.unescape(browser.page)
    token = browser.token()
    browser.press("send", narrative=NARRATIVE + " More.")
    assert browser.path == "/en/receipt"

    browser.post("/en/testimony", {"csrf_token": token, "narrative": "Another text.", "send": "1"})

    assert browser.path == "/en/unsent"
    browser.press("send")
    assert browser.path == "/en/receipt"


@pytest.mark.parametrize("letters", ["a" * 50_001, "", "\ufffd"], ids=["over-long", "empty", "replacement"])
def test_a_text_to_mend_is_kept_by_the_real_store(whole_browser, letters: str) -> None:
    browser = whole_browser
    browser.open("/en/testimony")

    browser.press("send", narrative=letters, contact="a" * 501)

    assert browser.last_post.status_code == 303
    assert "Please look at this again" in browser.text()
    assert letters in browser.page


def test_awkward_letters_pass_the_real_strip_and_seal(whole_browser) -> None:
    browser = whole_browser
    browser.open("/en/testimony")

    browser.press("check", narrative="\0\u202eErbol\x01\u2066 \U0001f54a\u0301 \x7f")
    assert browser.path == "/en/check"
    browser.press("send")

    assert browser.path == "/en/receipt"


def test_no_word_of_a_visit_rests_on_the_disk(whole_browser, tmp_path: Path) -> None:
    browser = whole_browser
    browser.open("/en/testimony")
    browser.press("check", narrative=NARRATIVE, contact="by the neighbour")
    browser.press("send", **{"person-0-name": "Gulnara"})
    browser.press("show")
    words = element(browser.page, "receipt-words").split()

    left = files(tmp_path)

    assert b"SQLite format 3" in left
    for word in ("Erbol", "Seitkali", "555 01 23", "neighbour", "Gulnara", " ".join(words), "\\u0045"):
        assert word.encode() not in left
        assert word.encode("utf-16-le") not in left


def test_a_doubtful_text_boxes_what_was_found_and_says_that_unknown_words_wait(whole_browser) -> None:
    browser = whole_browser
    browser.open("/en/testimony")

    browser.press("check", narrative="they handcuffd him by the ladder in our kitchen. i fear for my son erbol")

    boxed = re.sub(r"<[^>]*>", "", "".join(re.findall(r"<mark.*?</mark>", browser.page)))
    assert "erbol" in boxed
    assert "handcuffd" not in boxed
    assert "handcuffd" in browser.text()
    assert "Our program does not know some of the other words." in browser.text()


def test_a_sure_text_says_nothing_of_unknown_words(whole_browser) -> None:
    browser = whole_browser
    browser.open("/en/testimony")

    browser.press("check", narrative=NARRATIVE)

    assert "Our program does not know" not in browser.text()


@pytest.mark.parametrize(
    ("language", "narrative", "name", "stem", "forms"),
    [
        ("en", "They brought the plumber in. I saw the plumber's hands. The PLUMBER cried.", "Plumber", "plumber", 3),
        ("ru", "Потом привели водника. Я говорила с водником. Водник молчал.", "Водник", "водник", 3),
        ("kk", "Сосын балташыны әкелді. Оған, балташыға, су бермеді, мен балташымен отырдым.", "Балташы", "балташы", 3),
    ],
    ids=["English", "Russian", "Kazakh"],
)
def test_a_name_that_was_missed_is_boxed_in_every_form(
    whole_browser, language: str, narrative: str, name: str, stem: str, forms: int
) -> None:
    browser = whole_browser
    browser.open(f"/{language}/testimony")
    browser.press("check", narrative=narrative)
    assert stem not in boxed(browser.page).lower()

    browser.press("check", **{"person-0-name": name})

    assert boxed(browser.page).lower().count(stem) == forms


def boxed(page: str) -> str:
    """Return what stands in boxes."""
    return html.unescape(re.sub(r"<[^>]*>", "", " ".join(re.findall(r"<mark.*?</mark>", page))))
