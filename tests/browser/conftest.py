"""Fixtures of the browser journeys: one running demonstration, and a fresh browser for each journey."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from tests.browser.accessibility import Inspector, axe_source
from tests.browser.chromium import Chromium, find_chromium
from tests.browser.demo import Demo, demonstration
from tests.browser.firefox import Firefox, find_firefox
from tests.browser.neighbours import Careless, Line, serving
from tests.browser.search import changed_since, find_words
from tests.browser.stories import Story, invent
from tests.browser.windows import DESK, PHONE, Browser, Screen, Window

NO_CHROMIUM = "Chromium is not installed: `apt-get install chromium`, or `.venv/bin/playwright install chromium`"
NO_FIREFOX = "Firefox is not installed: `apt-get install firefox-esr` (a snap can't use the tests' folders)"
# The folders in which programs leave temporary files.
TEMPORARY = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - searched, never written


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Which browser a journey is made with, and how that is set up."""

    engine: str
    screen: Screen

    def __str__(self) -> str:
        """Name it for the list of tests."""
        return f"{self.engine}-{self.screen.width}-script-{'on' if self.screen.script else 'off'}"


def setting(engine: str, size: tuple[int, int], *, script: bool) -> Setting:
    """Return a setting."""
    return Setting(engine=engine, screen=Screen(width=size[0], height=size[1], script=script))


CHROMIUM_DESK = setting("chromium", DESK, script=True)
FIREFOX_PHONE = setting("firefox", PHONE, script=True)
CHROMIUM_PHONE = setting("chromium", PHONE, script=False)
FIREFOX_DESK = setting("firefox", DESK, script=False)
# Each of the browsers with script and without, on a phone and on a desk.
SETTINGS = (CHROMIUM_PHONE, CHROMIUM_DESK, FIREFOX_PHONE, FIREFOX_DESK)


@dataclass(kw_only=True)
class Journey:
    """One visitor's browser, what they type, and everything that must rest nowhere when they are gone."""

    browser: Browser
    demo: Demo
    story: Story
    inspector: Inspector
    _window: Window | None = None
    secrets: list[str] = field(default_factory=list)
    # Where the answer to a POST is lost, Chromium's own page stands in its place, and with it Chromium writes the form
    # into its session file. No server can prevent that; what the source then keeps on their device is known.
    form_left_by_chromium: bool = False

    @property
    def window(self) -> Window:
        """Return the first tab."""
        if self._window is None:
            self._window = self.browser.new_window()
        return self._window

    @property
    def unspeakable(self) -> list[str]:
        """List what was typed or shown, and must rest nowhere."""
        return [*self.story.words, *self.secrets]

    def traces_in_browser(self) -> list[str]:
        """Search the browser's folder alone."""
        if self.form_left_by_chromium:
            return find_words([self.browser.folder], self.secrets)
        return find_words([self.browser.folder], self.unspeakable)

    def traces_elsewhere(self, since: float, searched_before: Path) -> list[str]:
        """Search the demonstration's places and every file of ours, outside of the browser, changed meanwhile."""
        known = (self.browser.folder, searched_before)
        others = [path for folder in TEMPORARY for path in changed_since(folder, since, except_under=known)]
        # There the demonstration's passphrases lie open, and it says so; nothing that a source typed is looked over.
        open_secrets = self.demo.var / "demo.json"
        found = find_words([*self.demo.places(), *others], self.unspeakable, except_in=[open_secrets])
        return found + find_words([open_secrets], self.story.words)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start Playwright once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def careless() -> Iterator[str]:
    """Give the address of a page that does everything wrong."""
    with serving(Careless) as address:
        yield address


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, careless: str) -> Iterator[Demo]:
    """Give one running demonstration for all journeys."""
    with demonstration(tmp_path_factory.mktemp("demo"), leave_url=careless) as running:
        yield running


@pytest.fixture
def line(demo: Demo) -> Iterator[tuple[str, type[Line]]]:
    """Give a second address of the intake app, and the line behind it that can be cut."""
    own = type("OwnLine", (Line,), {"port": demo.intake_port})
    with serving(own) as address:
        yield address, own


OpenBrowser = Callable[[Setting], Browser]


@pytest.fixture
def open_browser(request: pytest.FixtureRequest, inspector: Inspector) -> Iterator[OpenBrowser]:
    """Give `open(setting)`: a browser with a fresh profile; it is closed at the end at the latest."""
    opened: list[Browser] = []

    def open_one(chosen: Setting) -> Browser:
        # pytest's own folders have long names, and Chromium puts a socket there, whose path holds 107 letters.
        folder = Path(tempfile.mkdtemp(prefix="aigaq-", dir=TEMPORARY[0]))
        opened.append(
            _chromium(request, folder, chosen, inspector) if chosen.engine == "chromium" else _firefox(folder, chosen)
        )
        return opened[-1]

    yield open_one
    for browser in opened:
        browser.close()
        shutil.rmtree(browser.folder)


def _chromium(request: pytest.FixtureRequest, folder: Path, chosen: Setting, inspector: Inspector) -> Browser:
    playwright: Playwright = request.getfixturevalue("playwright")
    program = find_chromium(playwright)
    if program is None:
        _missing(NO_CHROMIUM)
    look = inspector.look if chosen.screen.script else _look_away
    return Chromium(playwright, program, folder, chosen.screen, look)


def _firefox(folder: Path, chosen: Setting) -> Browser:
    program = find_firefox()
    if program is None:
        _missing(NO_FIREFOX)
    return Firefox(program, folder, chosen.screen)


def _missing(reason: str) -> NoReturn:
    # Where the tests run for everybody, a browser that is not there is a fault and no reason to skip.
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def _look_away(_page: Page) -> None:
    """Inspect nothing: axe is a script, and this browser runs none."""


@pytest.fixture(scope="session")
def inspector(demo: Demo) -> Inspector:
    """Give the one who looks at each kind of page once."""
    return Inspector(source=axe_source(), sites=(demo.intake, demo.review))


@pytest.fixture(params=SETTINGS, ids=str)
def chosen(request: pytest.FixtureRequest) -> Setting:
    """Give each setting in turn; a test may name others by indirect parameters."""
    setting_of_test: Setting = request.param
    return setting_of_test


@pytest.fixture
def journey(
    chosen: Setting,
    demo: Demo,
    open_browser: OpenBrowser,
    inspector: Inspector,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Journey]:
    """Give a journey; when it is over, nothing that was typed or shown may rest anywhere, nor any page be unfit."""
    since = time.time()
    travelling = Journey(browser=open_browser(chosen), demo=demo, story=invent(), inspector=inspector)
    yield travelling
    # First as if the device were taken away now, then as it is left behind.
    assert travelling.traces_in_browser() == [], "while the browser was open"
    travelling.browser.close()
    assert travelling.traces_in_browser() == [], "after the browser was closed"
    assert travelling.traces_elsewhere(since, tmp_path_factory.getbasetemp()) == [], "on the server"
    assert inspector.wrong == []
