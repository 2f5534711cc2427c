"""What the tagger looks at: hashed pieces of each word, how it is typed, and what the word lists say of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.lexicon import also_words, is_listed_plainly, latin_names, surnames

BUCKETS = 1 << 16
_ORDERS = (2, 3, 4, 5)
_LONGEST = 24
_MIX = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0x100000001B3)
_SHIFT = np.uint64(64 - 16)
# Powers for the hash of the whole word, by position; the last one stands for every further letter.
_POWERS = np.cumprod(np.full(_LONGEST + 4, _STEP, dtype=np.uint64), dtype=np.uint64)

SIGNS = (
    "title", "upper", "blind", "shouted", "opens", "figure", "all figures", "latin", "single letter", "short",
    "comma before", "stop before", "quote before", "line before", "hyphen before", "other before", "stop after",
    "frequent name", "name", "surname", "also a word", "ordinary", "relation", "visible place", "hidden place",
)  # fmt: skip
_GAPS = ((",", 10), (".!?", 11), ("«»“”\"'„", 12), ("\n", 13), ("-–—", 14))


@dataclass(frozen=True, kw_only=True, eq=False)
class Encoded:
    """A text for the network: for each different word its pieces, for each token its word and its signs."""

    pieces: NDArray[np.int64]
    """Bucket numbers of all pieces of all different words, one word after the other."""
    starts: NDArray[np.int64]
    """Where the pieces of each different word begin."""
    words: NDArray[np.int64]
    """For each token the number of its word."""
    signs: NDArray[np.float32]
    """One row of SIGNS for each token."""


def encode(document: Document) -> Encoded:
    """Turn a document into numbers; nothing of it is kept."""
    numbers: dict[str, int] = {}
    listed: dict[str, tuple[int, ...]] = {}
    words = np.empty(len(document.tokens), dtype=np.int64)
    signs = np.zeros((len(document.tokens), len(SIGNS)), dtype=np.float32)
    for token in document.tokens:
        number = numbers.setdefault(token.lower, len(numbers))
        words[token.index] = number
        known = listed.get(token.lower)
        if known is None:
            known = listed[token.lower] = tuple(_listed(token))
        signs[token.index, [*known, *_typed(token, document)]] = 1
    pieces, starts = hash_words(list(numbers))
    return Encoded(pieces=pieces, starts=starts, words=words, signs=signs)


def hash_words(words: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the buckets of the pieces of two to five letters and of the whole word, for each word in turn."""
    marked = [f"<{word[:_LONGEST]}>" for word in words]
    letters = np.frombuffer("".join(marked).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    lengths = np.array([len(word) for word in marked], dtype=np.int64)
    owner = np.repeat(np.arange(len(marked)), lengths)
    first = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    hashes, owners = [_whole(letters, first, lengths)], [np.arange(len(marked))]
    rolling = letters
    for order in range(2, _ORDERS[-1] + 1):
        rolling = rolling[:-1] * _STEP + letters[order - 1 :]
        inside = owner[: len(rolling)] == owner[order - 1 :]
        hashes.append(rolling[inside] + np.uint64(order))
        owners.append(owner[: len(rolling)][inside])
    every = np.concatenate(owners)
    order_of = np.argsort(every, kind="stable")
    mixed = np.concatenate(hashes)[order_of]
    mixed ^= mixed >> np.uint64(31)
    buckets = (mixed * _MIX) >> _SHIFT
    counts = np.bincount(every, minlength=len(marked))
    return buckets.astype(np.int64), np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)


def _whole(letters: NDArray[np.uint64], first: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    place = np.arange(len(letters)) - np.repeat(first, lengths)
    return np.add.reduceat(letters * _POWERS[place], first)


def _typed(token: Token, document: Document) -> list[int]:
    signs = [2] if document.is_lower else []
    if document.is_shouted:
        signs.append(3)
    else:
        signs += [0] if token.is_title else []
        signs += [1] if token.is_upper else []
    signs += [4] if token.opens else []
    signs += [9] if len(token.lower) < 4 else []
    before = document.gap(token.index - 1) if token.index else "\n"
    after = document.gap(token.index)
    if before != " ":
        kinds = [sign for characters, sign in _GAPS if any(character in before for character in characters)]
        signs += kinds or [15]
    if after[:1] == ".":
        signs.append(16)
    return signs


def _listed(token: Token) -> list[int]:
    if not token.is_word:
        return [6, 5] if token.lower.isdigit() else [5]
    signs = [7] if token.is_latin else []
    signs += [8] if len(token.lower) == 1 else []
    name = token.word.name or (latin_names().get(token.key) if token.is_latin else None)
    if name is not None:
        signs.append(17 if name.is_frequent else 18)
    signs += [19] if token.key in surnames() else []
    signs += [20] if token.lower in also_words() else []
    signs += [21] if is_listed_plainly(token.lower) else []
    signs += [22] if token.word.relation is not None else []
    signs += [23] if token.word.is_visible_place else []
    signs += [24] if token.word.is_hidden_place else []
    return signs
