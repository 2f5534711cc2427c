"""The fallback: a capitalised word that is not known to be safe is hidden, because it is most often a name."""

from functools import cache

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.lexicon import word_set
from testimony.pseudonyms.morphology import heads, russian_stem
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
        if token.is_title and token.is_word and len(token.text) > 1 and not _is_safe(token)
    ]


def _is_safe(token: Token) -> bool:
    """Inside a sentence only listed words are safe in capitals: a surname may be any word (Брод, Мороз, Smith)."""
    if token.word.is_safe_capital or token.word.is_never:
        return True
    if token.word.is_visible_place or token.word.relation is not None:
        return True
    if token.opens or token.is_upper:
        return token.word.is_common
    return is_institutional(token)


def is_institutional(token: Token) -> bool:
    """Say whether a word is one that offices, laws and feasts are written with: Верховный Суд, the Ministry."""
    stems = word_set("safe_stems.txt")
    if token.is_latin:
        return token.lower in stems or token.lower.removesuffix("s") in stems
    return (
        russian_stem(token.lower) in stems
        or token.key in _institutional_keys()
        or (
            token.key[:3] in _institutional_heads()
            and any(base in _institutional_keys() for base, _ in token.word.kazakh_bases)
        )
    )


@cache
def _institutional_keys() -> frozenset[str]:
    return frozenset(fold(word) for word in word_set("safe_stems.txt"))


@cache
def _institutional_heads() -> frozenset[str]:
    return heads(_institutional_keys())
