"""Takes the pictures of the README from a running demonstration: `python -m tests.browser.screenshots [FOLDER]`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.demo import Demo, demonstration
from tests.browser.windows import DESK, PHONE

FOLDER = Path("docs/img")
PATIENCE_SECONDS = 30
# Everybody in it is invented.
NARRATIVE = (
    "On 5 January 2022 my son Erbol Seitkaliev went out to buy bread in Taldykorgan. At the corner of Abai street two "
    "men in plain clothes pushed him into a car, 777 ABC 05.\n\n"
    "He was held at the police department for three nights. One officer, Serik Omarov, beat him with a bottle of water "
    "until he signed. Erbol is 19. Since then he does not sleep. Call me: +7 701 555 01 23.\n\n"
    "I fear they will come back for Erbol's brother Nurlan."
)


def main(folder: Path) -> None:
    """Write welcome.png, check-page.png and reading-room.png into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="aigaq-") as place,
        demonstration(Path(place), leave_url="about:blank") as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright))
        phone = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]}, device_scale_factor=2)
        phone.goto(demo.intake)
        phone.screenshot(path=folder / "welcome.png")
        desk = browser.new_page(viewport={"width": DESK[0], "height": DESK[1]})
        _check_page(desk, demo, folder / "check-page.png")
        _reading_room(desk, demo, folder / "reading-room.png")
        browser.close()


def _check_page(page: Page, demo: Demo, picture: Path) -> None:
    page.goto(f"{demo.intake}/en/testimony")
    page.fill("[name=narrative]", NARRATIVE)
    page.check("[name=relationship][value=relative]")
    page.check("[name=use][value=count]")
    page.fill("[name=contact]", "by the neighbour, after 8 in the evening")
    page.click("button[name=check]")
    page.wait_for_url("**/check")
    page.screenshot(path=picture)
    page.click("button[name=send]")
    page.click("button[name=show]")
    page.wait_for_selector("#receipt-code")


def _reading_room(page: Page, demo: Demo, picture: Path) -> None:
    person = demo.team["aru"]
    page.goto(f"{demo.review}/sign-in")
    page.fill("[name=handle]", person.handle)
    page.fill("[name=passphrase]", person.passphrase)
    page.fill("[name=code]", person.code())
    page.click("button[name=enter]")
    page.wait_for_url("**/queue")
    until = time.monotonic() + PATIENCE_SECONDS
    while page.locator("a.id").count() == 0 and time.monotonic() < until:
        page.reload()
    page.click("a.id")
    page.wait_for_selector(".reading")
    page.screenshot(path=picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
