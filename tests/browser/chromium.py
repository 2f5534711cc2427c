"""Drives Chromium through Playwright."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.browser.windows import Screen, installed, private_environment

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_PATHS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PATIENCE_MILLISECONDS = 60_000

Look = Callable[[Page], None]


def find_chromium(playwright: Playwright) -> Path | None:
    """Return an installed Chromium or Chrome, else Playwright's own, else None."""
    own = Path(playwright.chromium.executable_path)
    return installed(NAMES, MAC_PATHS) or (own if own.is_file() else None)


class ChromiumWindow:
    """One tab of Chromium."""

    def __init__(self, page: Page, look: Look) -> None:
        """Take a page, and what is done with every page that was reached."""
        self.page = page
        self._look = look

    def open(self, address: str) -> None:
        """Go to an address."""
        self.page.goto(address, wait_until="load")
        self._look(self.page)

    def address(self) -> str:
        """Return the address of the page."""
        return self.page.url

    def wait_for(self, start: str) -> None:
        """Wait until a page is there whose address begins like this."""
        self.page.wait_for_url(f"{start}**", wait_until="load")

    def title(self) -> str:
        """Return the title of the page."""
        return self.page.title()

    def fill(self, selector: str, text: str) -> None:
        """Type a text in place of what stands in a field."""
        field = self.page.locator(selector).first
        field.fill("")
        # As a keyboard on a screen does it: all at once, and still as if typed.
        self.page.keyboard.insert_text(text)

    def choose(self, selector: str, value: str) -> None:
        """Choose an entry of a list."""
        self.page.select_option(selector, value)

    def tick(self, selector: str) -> None:
        """Click on what opens no other page."""
        self.page.locator(selector).first.click()

    def press(self, selector: str) -> None:
        """Click, and wait for the page that follows."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(selector).first.click()
        self._look(self.page)

    def press_twice(self, selector: str) -> None:
        """Click twice as fast as the browser allows, and wait for a page that follows."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(selector).first.dblclick()
        self.page.wait_for_load_state("load")

    def press_unanswered(self, selector: str) -> None:
        """Click where the answer gets lost, and wait for the browser's own page about that."""
        with suppress(Error), self.page.expect_navigation(wait_until="load"):
            self.page.locator(selector).first.click()
        self.page.wait_for_selector("body.neterror")

    def read(self, selector: str = "body") -> str:
        """Return the text that the first such element shows."""
        return self.page.locator(selector).first.inner_text()

    def value(self, selector: str) -> str:
        """Return what stands in a field."""
        return self.page.locator(selector).first.input_value()

    def attribute(self, selector: str, name: str) -> str:
        """Return an attribute of the first such element, empty where it has none."""
        return self.page.locator(selector).first.get_attribute(name) or ""

    def count(self, selector: str) -> int:
        """Count such elements."""
        return self.page.locator(selector).count()

    def back(self) -> None:
        """Go one page back."""
        # A page from memory is not loaded again, so that the address is all there is to wait for.
        self.page.go_back(wait_until="commit")
        self.page.wait_for_load_state("load")

    def reload(self) -> None:
        """Load the page anew."""
        self.page.reload(wait_until="load")

    def wait_for_notes(self) -> None:
        """Do nothing: Chromium writes its session file at each new page and when it is closed."""

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Write a picture of the page."""
        self.page.screenshot(path=path, full_page=whole)


class Chromium:
    """A running Chromium with a fresh profile."""

    def __init__(self, playwright: Playwright, program: Path, folder: Path, screen: Screen, look: Look) -> None:
        """Start it; everything that it keeps rests under the folder."""
        self.folder = folder
        self._look = look
        self.context: BrowserContext = playwright.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=program,
            env={**private_environment(folder)},
            # Without Chromium's sandbox, which neither root nor many containers can have: it only sees pages of ours.
            chromium_sandbox=False,
            # People's browsers keep pages for "Back" in memory, so the browser of the tests does too.
            ignore_default_args=["--disable-back-forward-cache"],
            downloads_path=folder / "downloads",
            java_script_enabled=screen.script,
            viewport={"width": screen.width, "height": screen.height},
            locale="en-GB",
        )
        self.context.set_default_timeout(PATIENCE_MILLISECONDS)

    def new_window(self) -> ChromiumWindow:
        """Open one more tab."""
        return ChromiumWindow(self.context.new_page(), self._look)

    def forget_cookies(self) -> None:
        """Delete every cookie."""
        self.context.clear_cookies()

    def close(self) -> None:
        """Close it as a person does; a second time does nothing."""
        self.context.close()
