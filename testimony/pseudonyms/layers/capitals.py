"""The fallback: a capitalised word that is not known to be safe is hidden, because it is most often a name."""

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.lexicon import word_set
from testimony.pseudonyms.places import is_visible_place
from testimony.pseudonyms.spans import Span, SpanType

LAYER = "capital"


def find(document: Document) -> list[Span]:
    """Hide capitalised words that open no sentence and are not safe, and unknown words that open one."""
    if document.is_shouted:
        return []
    return [
        Span(
            start=token.start,
            end=token.end,
            type=SpanType.OTHER if token.is_upper else SpanType.PERSON,
            layers=(LAYER,),
            confidence=0.5,
        )
        for token in document.tokens
        if token.is_title and token.is_word and len(token.text) > 1 and not _is_safe(token, document)
    ]


def _is_safe(token: Token, document: Document) -> bool:
    lower = token.lower
    if lower in word_set("safe_capitals.txt") or lower in word_set("never_names.txt"):
        return True
    if is_visible_place(token.key):
        return True
    return document.is_common(token)
