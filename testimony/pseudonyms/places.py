"""Which places stay readable: countries, regions and the big cities of Kazakhstan; everything smaller is hidden."""

import re
from functools import cache

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.lexicon import word_set
from testimony.pseudonyms.morphology import heads, kazakh_bases, russian_forms


@cache
def _visible() -> dict[str, str]:
    """Map every folded Russian form of a place that stays to its folded base."""
    return _forms("places_visible.txt")


@cache
def _hidden() -> dict[str, str]:
    """Map every folded Russian form of a listed small place to its folded base."""
    return _forms("places_hidden.txt")


_FEMININE = "ская"
_ADJECTIVE = ("ая", "ой", "ую", "ий", "ого", "ому", "им", "ом", "ое", "ие", "их", "ими")


def _forms(listing: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    lines = sorted(word_set(listing))
    for line in lines:
        lower = line.lower()
        for form, _ in russian_forms(lower):
            forms[fold(form)] = fold(line)
        if lower.endswith(_FEMININE):  # Карагандинская область, карагандинский следователь
            forms |= {fold(lower[:-2] + ending): fold(line) for ending in _ADJECTIVE}
    # Алматы is a form of Алмата as well: what is listed itself is its own base, whatever comes first.
    return forms | {fold(line): fold(line) for line in lines}


def is_visible_place(key: str) -> bool:
    """Say whether a folded word names a country, a region or a big city, in any case form."""
    return _known(_visible(), _visible_heads(), key)


_COMPOUND = re.compile(r"(?<!\w)[^\W\d_]{3,6}-[^\W\d_]{3,20}(?!\w)")


def visible_compounds(text: str) -> list[tuple[int, int]]:
    """Find the big cities that are written with a hyphen, so that no half of one is taken for a name."""
    if "-" not in text:
        return []
    return [match.span() for match in _COMPOUND.finditer(text) if is_visible_place(fold(match.group()))]


def is_hidden_place(key: str) -> bool:
    """Say whether a folded word names a listed smaller place, in any case form."""
    return _known(_hidden(), _hidden_heads(), key)


@cache
def _visible_heads() -> frozenset[str]:
    return heads(_visible())


@cache
def _hidden_heads() -> frozenset[str]:
    return heads(_hidden())


def _known(forms: dict[str, str], beginnings: frozenset[str], key: str) -> bool:
    if key[:3] not in beginnings:
        return False
    if key in forms or any(forms.get(base) == base for base, _ in kazakh_bases(key)):
        return True
    # Folding makes one т of the two in Шымкентте: there the place keeps it and the ending loses it.
    ending = next((ending for ending in _AFTER_T if key.endswith("t" + ending)), None)
    return ending is not None and forms.get(base := key.removesuffix(ending)) == base


_AFTER_T = ("e", "a", "en", "an", "egi", "agi")
