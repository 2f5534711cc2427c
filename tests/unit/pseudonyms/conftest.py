"""Helpers shared by the tests of the pseudonyms: a prepared text, what a layer hides, the invented testimonies."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from testimony.pseudonyms.document import Document, prepare
from testimony.pseudonyms.spans import Span

_MARK = re.compile(r"\{(\w+)\|([^}]*)\}")


class Testimony(NamedTuple):
    """An invented text with its gold spans as (start, end, type)."""

    language: str
    casing: str
    text: str
    gold: tuple[tuple[int, int, str], ...]


def _parse(language: str, casing: str, marked: str) -> Testimony:
    text, gold, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        gold.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        position = match.end()
    return Testimony(language, casing, text + marked[position:], tuple(gold))


@pytest.fixture(scope="session")
def testimonies() -> list[Testimony]:
    rows = json.loads(Path(__file__).with_name("testimonies.json").read_text(encoding="utf-8"))
    return [_parse(row["language"], row["casing"], row["marked"]) for row in rows]


@pytest.fixture
def hidden() -> Callable[..., list[tuple[str, str]]]:
    """Run one layer over a text and list what it hides, as (type, words)."""

    def run(layer: Callable[[Document], list[Span]], text: str, language: str = "ru") -> list[tuple[str, str]]:
        document = prepare(text, language)
        spans = sorted(layer(document), key=lambda span: (span.start, span.end))
        return list(dict.fromkeys((span.type.value, document.text[span.start : span.end]) for span in spans))

    return run
