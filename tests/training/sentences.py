"""Invented testimonies for training: sentences from templates, with every name's place known."""

from __future__ import annotations

import random
import re

from tests.training import templates
from tests.training.people import People

_SLOT = re.compile(r"\{(?:(?P<kind>[mfxvo])(?:\.(?P<case>\w{3}))?|(?P<choices>[^{}]*))\}")
_ORGANISATIONS = {
    "ru": ("Айкын", "Сункар", "Жылу Сервис", "Алтын Дан", "Прометей", "Заря"),
    "kk": ("Айқын", "Сұңқар", "Жылу", "Алтын Дән"),
    "en": ("Sunkar", "Altyn Dan", "Aikyn", "Orion Trade"),
}

Labelled = tuple[str, str, list[tuple[int, int, str]]]


class Sentences:
    """Draws sentences and puts them together to texts of one language or of several."""

    def __init__(self, people: People, dice: random.Random) -> None:
        self._people = people
        self._dice = dice
        self._told = {
            "ru": _split(templates.RUSSIAN),
            "kk": _split(templates.KAZAKH),
            "en": _split(templates.ENGLISH),
        }
        self._plain = {
            "ru": _split(templates.RUSSIAN_PLAIN),
            "kk": _split(templates.KAZAKH_PLAIN),
            "en": _split(templates.ENGLISH_PLAIN),
        }
        self._villages = templates.VILLAGES.split()

    def text(self) -> Labelled:
        """Give (language, text, spans) of a new text of two to nine sentences."""
        language = self._dice.choice(("ru", "kk", "en"))
        other = self._dice.choice(("ru", "kk")) if self._dice.random() < 0.15 else language
        text, spans = "", []
        for _ in range(self._dice.randint(2, 9)):
            sentence, found = self.sentence(self._dice.choice((language, language, other)))
            spans += [(start + len(text), end + len(text), kind) for start, end, kind in found]
            text += sentence + self._dice.choices((". ", "! ", ".\n", ", ", " "), (80, 3, 6, 6, 5))[0]
        return language, text, spans

    def sentence(self, language: str) -> tuple[str, list[tuple[int, int, str]]]:
        """Give one sentence with its spans."""
        pool = self._plain if self._dice.random() < 0.3 else self._told
        text = self._dice.choice(pool[language])
        spans: list[tuple[int, int, str]] = []
        while (slot := _SLOT.search(text)) is not None:
            filling, kind = self._fill(slot, language)
            text = text[: slot.start()] + filling + text[slot.end() :]
            if kind:
                spans.append((slot.start(), slot.start() + len(filling), kind))
        text = text.rstrip()
        if text[:1].islower() and self._dice.random() < 0.95:
            text = text[0].upper() + text[1:]
        return text, spans

    def _fill(self, slot: re.Match[str], language: str) -> tuple[str, str]:
        if slot["choices"] is not None:
            return self._dice.choice(slot["choices"].split("|")), ""
        if slot["kind"] == "v":
            word = self._dice.choice(self._villages)
            return self._people.write(word, "given", language, "f", slot["case"], last=True), "LOCATION"
        if slot["kind"] == "o":
            return f"«{self._dice.choice(_ORGANISATIONS[language])}»", "ORGANISATION"
        return " ".join(self._people.mention(language, slot["kind"], slot["case"])), "PERSON"


def _split(listing: str) -> list[str]:
    return [line for line in listing.strip().split("\n") if line]
