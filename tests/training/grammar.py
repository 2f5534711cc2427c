"""Reads the sentences that training fills with names: choices taken, spans of names known to the letter."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from testimony.pseudonyms.layers import shapes
from testimony.pseudonyms.lexicon import also_words, is_listed_plainly

FOLDER = Path(__file__).parent / "said"
Span = tuple[int, int, str]
Fill = Callable[[str, str], tuple[str, str]]
"""Gives, for a slot's letter and case, the words that fill it and the kind of their span."""

_CHOICE = re.compile(r"\{@(\w+)\}|\{([^{}]*\|[^{}]*)\}")
_SLOT = re.compile(r"\{(?P<letter>[mfxvo])(?:\.(?P<case>\w{3}))?\}")
_SECTIONS = ("told", "plain")


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """The sentences of one language: `told` hold names, `plain` hold none; `choices` are shared between them."""

    choices: dict[str, list[str]]
    told: list[str]
    plain: list[str]

    def sentence(self, dice: random.Random, fill: Fill, *, plain: bool) -> tuple[str, list[Span]]:
        """Draw a sentence and fill its slots."""
        text = dice.choice(self.plain if plain else self.told)
        while (choice := _CHOICE.search(text)) is not None:
            taken = dice.choice(self.choices[choice[1]] if choice[1] else choice[2].split("|"))
            text = text[: choice.start()] + taken + text[choice.end() :]
        return filled(" ".join(text.split()), fill)


def filled(text: str, fill: Fill) -> tuple[str, list[Span]]:
    """Put words into the slots of a sentence whose choices are taken."""
    pieces: list[str] = []
    spans: list[Span] = []
    position = length = 0
    for slot in _SLOT.finditer(text):
        words, kind = fill(slot["letter"], slot["case"] or "nom")
        pieces += [text[position : slot.start()], words]
        length += slot.start() - position
        spans.append((length, length + len(words), kind))
        length += len(words)
        position = slot.end()
    return _tightened("".join([*pieces, text[position:]]), spans)


def _tightened(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Take out the space before a comma, a colon, a semicolon, and inside quotation marks."""
    drop = {match.start() for match in re.finditer(r" (?=[,:;])|(?<=^\") | (?=\"$)", text)}
    moved = [0]
    for place in range(len(text)):
        moved.append(moved[-1] + (place not in drop))
    kept = "".join(letter for place, letter in enumerate(text) if place not in drop)
    return kept, [(moved[start], moved[end], kind) for start, end, kind in spans]


def read(text: str) -> Grammar:
    """Read a file of sentences; raises ValueError where a line asks for a choice that is not there."""
    choices: dict[str, list[str]] = {}
    sections: dict[str, list[str]] = {name: [] for name in _SECTIONS}
    current: list[str] = []
    for line in text.split("\n"):
        if line.startswith("@"):
            name, _, row = line[1:].partition(": ")
            choices[name] = row.split("|")
        elif line in sections:
            current = sections[line]
        elif line and not line.startswith("#"):
            current.append(line)
    for line in [*sections["told"], *sections["plain"]]:
        asked = {match[1] for match in _CHOICE.finditer(line) if match[1]}
        if missing := asked - choices.keys():
            raise ValueError(f"no such choice: {sorted(missing)}")
    return Grammar(choices=choices, **sections)


def shipped(language: str) -> Grammar:
    """Read the sentences of a language."""
    return read((FOLDER / f"{language}.txt").read_text("utf-8"))


def lines(name: str) -> list[str]:
    """Read a list of words that lies beside the sentences."""
    content = (FOLDER / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def doubles() -> list[str]:
    """Give the Russian words that the shipped lists hold as names too and that have no family name's ending."""
    names = [line.split(" ")[0].lower() for line in lines_of_words("surnames.txt")]
    return sorted(
        word
        for word in {*names, *also_words()}
        if is_listed_plainly(word) and not shapes.SURNAME.match(word) and not word.endswith("ко")
    )


def lines_of_words(name: str) -> list[str]:
    """Read a shipped list of words."""
    text = resources.files("testimony.pseudonyms").joinpath("words", name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]
