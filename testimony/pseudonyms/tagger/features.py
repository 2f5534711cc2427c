"""What the tagger looks at: hashed pieces of each word, how it is typed, and what the word lists say of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.lexicon import also_words, latin_names, surnames

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
    "form of a Kazakh word", "Kazakh letter", "form of a frequent name",
)  # fmt: skip
# Each sign as a bit, in the order of SIGNS.
(
    _TITLE, _UPPER, _BLIND, _SHOUTED, _OPENS, _FIGURE, _ALL_FIGURES, _LATIN, _SINGLE, _SHORT,
    _COMMA, _STOP, _QUOTE, _LINE, _HYPHEN, _OTHER, _STOP_AFTER,
    _FREQUENT, _NAME, _SURNAME, _ALSO_WORD, _ORDINARY, _RELATION, _VISIBLE, _HIDDEN,
    _KAZAKH_FORM, _KAZAKH_LETTER, _NAME_FORM,
) = (1 << place for place in range(len(SIGNS)))  # fmt: skip
_GAPS = ((",", _COMMA), (".!?", _STOP), ("«»“”\"'„", _QUOTE), ("\n", _LINE), ("-–—", _HYPHEN))
_SHORTEST = 4
_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
# Pieces are cut as if typed on Russian keys, as many do: then a word and its careless twin are one.
_RUSSIAN_KEYS = str.maketrans("әғқңөұүһіё", "агкноуухие")


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
    listed: list[int] = []
    words: list[int] = []
    signs: list[int] = []
    gaps = {" ": 0}
    whole = (_BLIND if document.is_lower else 0) | (_SHOUTED if document.is_shouted else 0)
    before = "\n"
    for token, after in zip(document.tokens, document.gaps, strict=True):
        number = numbers.get(token.lower)
        if number is None:
            number = numbers[token.lower] = len(numbers)
            listed.append(_listed(token))
        if before not in gaps:
            gaps[before] = _gap(before)
        words.append(number)
        stop = _STOP_AFTER if after[:1] == "." else 0
        signs.append(whole | listed[number] | gaps[before] | _typed(token, shouted=document.is_shouted) | stop)
        before = after
    pieces, starts = hash_words(list(numbers))
    return Encoded(pieces=pieces, starts=starts, words=np.array(words, dtype=np.int64), signs=_rows(signs))


def _rows(signs: list[int]) -> NDArray[np.float32]:
    """Spread each number over a row, a bit to a column."""
    bits = np.array(signs, dtype=np.uint32)[:, None] >> np.arange(len(SIGNS), dtype=np.uint32)
    return (bits & 1).astype(np.float32)


def hash_words(words: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the buckets of the pieces of two to five letters and of the whole word, for each word in turn."""
    marked = [f"<{word[:_LONGEST]}>" for word in words]
    letters = np.frombuffer("".join(marked).translate(_RUSSIAN_KEYS).encode("utf-32-le"), dtype=np.uint32).astype(
        np.uint64
    )
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


def _typed(token: Token, *, shouted: bool) -> int:
    signs = _OPENS if token.opens else 0
    if not shouted:
        signs |= (_TITLE if token.is_title else 0) | (_UPPER if token.is_upper else 0)
    return signs | _SHORT if len(token.lower) < _SHORTEST else signs


def _gap(before: str) -> int:
    return sum(sign for characters, sign in _GAPS if any(character in before for character in characters)) or _OTHER


def _listed(token: Token) -> int:
    if not token.is_word:
        return _FIGURE | _ALL_FIGURES if token.lower.isdigit() else _FIGURE
    word = token.word
    name = word.name or (latin_names().get(token.key) if token.is_latin else None)
    frequency = 0 if name is None else _FREQUENT if name.is_frequent else _NAME
    # What a list holds plainly is no form of something else.
    unlisted = not word.is_listed_plainly
    return (
        frequency
        | (_LATIN if token.is_latin else 0)
        | (_SINGLE if len(token.lower) == 1 else 0)
        | (_SURNAME if token.key in surnames() else 0)
        | (_ALSO_WORD if token.lower in also_words() else 0)
        | (_ORDINARY if not unlisted else 0)
        | (_RELATION if word.relation is not None else 0)
        | (_VISIBLE if word.is_visible_place else 0)
        | (_HIDDEN if word.is_hidden_place else 0)
        | (_KAZAKH_FORM if unlisted and word.is_common_form else 0)
        | (_KAZAKH_LETTER if not _KAZAKH_LETTERS.isdisjoint(token.lower) else 0)
        | (_NAME_FORM if name is None and unlisted and word.is_form_of_name else 0)
    )
