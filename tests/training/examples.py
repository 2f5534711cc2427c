"""Turns labelled texts into what the network reads, and puts them together to batches."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.tagger.features import SIGNS, Encoded, encode
from testimony.pseudonyms.tagger.network import KINDS
from tests.training.corpora import Labelled

# Empty places between two texts, as many as the network looks to either side, so that neither sees the other.
PAUSE = 7
UNCOUNTED = -100
_BATCH_WORDS = 3000


@dataclass(frozen=True, kw_only=True, eq=False)
class Example:
    """One text ready for the network: its numbers, and for each of its words the number of its kind."""

    encoded: Encoded
    labels: NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Batch:
    """Texts laid one after the other; `real` is 1 for words and 0 for pauses, whose label is UNCOUNTED."""

    pieces: NDArray[np.int64]
    starts: NDArray[np.int64]
    words: NDArray[np.int64]
    signs: NDArray[np.float32]
    real: NDArray[np.float32]
    labels: NDArray[np.int64]


def example(row: Labelled) -> Example | None:
    """Encode a text and give each of its words the kind of the span it stands in; None where offsets would move."""
    language, text, spans = row
    document = prepare(text, language)
    if not document.tokens or document.normal.starts is not None:
        return None
    kind_at = np.zeros(len(text) + 1, dtype=np.int64)
    for start, end, kind in sorted(spans, key=lambda span: span[0] - span[1]):
        kind_at[start:end] = KINDS.index(kind)
    labels = np.array([kind_at[token.start] for token in document.tokens])
    return Example(encoded=encode(document), labels=labels)


def batches(examples: list[Example], dice: random.Random) -> list[Batch]:
    """Shuffle the texts into batches of about as many words."""
    dice.shuffle(examples)
    grouped: list[list[Example]] = [[]]
    words = 0
    for item in examples:
        grouped[-1].append(item)
        words += len(item.labels)
        if words > _BATCH_WORDS:
            grouped.append([])
            words = 0
    return [_joined(group) for group in grouped if group]


def _joined(group: list[Example]) -> Batch:
    rows: dict[str, list[NDArray[np.generic]]] = {name: [] for name in Batch.__dataclass_fields__}
    piece_count = word_count = 0
    for item in group:
        code, length = item.encoded, len(item.labels)
        rows["pieces"].append(code.pieces)
        rows["starts"].append(code.starts + piece_count)
        rows["words"] += [code.words + word_count, np.zeros(PAUSE, dtype=np.int64)]
        rows["signs"] += [code.signs, np.zeros((PAUSE, len(SIGNS)), dtype=np.float32)]
        rows["real"] += [np.ones((length, 1), dtype=np.float32), np.zeros((PAUSE, 1), dtype=np.float32)]
        rows["labels"] += [item.labels, np.full(PAUSE, UNCOUNTED)]
        piece_count += len(code.pieces)
        word_count += len(code.starts)
    return Batch(**{name: np.concatenate(arrays) for name, arrays in rows.items()})
