"""Every format of formats.txt is hidden whole in three casings; what holds nothing to hide stays readable."""

import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from testimony.pseudonyms.strip import strip

_MARK = re.compile(r"\{([^}]*)\}")
_CASINGS = {"written": str, "lower": str.lower, "upper": str.upper}


class Line(NamedTuple):
    """A sentence in pieces: every second piece must be hidden."""

    language: str
    pieces: tuple[str, ...]


def _sections() -> dict[str, list[Line]]:
    sections: dict[str, list[Line]] = defaultdict(list)
    section = ""
    for row in Path(__file__).with_name("formats.txt").read_text("utf-8").splitlines():
        if row.startswith("# -- "):
            section = row.removeprefix("# -- ")
        elif row and not row.startswith("#"):
            language, marked = row.split(": ", 1)
            sections[section].append(Line(language, tuple(_MARK.split(marked))))
    return sections


_SECTIONS = _sections()


def _wrong(line: Line, casing: str) -> str | None:
    """Give the text with what was hidden in brackets where a marked letter shows, or a bare line lost a letter."""
    turned = [_CASINGS[casing](piece) for piece in line.pieces]
    mentions = strip("".join(turned), language=line.language).mentions
    covered = {place for mention in mentions for place in range(mention.start, mention.end)}
    position = 0
    for number, piece in enumerate(turned):
        places = {position + offset for offset, letter in enumerate(piece) if letter.isalnum()}
        if number % 2 and not places <= covered:
            return "".join(turned)
        position += len(piece)
    return "".join(turned) if len(turned) == 1 and covered else None


@pytest.mark.parametrize("casing", _CASINGS)
@pytest.mark.parametrize("section", _SECTIONS)
def test_formats_are_hidden_whole_and_ordinary_words_are_not(section: str, casing: str) -> None:
    wrong = [text for line in _SECTIONS[section] if (text := _wrong(line, casing)) is not None]

    assert wrong == []


def test_a_marked_letter_that_shows_is_noticed() -> None:
    assert _wrong(Line("ru", ("он ", "ушёл", " домой")), "written") == "он ушёл домой"


def test_a_bare_line_that_loses_a_letter_is_noticed() -> None:
    assert _wrong(Line("ru", ("звони 87015551234",)), "written") == "звони 87015551234"
