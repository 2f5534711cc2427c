"""Double clicks, Back, reload, answers that get lost, two tabs, a cookie that is gone: one testimony, nothing lost."""

import pytest

from tests.browser.chromium import Chromium
from tests.browser.conftest import CHROMIUM_DESK, CHROMIUM_PHONE, FIREFOX_DESK, FIREFOX_PHONE, Journey
from tests.browser.neighbours import Line
from tests.browser.steps import fill_in, send

STORED = "Your testimony is stored"
first_pair = pytest.mark.parametrize("chosen", [CHROMIUM_DESK, FIREFOX_DESK], ids=str, indirect=True)
second_pair = pytest.mark.parametrize("chosen", [CHROMIUM_PHONE, FIREFOX_PHONE], ids=str, indirect=True)


@first_pair
def test_a_double_click_stores_one_testimony(journey: Journey) -> None:
    before = journey.demo.stored()
    journey.window.open(f"{journey.demo.intake}/en/testimony")
    fill_in(journey, journey.window)

    journey.window.press_twice("button[name=send]")
    journey.window.open(f"{journey.demo.intake}/en/receipt")

    assert journey.window.read("h1") == STORED
    assert journey.demo.stored() == before + 1


@second_pair
def test_back_and_reload_after_sending_store_nothing_more_and_show_no_text(journey: Journey) -> None:
    before = journey.demo.stored()
    send(journey)

    journey.window.reload()
    assert journey.window.read("h1") == STORED
    journey.window.back()
    journey.window.reload()

    assert journey.window.read("h1") == STORED
    assert journey.story.plain not in journey.window.read()
    assert journey.demo.stored() == before + 1


@first_pair
def test_a_lost_answer_stores_one_testimony_and_its_receipt_is_there(
    journey: Journey, line: tuple[str, type[Line]]
) -> None:
    address, behind = line
    journey.form_left_by_chromium = isinstance(journey.browser, Chromium)
    before = journey.demo.stored()
    journey.window.open(f"{address}/en/testimony")
    fill_in(journey, journey.window)

    behind.cut = True
    journey.window.press_unanswered("button[name=send]")
    behind.cut = False
    journey.window.reload()
    journey.window.open(f"{address}/en/receipt")

    assert journey.window.read("h1") == STORED
    assert journey.demo.stored() == before + 1


@second_pair
def test_two_tabs_send_two_testimonies_and_the_second_is_asked_about(journey: Journey) -> None:
    before = journey.demo.stored()
    other = journey.browser.new_window()
    for window in (journey.window, other):
        window.open(f"{journey.demo.intake}/en/testimony")
        fill_in(journey, window)
    other.fill("[name=narrative]", journey.story.more)

    journey.window.press("button[name=send]")
    other.press("button[name=send]")
    assert other.read("h1") == "This text is not sent yet"
    other.press("button[name=send]")

    assert other.read("h1") == STORED
    assert journey.demo.stored() == before + 2


@first_pair
def test_a_cookie_deleted_while_writing_loses_nothing(journey: Journey) -> None:
    before = journey.demo.stored()
    journey.window.open(f"{journey.demo.intake}/en/testimony")
    fill_in(journey, journey.window)

    journey.browser.forget_cookies()
    journey.window.press("button[name=send]")
    assert journey.window.read("h1") == "This text is not sent yet"
    journey.window.press("button[name=change]")
    assert journey.window.value("[name=narrative]") == journey.story.narrative
    journey.window.press("button[name=send]")

    assert journey.window.read("h1") == STORED
    assert journey.demo.stored() == before + 1


@second_pair
def test_leave_now_forgets_the_text_and_goes_elsewhere(journey: Journey, careless: str) -> None:
    journey.window.open(f"{journey.demo.intake}/en/testimony")
    fill_in(journey, journey.window)
    journey.window.press("button[name=check]")

    journey.window.press("button.leave")
    journey.window.wait_for(careless)
    journey.window.open(f"{journey.demo.intake}/en/check")

    assert journey.window.read("h1") != "What will be hidden"
    assert journey.story.surname not in journey.window.read()
