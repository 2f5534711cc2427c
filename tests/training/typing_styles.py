"""How people type: copies of a text in small letters, in capitals, with slips, with Russian letters for Kazakh ones."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.training.corpora import Labelled
from tests.training.people import LATIN

Spans = list[tuple[int, int, str]]

_RUSSIAN_KEYS = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")

_LATIN_SHARE = 0.05


def lowered(text: str) -> str:
    """Give the text in small letters, letter for letter."""
    return "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)


def shouted(text: str) -> str:
    """Give the text in capitals, letter for letter."""
    return "".join(upper if len(upper := letter.upper()) == 1 else letter for letter in text)


def russian_keys(text: str) -> str:
    """Give Kazakh typed on a Russian keyboard."""
    return text.translate(_RUSSIAN_KEYS)


def edited(text: str, spans: Spans, edit: Callable[[str], str]) -> tuple[str, Spans]:
    """Replace characters one by one and carry the spans along."""
    places, pieces, length = [], [], 0
    for letter in text:
        places.append(length)
        piece = edit(letter)
        pieces.append(piece)
        length += len(piece)
    places.append(length)
    kept = [(places[start], places[end], kind) for start, end, kind in spans]
    return "".join(pieces), [span for span in kept if span[0] < span[1]]


def slips(text: str, spans: Spans, dice: random.Random) -> tuple[str, Spans]:
    """Drop, double or replace a letter here and there."""

    def slip(letter: str) -> str:
        if not letter.isalpha() or dice.random() > 0.02:
            return letter
        return dice.choice(("", letter * 2, dice.choice("аеиоутн") if letter > "z" else dice.choice("aeioutn")))

    return edited(text, spans, slip)


def latinised(text: str, spans: Spans) -> tuple[str, Spans]:
    """Spell Cyrillic letters in Latin ones, as people do whose keys are English."""

    def spelled(letter: str) -> str:
        lower = letter.lower()
        return letter if lower == letter.upper() or lower.isascii() else _cased(letter, LATIN.get(lower, lower))

    return edited(text, spans, spelled)


def _cased(letter: str, spelling: str) -> str:
    return spelling.capitalize() if letter.isupper() else spelling


def unpunctuated(text: str, spans: Spans, dice: random.Random) -> tuple[str, Spans]:
    """Leave out most stops and commas."""
    return edited(text, spans, lambda letter: "" if letter in '.,!?"«»' and dice.random() < 0.85 else letter)


def restyled(row: Labelled, dice: random.Random) -> Labelled:
    """Give the text as another person might have typed it."""
    language, text, spans = row
    style = dice.choices(("as is", "lower", "lower bare", "upper"), (40, 22, 30, 8))[0]
    if dice.random() < _LATIN_SHARE:
        text, spans = latinised(text, spans)
    elif dice.random() < 0.25:
        text = russian_keys(text)
    if dice.random() < 0.25:
        text, spans = slips(text, spans, dice)
    if style == "lower bare":
        text, spans = unpunctuated(text, spans, dice)
    if style.startswith("lower"):
        text = lowered(text)
    if style == "upper":
        text = shouted(text)
    return language, text, spans
