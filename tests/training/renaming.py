"""Copies of a corpus text with other people in it, so that the network does not learn who is in the news."""

from __future__ import annotations

import random
import re

from tests.training.corpora import Labelled
from tests.training.people import People

_KAZAKH = (("ның", "gen"), ("нің", "gen"), ("дың", "gen"), ("дің", "gen"), ("тың", "gen"), ("тің", "gen"),
           ("мен", "ins"), ("пен", "ins"), ("бен", "ins"), ("ға", "dat"), ("ге", "dat"), ("қа", "dat"), ("ке", "dat"),
           ("ды", "acc"), ("ді", "acc"), ("ты", "acc"), ("ті", "acc"), ("ны", "acc"), ("ні", "acc"))  # fmt: skip
_RUSSIAN = (("ым", "ins"), ("ом", "ins"), ("ем", "ins"), ("у", "dat"), ("ю", "dat"), ("а", "gen"), ("я", "gen"))
_SHARE = 0.5
_NAME = re.compile(r"[^\W\d_]{3,}(?:[- ][^\W\d_]{2,}){0,3}")


def renamed(row: Labelled, people: People, dice: random.Random) -> Labelled:
    """Replace about half of a text's names by new ones, in what their ending says is their case."""
    language, text, spans = row
    pieces: list[str] = []
    kept: list[tuple[int, int, str]] = []
    position = length = 0
    for start, end, kind in sorted(spans):
        if start < position:
            continue
        surface = text[start:end]
        if kind == "PERSON" and _NAME.fullmatch(surface) and dice.random() < _SHARE:
            surface = _instead(surface, language, people, dice)
        pieces += [text[position:start], surface]
        length += start - position
        kept.append((length, length + len(surface), kind))
        length += len(surface)
        position = end
    return language, "".join([*pieces, text[position:]]), kept


def _instead(surface: str, language: str, people: People, dice: random.Random) -> str:
    endings = {"kk": _KAZAKH, "ru": _RUSSIAN}.get(language, ())
    case = next((case for ending, case in endings if surface.endswith(ending)), "nom")
    sex = dice.choice("mmf")
    words = people.mention(language, sex, case)
    return " ".join(words)
