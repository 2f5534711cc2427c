"""The check page: own words, boxes, missed names, ticks."""

import pytest

from testimony.giving.errors import NothingKept, StorageUnavailable

WORDS = "My son Aslan was taken. Aslan is young."


@pytest.fixture
def checking(browser):
    """Return a visitor who looks at the check page."""
    browser.open("/en/testimony")
    browser.press("check", narrative=WORDS, contact="neighbour")
    assert browser.path == "/en/check"
    return browser


def test_own_words_are_shown_with_the_hidden_parts_boxed(checking) -> None:
    assert WORDS in checking.text()
    assert checking.page.count("<mark") == 2
    assert 'name="shown" value="1"' in checking.page
    assert 'name="shown" value="2"' in checking.page


def test_there_is_room_for_five_names(checking) -> None:
    assert [place for place in range(9) if f'name="person-{place}-name"' in checking.page] == [0, 1, 2, 3, 4]


def test_sending_stores_names_and_ticks_with_the_text(checking, giving) -> None:
    checking.press("send", **{"person-0-name": "Dana", "person-3-name": "Serik", "shown": ["2"]})

    assert checking.path == "/en/receipt"
    [record] = giving.records
    assert (record.narrative, record.names, record.shown) == (WORDS, ("Dana", "Serik"), (2,))
    assert record.contact == "neighbour"


def test_a_post_without_any_button_sends(checking, giving) -> None:
    checking.post("/en/check", {"csrf_token": checking.token()})

    assert len(giving.records) == 1


def test_checking_again_keeps_the_names_and_adds_five_lines(checking) -> None:
    checking.press("check", **{"person-0-name": "Dana", "shown": "1"})

    assert checking.path == "/en/check"
    assert 'value="Dana"' in checking.page
    assert 'name="person-5-name"' in checking.page
    assert 'name="shown" value="1" checked' in checking.page


def test_changing_the_text_shows_it_again_and_keeps_the_names(checking, giving) -> None:
    checking.press("change", **{"person-0-name": "Dana"})

    assert checking.path == "/en/testimony"
    assert WORDS in checking.page
    checking.press("send", narrative=WORDS + " More.")
    assert giving.records[0].names == ("Dana",)


def test_changing_the_language_keeps_the_names(checking) -> None:
    checking.press("language", "kk", **{"person-0-name": "Dana"})

    assert checking.path == "/kk/check"
    assert 'value="Dana"' in checking.page


def test_changing_the_language_without_storage_says_that_it_is_kept(checking, giving) -> None:
    giving.fail["check"] = StorageUnavailable()

    checking.press("language", "kk")

    assert checking.path == "/en/kept"


@pytest.mark.parametrize("button", ["send", "check"])
def test_an_over_long_name_is_pointed_at_and_kept(checking, giving, button: str) -> None:
    checking.press(button, **{"person-0-name": "a" * 201})

    assert checking.path == "/en/check"
    assert '<a href="#person-0-name">This has 201 characters' in checking.page
    assert "a" * 201 in checking.page
    assert giving.records == []


def test_a_name_of_another_encoding_is_pointed_at(checking) -> None:
    body = b"csrf_token=" + checking.token().encode() + b"&person-0-name=" + "Дана".encode("cp1251")

    answer = checking.client.post("/en/check", data=body, content_type="application/x-www-form-urlencoded")
    checking.open(answer.location)

    assert '<a href="#person-0-name">Some letters did not reach us whole' in checking.page


def test_nothing_to_hide_is_said(browser) -> None:
    browser.open("/en/testimony")

    browser.press("check", narrative="They came at night.")

    assert "We found nothing to hide" in browser.text()


def test_a_failed_strip_is_said_and_the_text_can_still_be_sent(browser, giving) -> None:
    giving.strip_fails = True
    browser.open("/en/testimony")
    browser.press("check", narrative=WORDS)

    assert "nobody reads it until a trained person has hidden the names" in browser.text()
    browser.press("send")
    assert browser.path == "/en/receipt"


def test_an_expired_draft_is_said_kindly(checking, giving) -> None:
    giving.drafts.clear()

    checking.press("send")

    assert (checking.path, checking.status) == ("/en/check", 410)
    assert "kept here for two hours at most" in checking.text()


def test_without_a_cookie_there_is_nothing(browser) -> None:
    browser.open("/en/check")

    assert browser.status == 410


def test_a_draft_that_was_not_checked_leads_back_to_the_form(browser) -> None:
    browser.open("/en/testimony")
    browser.press("send", narrative="")

    browser.open("/en/check")

    assert browser.path == "/en/testimony"


def test_posting_twice_leads_to_the_same_receipt(checking, giving) -> None:
    fields = {"csrf_token": checking.token(), "send": "1"}
    checking.post("/en/check", fields)

    checking.post("/en/check", fields)

    assert checking.path == "/en/receipt"
    assert len(giving.records) == 1


def test_a_form_of_another_cookie_changes_nothing(checking, giving) -> None:
    checking.post("/en/check", {"csrf_token": "0" * 64, "send": "1"})

    assert checking.path == "/en/check"
    assert giving.records == []


def test_what_nothing_could_keep_comes_back_in_the_answer(checking, giving) -> None:
    giving.fail["send"] = NothingKept()

    checking.press("send")

    assert checking.last_post.status_code == 503
    assert "My son Aslan" in checking.page
