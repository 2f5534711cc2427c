"""The mailbox: opened by words or by the short code, written to, withdrawn from, left."""

import pytest

from tests.browser.conftest import CHROMIUM_PHONE, FIREFOX_DESK, Journey
from tests.browser.steps import enter_mailbox, keep_code, send

# Cyrillic letters, and Latin ones, that somebody may read from paper in place of the code's own.
LOOK_ALIKES = str.maketrans("ABEKMHPCTX01", "АВЕКМНРСТХOI")
pair = pytest.mark.parametrize("chosen", [CHROMIUM_PHONE, FIREFOX_DESK], ids=str, indirect=True)


@pair
def test_words_open_the_mailbox_for_more_words_a_withdrawal_and_its_end(journey: Journey) -> None:
    send(journey)
    words, _ = keep_code(journey)
    journey.window.press("button[name=done]")

    enter_mailbox(journey, f" {words.upper().replace(' ', '  ')} ")
    assert "There is no message for you now" in journey.window.read("main")
    assert journey.story.plain not in journey.window.read()
    journey.window.fill("[name=narrative]", journey.story.more)
    journey.window.wait_for_notes()
    journey.window.press("button[name=write]")
    assert journey.window.read("h1") == "Your words are stored"

    journey.window.press("main a.button")
    journey.window.press("button[name=withdraw]")
    assert "You took your testimony back" in journey.window.read("main")
    journey.window.press("button[name=cancel]")
    assert "You took your testimony back" not in journey.window.read("main")

    journey.window.press("button[name=leave]")
    assert journey.window.count("[name=code]") == 1


@pair
def test_the_short_code_opens_the_mailbox_whatever_alphabet_it_is_typed_in(journey: Journey) -> None:
    send(journey)
    _, code = keep_code(journey)

    enter_mailbox(journey, code.translate(LOOK_ALIKES).replace("-", " ").lower())

    assert journey.window.count("[name=narrative]") == 1


@pair
def test_a_wrong_code_opens_nothing_and_is_not_shown_again(journey: Journey) -> None:
    enter_mailbox(journey, "7K3QXA-9MDW2R-B5TVH8")

    assert journey.window.count("[role=alert]") == 1
    assert journey.window.value("[name=code]") == ""
