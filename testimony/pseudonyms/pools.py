"""The reviewed names that surrogates are drawn from."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from testimony.pseudonyms.folding import fold

KAZAKH, SLAVIC = "kazakh", "slavic"
MAN, MAN_A, STILL = "m", "a", "still"
"""Men's names by their Russian declension: in a consonant, in -а or -я, never declined."""
HARD, IYA, SOFT, FIXED = "f", "iya", "soft", "fixed"
"""Women's names by their Russian declension: in -а or -я, in -ия, in a soft sign, never declined."""
SURNAME = "-"
"""A family name that is declined; one that never is, is STILL too."""
MEN, WOMEN = (MAN, MAN_A, STILL), (HARD, IYA, SOFT, FIXED)


@dataclass(frozen=True, kw_only=True, slots=True)
class PoolName:
    """One name in the three languages; `kind` says how Russian declines it, by the constants above."""

    origin: str
    part: str
    kind: str
    kazakh: str
    russian: str
    english: str

    def spelled(self, tongue: str) -> str:
        """Give the spelling of a language."""
        return {"kk": self.kazakh, "ru": self.russian}.get(tongue, self.english)

    @property
    def keys(self) -> frozenset[str]:
        """Give the folded spellings, by which a name is compared with the names of a text."""
        return frozenset(fold(word) for word in (self.kazakh, self.russian, self.english))


@cache
def pool() -> tuple[PoolName, ...]:
    """Read the pool once."""
    text = resources.files("testimony.pseudonyms").joinpath("words", "surrogates.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in text.split("\n") if line and not line.startswith("#")]
    return tuple(
        PoolName(origin=origin, part=part, kind=kind, kazakh=kazakh, russian=russian, english=english)
        for origin, part, kind, kazakh, russian, english in rows
    )
