"""A text typed in small letters: its unknown words wait until a reviewer has looked at them on a page of their own."""

import pytest

from tests.browser.conftest import CHROMIUM_DESK, Journey
from tests.browser.test_review import opened, sign_in

SLIP, KNOWN_BY = "handcuffd", "the ladder in our kitchen"


@pytest.mark.parametrize("chosen", [CHROMIUM_DESK], ids=str, indirect=True)
def test_a_reviewer_checks_a_doubtful_text_and_then_all_read_the_words_let_through(journey: Journey) -> None:
    window, team, surname = journey.window, journey.demo.team, journey.story.surname.lower()
    journey.secrets += [surname]
    window.open(f"{journey.demo.intake}/en/testimony")
    window.fill("[name=narrative]", f"they {SLIP} him by {KNOWN_BY}. i fear for my son erbol {surname}.")
    window.wait_for_notes()
    window.press("button[name=send]")
    sign_in(journey, team["madina"])
    address = opened(journey, KNOWN_BY)
    assert SLIP not in window.read()
    assert surname not in window.read()

    window.open(f"{address}/check")
    assert SLIP in window.read(".reading")
    window.tick("[name=word]")
    window.press("button[name=finish]")

    assert window.address().partition("?")[0] == address
    assert SLIP in window.read(".reading")
    assert "Checked by madina" in window.read("main")
