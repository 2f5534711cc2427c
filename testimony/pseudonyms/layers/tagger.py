"""The trained layer: a word that the network takes for part of a name is hidden, also in small letters."""

import numpy as np
from numpy.typing import NDArray

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.tagger.features import encode
from testimony.pseudonyms.tagger.network import KINDS, shipped

LAYER = "tagger"

# Recall first: far below one half, where a missed name costs more than a hidden word. Tuned on development data only.
LEAST_PERSON = 0.15
_SURE_PERSON = 0.5
_LEAST_OTHER = 0.6
_TYPES = {"PERSON": SpanType.PERSON, "LOCATION": SpanType.PLACE, "ORGANISATION": SpanType.ORG}


def find(document: Document) -> list[Span]:
    """Hide what the network takes for a person's name, and what it is rather sure is a small place or a firm.

    A word that is less likely a name than not is hidden too, but joins no name and is not looked for elsewhere.
    """
    if not document.tokens:
        return []
    chances = chances_of(document)
    person = chances[:, KINDS.index("PERSON")]
    best = chances.argmax(axis=1)
    chosen = (person >= LEAST_PERSON) | ((best > 0) & (chances.max(axis=1) >= _LEAST_OTHER))
    spans: list[Span] = []
    for index in np.flatnonzero(chosen):
        token = document.tokens[int(index)]
        kind = "PERSON" if person[index] >= LEAST_PERSON else KINDS[best[index]]
        if (
            kind in _TYPES
            and not _is_spared(token, person[index])
            and not _is_lone_letter(token, document, person)
            and not _is_written_small(token, document)
        ):
            chance = float(chances[index, KINDS.index(kind)])
            sure = kind != "PERSON" or chance >= _SURE_PERSON
            spans.append(_span(token, _TYPES[kind] if sure else SpanType.OTHER, chance))
    return spans


def chances_of(document: Document) -> NDArray[np.float32]:
    """Give the chance of each of KINDS for each token; computed once for a document that has tokens."""
    if not document.chances:
        document.chances.append(shipped().chances(encode(document)))
    chances: NDArray[np.float32] = document.chances[0]
    return chances


def _is_spared(token: Token, person: float) -> bool:
    word = token.word
    if word.is_never or word.is_safe_capital:
        # Рая, Тома, Ислам: what is never a name by the lists' word alone, is one where the tagger has no doubt.
        return not (person >= _CERTAIN and word.name is not None and word.name.is_frequent and word.name.case == "nom")
    if word.relation == "person" and person >= _CERTAIN and word.name is not None and word.name.is_frequent:
        return False  # Азамат, citizen, is a frequent name too
    return not token.is_word or word.is_visible_place or word.relation is not None


def _is_lone_letter(token: Token, document: Document, person: NDArray[np.float32]) -> bool:
    """Leave the "s" of Bolat's and the small words of one letter; an initial has a stop or stands behind a name."""
    if len(token.text) > 1:
        return False
    if document.gap(token.index)[:1] == ".":
        following = document.tokens[token.index + 1 : token.index + 2]
        return token.lower == "г" and bool(following) and following[0].word.is_visible_place
    behind = token.index > 0 and document.gap(token.index - 1) == " " and person[token.index - 1] >= _CERTAIN
    return token.lower in _WORDS_OF_ONE_LETTER or not behind


_CERTAIN = 0.9
_WORDS_OF_ONE_LETTER = frozenset("аивскуояaisdtm")


def _is_written_small(token: Token, document: Document) -> bool:
    """Among words written with care, an ordinary word in small letters is none of a name."""
    return not token.is_title and not document.is_lower and not document.is_shouted and token.word.is_common


def _span(token: Token, kind: SpanType, chance: float) -> Span:
    return Span(start=token.start, end=token.end, type=kind, layers=(LAYER,), confidence=round(chance, 3))
