"""What stands right beside a patronymic is part of the name, though no list knows it: куралай сериковна."""

from collections.abc import Sequence

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.layers import shapes
from testimony.pseudonyms.layers.beside import LAYER
from testimony.pseudonyms.layers.cues import is_kazakh_verb
from testimony.pseudonyms.spans import Span, SpanType

_SHORTEST = 4


def beside(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Hide the given name before each patronymic among the spans, and the family name behind it."""
    named = {span.start for span in spans}
    found: list[Span] = []
    for span in spans:
        if span.features["role"] != "patronymic":
            continue
        index = document.tokens_of(span.start, span.end)[0].index
        given = _neighbour(document, index - 1, index - 1, named)
        family = _neighbour(document, index + 1, index, named)
        if given is not None:
            found.append(_span(given, "given"))
        if family is not None and shapes.SURNAME.match(family.lower):
            found.append(_span(family, "surname"))
    return found


def _neighbour(document: Document, index: int, gap: int, named: set[int]) -> Token | None:
    """Give a word beside a patronymic that is no ordinary one and not found yet."""
    if not 0 <= index < len(document.tokens) or document.gap(gap).strip(" \t\u00a0"):
        return None
    token = document.tokens[index]
    word = token.word
    ordinary = word.is_listed or word.relation is not None or word.is_never or word.is_safe_capital
    unknown = token.is_word and len(token.lower) >= _SHORTEST and not ordinary and not word.is_visible_place
    return token if unknown and token.start not in named and not is_kazakh_verb(token) else None


def _span(token: Token, role: str) -> Span:
    return Span(
        start=token.start,
        end=token.end,
        type=SpanType.PERSON,
        layers=(LAYER,),
        confidence=0.7,
        features={"role": role},
    )
