"""Invented testimonies, each with words of its own that stand nowhere else on this machine."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

_CONSONANTS, _VOWELS = "bdgkmnprtvz", "aeiou"
_SYLLABLES = 5
# What must stay readable is made of ordinary words: an invented one looks like a name to the trained part of the strip.
_ORDINARY = (
    "apple autumn basket bottle bread bridge broken butter button candle carpet castle cheese circle coffee copper "
    "corner cotton cradle curtain dinner engine fabric feather finger forest garden hammer harvest honey island kettle "
    "kitchen ladder leather lemon letter market meadow mirror needle orange paper pebble pencil pepper pocket potato"
)
_SAID_TOGETHER = 4


@dataclass(frozen=True, kw_only=True)
class Story:
    """What a source types on one journey; `words` are those to search for afterwards."""

    narrative: str
    plain: str
    surname: str
    contact: str
    missed: str
    more: str
    words: list[str] = field(default_factory=list)


def invent() -> Story:
    """Make up a testimony that nobody ever gave."""
    contact, missed, more = _word(), _word(), _word()
    # Readers see these: by them a test finds its own testimony in the queue.
    plain = "-".join(random.SystemRandom().sample(_ORDINARY.split(), _SAID_TOGETHER))
    surname = f"{_word().capitalize()}bayev"
    return Story(
        narrative=(
            f"On 5 January 2022 my son Erbol {surname} went out to buy bread. Two men pushed him into a car. "
            f"They kept asking him about a {plain} and beat him. Call me: +7 701 555 01 23. I fear for Erbol."
        ),
        plain=plain,
        surname=surname,
        contact=f"ask for {contact} at the library",
        missed=f"{missed.capitalize()}",
        more=f"They came back and asked about the {more} again.",
        words=[plain, surname, contact, missed.capitalize(), more],
    )


def _word() -> str:
    chance = random.SystemRandom()
    return "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(_SYLLABLES))
