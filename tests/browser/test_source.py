"""A source's way from the welcome page to the code."""

from tests.browser.conftest import Journey
from tests.browser.steps import fill_in, keep_code


def test_a_testimony_is_two_requests_from_the_welcome_page_and_its_code_is_shown(journey: Journey) -> None:
    window, before = journey.window, journey.demo.stored()
    window.open(journey.demo.intake)
    window.press("main a[href$='/testimony']")
    fill_in(journey, window)

    window.press("button[name=send]")
    title = window.read("h1")
    words, code = keep_code(journey)
    window.press("button[name=done]")
    window.open(f"{journey.demo.intake}/en/receipt")

    assert title == "Your testimony is stored"
    assert journey.demo.stored() == before + 1
    assert len(words.split()) == 8
    assert len(code) == len("7K3QXA-9MDW2R-B5TVH8")
    assert words not in window.read()
