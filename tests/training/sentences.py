"""Invented testimonies for training: sentences put together to texts, with every name's place known."""

from __future__ import annotations

import random

from tests.training import grammar
from tests.training.grammar import Span
from tests.training.people import People

LANGUAGES = ("ru", "kk", "en")
_ORGANISATIONS = {
    "ru": ("Айкын", "Сункар", "Жылу Сервис", "Алтын Дан", "Прометей", "Заря"),
    "kk": ("Айқын", "Сұңқар", "Жылу", "Алтын Дән"),
    "en": ("Sunkar", "Altyn Dan", "Aikyn", "Orion Trade"),
}
_PLAIN_SHARE, _MIXED_SHARE = 0.35, 0.15
_BETWEEN = (". ", "! ", ".\n", ", ", " ")
_BETWEEN_WEIGHTS = (80, 3, 6, 6, 5)

Labelled = tuple[str, str, list[Span]]


class Sentences:
    """Draws sentences and puts them together to texts of one language or of several."""

    def __init__(self, people: People, dice: random.Random) -> None:
        self._people = people
        self._dice = dice
        self._said = {language: grammar.shipped(language) for language in LANGUAGES}
        self._villages = grammar.lines("villages.txt")

    def text(self) -> Labelled:
        """Give (language, text, spans) of a new text of two to nine sentences."""
        language = self._dice.choice(LANGUAGES)
        other = self._dice.choice(("ru", "kk")) if self._dice.random() < _MIXED_SHARE else language
        text, spans = "", []
        for _ in range(self._dice.randint(2, 9)):
            sentence, found = self.sentence(self._dice.choice((language, language, other)))
            spans += [(start + len(text), end + len(text), kind) for start, end, kind in found]
            text += sentence + self._dice.choices(_BETWEEN, _BETWEEN_WEIGHTS)[0]
        return language, text, spans

    def sentence(self, language: str) -> tuple[str, list[Span]]:
        """Give one sentence with its spans."""
        plain = self._dice.random() < _PLAIN_SHARE
        text, spans = self._said[language].sentence(
            self._dice, lambda letter, case: self._fill(language, letter, case), plain=plain
        )
        if text[:1].islower() and self._dice.random() < 0.95:
            text = text[0].upper() + text[1:]
        return text, spans

    def _fill(self, language: str, letter: str, case: str) -> tuple[str, str]:
        if letter == "v":
            word = self._dice.choice(self._villages)
            return self._people.write(word, "given", language, "f", case, last=True), "LOCATION"
        if letter == "o":
            return f"«{self._dice.choice(_ORGANISATIONS[language])}»", "ORGANISATION"
        return " ".join(self._people.mention(language, letter, case)), "PERSON"
