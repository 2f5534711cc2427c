"""Which pool names a text may be quoted with, chosen while the names it holds are still known.

A publication is made from the stripped text, which no longer knows the names; yet no surrogate may be one of them. So
the strip keeps a random part of the pool from which the text's own names are left out. That a pool name is missing
tells little: half of all missing names are missing by chance alone.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from testimony.pseudonyms.diminutives import full_names
from testimony.pseudonyms.document import Document
from testimony.pseudonyms.folding import fold, fold_all, without_leet
from testimony.pseudonyms.grammar.cell import SURNAME
from testimony.pseudonyms.inflection import kazakh, russian
from testimony.pseudonyms.lexicon import given_names
from testimony.pseudonyms.pools import WOMEN, PoolName, pool

_SHORTEST_STEM = 4
# Of a name too short to look for in the beginnings of words: what is made of it all the same (Исаев, Исаұлы).
_MADE_OF_IT = ("uli", "kizi", "ul", "kiz", "ov", "ev")
# In a word of so many letters a name may stand glued to others (мойсынарсен).
_GLUED = 12


def offer(document: Document, declared: Iterable[str], below: Callable[[int], int] = secrets.randbelow) -> str:
    """Give the positions of the offered pool names as a number in hexadecimal, one bit per name."""
    keys = _keys(document) | {fold(word) for name in declared for word in name.split()}
    chosen = below(1 << len(pool()))
    for position in clashes(keys) | _called_short(keys) | _begun(keys) | _glued(keys):
        chosen &= ~(1 << position)
    return f"{chosen:x}"


def offered(bits: str) -> frozenset[int]:
    """Give the positions again; an empty string offers nothing."""
    number = int(bits or "0", 16)
    return frozenset(position for position in range(number.bit_length()) if number >> position & 1)


def clashes(keys: Iterable[str]) -> set[int]:
    """Give the positions of the pool names that folded words are forms of."""
    return set().union(*(_forms().get(key, frozenset()) for key in keys))


def _keys(document: Document) -> set[str]:
    """Give the folded words of a text, those with figures for letters and those s p a c e d out too."""
    keys = {document.tokens[places[0]].key for places in document.places.values()}
    keys |= {fold(without_leet(token.lower)) for token in document.tokens if not token.is_word}
    spaced = "".join(token.lower if len(token.text) == 1 else " " for token in document.tokens)
    return keys | {fold(word) for word in spaced.split() if len(word) > 1}


def _called_short(keys: Iterable[str]) -> set[int]:
    """Leave out Иван where the text says Ваню."""
    names = given_names()
    bases = {names[key].base if key in names else key for key in keys}
    return clashes(full for base in bases for full in full_names(base))


def _begun(keys: Iterable[str]) -> set[int]:
    """Leave out a name with which a word of the text begins: Мұратов, Мұратқызы and Мұраттікі begin with Мұрат."""
    stems, lengths, heads = _stems()
    return {
        position
        for key in keys
        if key[: lengths[0]] in heads
        for length in lengths
        for position in stems.get(key[:length], ())
    }


def _glued(keys: Iterable[str]) -> set[int]:
    stems, lengths, heads = _stems()
    return {
        position
        for key in keys
        if len(key) >= _GLUED
        for start in range(len(key))
        if key[start : start + lengths[0]] in heads
        for length in lengths
        for position in stems.get(key[start : start + length], ())
    }


@cache
def _stems() -> tuple[dict[str, set[int]], tuple[int, ...], frozenset[str]]:
    """Map every stem to the positions of its names; give how long stems are, and how they begin."""
    positions: dict[str, set[int]] = defaultdict(set)
    for position, name in enumerate(pool()):
        for key in name.keys:
            for stem in _stems_of(key):
                positions[stem].add(position)
    lengths = tuple(sorted({len(stem) for stem in positions}))
    return dict(positions), lengths, frozenset(stem[: lengths[0]] for stem in positions)


def _stems_of(key: str) -> Iterator[str]:
    if len(key) >= _SHORTEST_STEM:
        yield key
    else:
        yield from (key + ending for ending in _MADE_OF_IT)


@cache
def _forms() -> dict[str, frozenset[int]]:
    """Map every folded form of every pool name to the positions of those names."""
    found: dict[str, set[int]] = defaultdict(set)
    for position, name in enumerate(pool()):
        for key in fold_all(form.lower() for form in _written(name)).values():
            found[key].add(position)
    return {key: frozenset(positions) for key, positions in found.items()}


def _written(name: PoolName) -> Iterator[str]:
    sexes = "mf" if name.part == SURNAME else "f" if name.kind in WOMEN else "m"
    yield from (name.kazakh, name.russian, name.english)
    for sex in sexes:
        hers = "а" if name.part == SURNAME and sex == "f" and name.russian[-1] in "вн" else ""
        for case in russian.CASES:
            yield russian.decline(name.russian + hers, case, role=name.part, sex=sex)
    for case in (*kazakh.CASES, kazakh.OWN):
        yield kazakh.decline(name.kazakh, case)
