"""How well trained weights read texts they were not trained on, word by word, at the threshold the layer uses."""

from __future__ import annotations

from collections.abc import Iterable

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.layers.tagger import LEAST_PERSON
from testimony.pseudonyms.tagger.features import encode
from testimony.pseudonyms.tagger.network import KINDS, Network
from tests.training.corpora import Labelled
from tests.training.typing_styles import lowered


def of_words(network: Network, rows: Iterable[Labelled], *, lower: bool) -> dict[str, float]:
    """Give the share (%) of words of names that are found, and of words outside all spans that are taken for names."""
    found = names = taken = others = 0
    for language, text, spans in rows:
        document = prepare(lowered(text) if lower else text, language)
        if not document.tokens or document.normal.starts is not None:
            continue
        chances = network.chances(encode(document))[:, KINDS.index("PERSON")] >= LEAST_PERSON
        for token, hidden in zip(document.tokens, chances, strict=True):
            kinds = [kind for start, end, kind in spans if start <= token.start < end]
            if "PERSON" in kinds:
                names, found = names + 1, found + bool(hidden)
            elif not kinds:
                others, taken = others + 1, taken + bool(hidden)
    return {"found": _percent(found, names), "taken for names": _percent(taken, others)}


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
