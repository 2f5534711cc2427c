"""Copies of a text with other ordinary words in it, so that the network does not learn which few words are ordinary."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable

from tests.training.corpora import Labelled

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDING = 3
_FEWEST = 3


class Vocabulary:
    """Ordinary words of each language by their ending, which in all three tells much of what a word does."""

    def __init__(self, words: dict[str, Iterable[str]], dice: random.Random) -> None:
        self._dice = dice
        self._alike: dict[tuple[str, str], list[str]] = defaultdict(list)
        for language, listed in words.items():
            for word in listed:
                self._alike[language, word[-_ENDING:]].append(word)

    def varied(self, row: Labelled, share: float) -> Labelled:
        """Put another word with the same ending in the place of a share of the words outside all spans."""
        language, text, spans = row
        taken = bytearray(len(text))
        for start, end, _ in spans:
            taken[start:end] = b"\1" * (end - start)
        pieces: list[str] = []
        moved: list[int] = []
        position = shift = 0
        for match in _WORD.finditer(text):
            if any(taken[match.start() : match.end()]) or self._dice.random() >= share:
                continue
            word = self._instead(language, match[0])
            moved += [place + shift for place in range(position, match.start())]
            moved += [match.start() + shift] * len(match[0])
            shift += len(word) - len(match[0])
            pieces += [text[position : match.start()], word]
            position = match.end()
        moved += [place + shift for place in range(position, len(text) + 1)]
        return language, "".join([*pieces, text[position:]]), [(moved[s], moved[e], kind) for s, e, kind in spans]

    def _instead(self, language: str, word: str) -> str:
        alike = self._alike.get((language, word.lower()[-_ENDING:]), [])
        if len(alike) < _FEWEST or word.isupper():
            return word
        other = self._dice.choice(alike)
        return other.capitalize() if word[0].isupper() else other


def ordinary(rows: Iterable[Labelled]) -> dict[str, list[str]]:
    """Collect the words in small letters that stand outside all spans of texts, by language, each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for language, text, spans in rows:
        inside = bytearray(len(text))
        for start, end, _ in spans:
            inside[start:end] = b"\1" * (end - start)
        for match in _WORD.finditer(text):
            if match[0].islower() and not any(inside[match.start() : match.end()]):
                found[language][match[0]] = None
    return {language: list(words) for language, words in found.items()}
