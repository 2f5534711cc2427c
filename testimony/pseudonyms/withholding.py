"""Words hidden only because no list knows them: they wait apart until a person has looked, and are then given back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from testimony.pseudonyms.layers.unknown import LAYER_ALLOW
from testimony.pseudonyms.result import Mention, Run, Stripped

LAYER_SETTLED = "kept hidden"
"""Beside the allow list: a person has looked at the word and left it hidden."""


def is_withheld(mention: Mention) -> bool:
    """Tell whether nothing but the allow list hides this stretch."""
    return mention.layers == (LAYER_ALLOW,)


def withheld_words(stripped: Stripped) -> dict[int, str]:
    """Give what withheld mentions said, by their numbers; the key must still be with the text."""
    said = {(surface.start, surface.end): surface.text for surface in stripped.key.surfaces}
    return {m.number: said[m.start, m.end] for m in stripped.mentions if is_withheld(m)}


def still_withheld(stripped: Stripped, words: Mapping[int, str]) -> dict[int, str]:
    """Give the words, by number, whose mentions are withheld in this text."""
    numbers = {mention.number for mention in stripped.mentions if is_withheld(mention)}
    return {number: word for number, word in words.items() if number in numbers}


def give_back(stripped: Stripped, words: Mapping[int, str]) -> Stripped:
    """Let the mentions of these numbers be read again as the words they said; the others keep their numbers."""
    shown = (
        Run(text=words[part.number]) if isinstance(part, Mention) and part.number in words else part
        for part in stripped.parts
    )
    return with_parts(stripped, joined_runs(shown))


def settle(stripped: Stripped, numbers: Collection[int]) -> Stripped:
    """Keep these withheld mentions hidden for good, as a person decided."""
    parts = tuple(
        replace(part, layers=(*part.layers, LAYER_SETTLED), confidence=1.0)
        if isinstance(part, Mention) and part.number in numbers
        else part
        for part in stripped.parts
    )
    return replace(stripped, parts=parts)


def joined_runs(parts: Iterable[Run | Mention]) -> tuple[Run | Mention, ...]:
    """Make one run of runs that stand side by side."""
    joined: list[Run | Mention] = []
    for part in parts:
        if isinstance(part, Run) and joined and isinstance(joined[-1], Run):
            joined[-1] = Run(text=joined[-1].text + part.text)
        else:
            joined.append(part)
    return tuple(joined)


def with_parts(stripped: Stripped, parts: tuple[Run | Mention, ...]) -> Stripped:
    """Replace the parts and drop the entities that no mention points to any more."""
    pointed = {part.entity for part in parts if isinstance(part, Mention)}
    gone = {mention.entity for mention in stripped.mentions} - pointed
    return replace(stripped, parts=parts, entities=tuple(e for e in stripped.entities if e.id not in gone))
