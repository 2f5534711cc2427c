"""What a journey needs of a browser: windows to look at pages and to fill in forms, whichever engine draws them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_SCRIPT = b"#!"
_HEAD_BYTES = 4096


@dataclass(frozen=True, kw_only=True)
class Screen:
    """How a visitor's browser is set up."""

    width: int
    height: int
    script: bool


PHONE = (360, 740)
DESK = (1280, 900)


class Window(Protocol):
    """One tab. Selectors are CSS; what presses a button waits until the page that follows is there."""

    def open(self, address: str) -> None:
        """Go to an address; a connection that is cut shows the browser's own page."""

    def address(self) -> str:
        """Return the address of the page."""

    def wait_for(self, start: str) -> None:
        """Wait until a page is there whose address begins like this."""

    def title(self) -> str:
        """Return the title of the page."""

    def fill(self, selector: str, text: str) -> None:
        """Type a text in place of what stands in a field."""

    def choose(self, selector: str, value: str) -> None:
        """Choose an entry of a list."""

    def tick(self, selector: str) -> None:
        """Click on what opens no other page."""

    def press(self, selector: str) -> None:
        """Click, and wait for the page that follows."""

    def press_twice(self, selector: str) -> None:
        """Click twice as fast as the browser allows, and wait for a page that follows."""

    def press_unanswered(self, selector: str) -> None:
        """Click where the answer gets lost, and wait for the browser's own page about that."""

    def read(self, selector: str = "body") -> str:
        """Return the text that the first such element shows."""

    def value(self, selector: str) -> str:
        """Return what stands in a field."""

    def attribute(self, selector: str, name: str) -> str:
        """Return an attribute of the first such element, empty where it has none."""

    def count(self, selector: str) -> int:
        """Count such elements."""

    def back(self) -> None:
        """Go one page back."""

    def reload(self) -> None:
        """Load the page anew, as the browser's own button does."""

    def wait_for_notes(self) -> None:
        """Give the browser the time to write down, for its own purposes, what stands in the page's fields."""

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Write what the window shows, or the whole page, to a PNG file."""


class Browser(Protocol):
    """A running browser with a profile of its own."""

    folder: Path

    def new_window(self) -> Window:
        """Open one more tab."""

    def forget_cookies(self) -> None:
        """Delete every cookie, as a cleaning program would."""

    def close(self) -> None:
        """Close it as a person does, so that it writes what it wants to keep."""


def installed(names: tuple[str, ...], paths: tuple[str, ...] = ()) -> Path | None:
    """Find a program by its names, then by its full paths; a snap doesn't count, as it can't use our folders."""
    found = [Path(path) for name in names if (path := shutil.which(name)) is not None]
    found += [Path(path) for path in paths if Path(path).is_file()]
    return next((path for path in found if not _is_snap(path)), None)


def private_environment(folder: Path) -> dict[str, str]:
    """Return an environment in which a browser keeps everything, even its temporary files, under one folder."""
    home, temporary = folder / "home", folder / "tmp"
    for place in (home, temporary):
        place.mkdir(parents=True, exist_ok=True)
    kept: Mapping[str, str] = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {**kept, "HOME": str(home), "TMPDIR": str(temporary)}


def _is_snap(path: Path) -> bool:
    if "snap" in path.resolve().parts:
        return True
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    return head.startswith(_SCRIPT) and b"/snap/" in head
