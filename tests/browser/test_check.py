"""The check page: what will be hidden, what was missed, and what should not be hidden."""

import pytest

from tests.browser.conftest import CHROMIUM_PHONE, FIREFOX_DESK, Journey
from tests.browser.steps import fill_in


def test_a_source_checks_mends_and_sends(journey: Journey) -> None:
    window, story, before = journey.window, journey.story, journey.demo.stored()
    window.open(f"{journey.demo.intake}/en/testimony")
    fill_in(journey, window)

    window.press("button[name=check]")
    boxes = window.count("mark")
    assert story.surname in window.read(".words")
    assert story.surname in " ".join(window.read(f"label:nth-of-type({n}) mark") for n in range(1, boxes + 1))

    window.fill("[name=person-0-name]", story.missed)
    window.wait_for_notes()
    window.press("button[name=check]")
    assert window.value("[name=person-0-name]") == story.missed
    window.tick("input[name=shown]")
    window.press("button[name=check]")
    assert window.count("input[name=shown]:checked") == 1

    window.press("button[name=change]")
    assert window.value("[name=narrative]") == story.narrative
    window.fill("[name=narrative]", f"{story.narrative} {story.missed} saw it.")
    window.wait_for_notes()
    window.press("button[name=check]")
    assert window.count("mark") == boxes + 1

    window.press("button[name=send]")
    assert window.read("h1") == "Your testimony is stored"
    assert journey.demo.stored() == before + 1


@pytest.mark.parametrize("chosen", [CHROMIUM_PHONE, FIREFOX_DESK], ids=str, indirect=True)
def test_an_empty_form_comes_back_with_what_to_mend(journey: Journey) -> None:
    window, before = journey.window, journey.demo.stored()
    window.open(f"{journey.demo.intake}/en/testimony")
    window.fill("[name=contact]", journey.story.contact)

    window.press("button[name=send]")

    assert window.count("[role=alert]") == 1
    assert window.value("[name=contact]") == journey.story.contact
    assert journey.demo.stored() == before
