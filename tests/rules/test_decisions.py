"""The list of decisions names every page under its own title, and nothing points to a page that is gone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.rules.conftest import TextFile

FOLDER = "docs/adr/"
LIST = f"{FOLDER}README.md"
LINK = re.compile(r"\[(\d{4} [^]]+)\]\(([^)]+)\)")
MENTION = re.compile(r"\badr/(\d{4})")


def _decisions(files: tuple[TextFile, ...]) -> dict[str, str]:
    """Give the title of each decision and the name of its page."""
    pages = (file for file in files if file.name.startswith(FOLDER) and file.name != LIST)
    return {page.text.splitlines()[0].removeprefix("# "): Path(page.name).name for page in pages}


def test_list_of_decisions_names_every_page_by_its_title(files: tuple[TextFile, ...]) -> None:
    (listed,) = (file.text for file in files if file.name == LIST)
    assert dict(LINK.findall(listed)) == _decisions(files)


def test_nothing_points_to_a_decision_that_is_gone(files: tuple[TextFile, ...]) -> None:
    known = {page[:4] for page in _decisions(files).values()}
    named = {(file.name, number) for file in files for number in MENTION.findall(file.text)}
    assert {(name, number) for name, number in named if number not in known} == set()
