"""What a source does on most journeys."""

from __future__ import annotations

from tests.browser.conftest import Journey
from tests.browser.windows import Window


def fill_in(journey: Journey, window: Window) -> None:
    """Fill in the form that the window shows."""
    window.fill("[name=narrative]", journey.story.narrative)
    window.tick("[name=relationship][value=relative]")
    window.tick("[name=use][value=count]")
    window.fill("[name=contact]", journey.story.contact)
    window.wait_for_notes()


def send(journey: Journey, base: str | None = None) -> None:
    """Write a testimony and send it; the window shows that it is stored."""
    window = journey.window
    window.open(f"{base or journey.demo.intake}/en/testimony")
    fill_in(journey, window)
    window.press("button[name=send]")


def keep_code(journey: Journey) -> tuple[str, str]:
    """Have the code shown, and give its words and its short form."""
    journey.window.press("button[name=show]")
    words, code = journey.window.read("#receipt-words"), journey.window.read("#receipt-code")
    journey.secrets += [words, code, code.replace("-", ""), code.lower()]
    return words, code


def enter_mailbox(journey: Journey, code: str) -> None:
    """Open the mailbox by words or by code, as somebody who types it."""
    journey.secrets.append(code)
    journey.window.open(f"{journey.demo.intake}/en/mailbox")
    journey.window.fill("[name=code]", code)
    journey.window.wait_for_notes()
    journey.window.press("button[name=enter]")
