"""Which pool names a text may be quoted with, chosen while the names it holds are still known.

A publication is made from the stripped text, which no longer knows the names; yet no surrogate may be one of them. So
the strip keeps a random part of the pool from which the text's own names are left out. That a pool name is missing
tells little: half of all missing names are missing by chance alone.
"""

import secrets
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.pools import pool

_SHORTEST_STEM = 3


def offer(document: Document, declared: Iterable[str], below: Callable[[int], int] = secrets.randbelow) -> str:
    """Give the positions of the offered pool names as a number in hexadecimal, one bit per name."""
    keys = sorted({token.key for token in document.tokens} | {fold(word) for name in declared for word in name.split()})
    chosen = below(1 << len(pool()))
    bits = sum(
        1 << position
        for position, stems in enumerate(_stems())
        if chosen >> position & 1 and not any(_begins_one(stem, keys) for stem in stems)
    )
    return f"{bits:x}"


@cache
def _stems() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(key.rstrip("aeiou") if len(key) > _SHORTEST_STEM else key for key in name.keys) for name in pool()
    )


def _begins_one(stem: str, keys: Sequence[str]) -> bool:
    """Leave out a name of which a word of the text is a form or made: Мұратов, Мұратқызы and Мұратты of Мұрат."""
    place = bisect_left(keys, stem)
    return place < len(keys) and keys[place].startswith(stem)


def offered(bits: str) -> frozenset[int]:
    """Give the positions again; an empty string offers nothing."""
    number = int(bits or "0", 16)
    return frozenset(position for position in range(number.bit_length()) if number >> position & 1)
