"""Asks the engine at other thresholds of its tagger: what more names cost in hidden words, and the other way round.

The dev half, all in small letters: there the tagger decides alone. `python -m tests.evaluation.curve` prints the table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from testimony.pseudonyms.layers import tagger, unknown
from tests.evaluation import corpora, engine
from tests.evaluation.markup import LANGUAGES
from tests.evaluation.scoring import Scores, score, total
from tests.evaluation.texts import Casing, Text


@dataclass(frozen=True, kw_only=True)
class Point:
    """A word is a name from the chance `person` on; one that no list knows stays readable from `ordinary` on."""

    person: float
    ordinary: float


_HEAD = """## What the tagger's thresholds cost

Dev half, all in small letters, where the tagger decides almost alone. From the first chance on a word is taken for a
name; from the second on a word that no list knows stays readable. The third line is what is shipped.
"""
# The third one is what the layers ship with.
POINTS = (
    Point(person=0.05, ordinary=0.99),
    Point(person=0.1, ordinary=0.98),
    Point(person=tagger.LEAST_PERSON, ordinary=unknown.SURELY_ORDINARY),
    Point(person=0.3, ordinary=0.96),
    Point(person=0.5, ordinary=0.8),
    Point(person=0.7, ordinary=0.5),
    Point(person=0.9, ordinary=0.2),
)


@contextmanager
def standing_at(point: Point) -> Iterator[None]:
    """Let the layers decide at other thresholds for a while."""
    shipped = tagger.LEAST_PERSON, unknown.SURELY_ORDINARY
    tagger.LEAST_PERSON, unknown.SURELY_ORDINARY = point.person, point.ordinary
    try:
        yield
    finally:
        tagger.LEAST_PERSON, unknown.SURELY_ORDINARY = shipped


def curve(texts: Iterable[Text]) -> list[tuple[Point, Scores]]:
    """Score texts in small letters at each of POINTS."""
    texts = list(texts)
    scored = []
    for point in POINTS:
        with standing_at(point):
            scored.append((point, total(score(text, engine.ask(text, Casing.LOWER)[0]) for text in texts)))
    return scored


def section() -> str:
    """Give the curves as a section of the page of figures."""
    return f"\n{_HEAD}\n{table()}"


def table() -> str:
    """Give the curves of the dev half as a table, one column for each language."""
    curves = {language: curve(t for t in corpora.own(language) if t.half == "dev") for language in LANGUAGES}
    lines = [
        "| name from, readable from | " + " | ".join(f"{language}: persons, over" for language in curves) + " |",
        "|" + "---|" * (1 + len(curves)),
    ]
    for place, point in enumerate(POINTS):
        cells = [_cell(scored[place][1]) for scored in curves.values()]
        lines.append(f"| {point.person:g}, {point.ordinary:g} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(scores: Scores) -> str:
    return f"{scores.persons.percent:.1f} %, {scores.over_masked.percent:.1f} %"


if __name__ == "__main__":
    sys.stdout.write(table())
