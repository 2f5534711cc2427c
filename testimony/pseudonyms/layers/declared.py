"""What the source declared or a reviewer marked: hidden wherever it stands, in every form."""

import re
from collections.abc import Sequence

from testimony.pseudonyms.document import Document, prepare
from testimony.pseudonyms.lexicon import word_set
from testimony.pseudonyms.matching import Matcher
from testimony.pseudonyms.spans import Span, SpanType

LAYER_DECLARED = "declared"
LAYER_MISSED = "marked"
_LONGEST_SURFACE = 200


def find_declared(document: Document, names: Sequence[str]) -> list[Span]:
    """Hide every word of every declared name, whole names as they were written first."""
    return [
        span for name in names for span in _find(document, name[:_LONGEST_SURFACE], SpanType.PERSON, LAYER_DECLARED)
    ]


def find_missed(document: Document, marks: Sequence[tuple[str, str]]) -> list[Span]:
    """Hide what a reviewer marked, with the type they gave it; an unknown type becomes OTHER."""
    return [
        span
        for surface, kind in marks
        for span in _find(document, surface[:_LONGEST_SURFACE], _type(kind), LAYER_MISSED)
    ]


def _type(kind: str) -> SpanType:
    return SpanType(kind) if kind in set(SpanType) else SpanType.OTHER


def _find(document: Document, surface: str, kind: SpanType, layer: str) -> list[Span]:
    wanted = prepare(surface, document.language)
    words = [token.text for token in wanted.tokens]
    # Signs without a letter (an emoji for a name) are hidden, and no person: nothing could be read of their form.
    kind = kind if words else SpanType.OTHER
    spans = _literal(document, wanted.text, kind, layer)
    if kind is SpanType.PERSON or len(words) == 1:
        spans += _by_word(document, words, kind, layer)
    return spans


def _literal(document: Document, surface: str, kind: SpanType, layer: str) -> list[Span]:
    """Find the surface letter by letter in any casing, not inside a longer word."""
    pieces = surface.split()
    if not pieces:
        return []
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(piece) for piece in pieces) + r"(?!\w)"
    return [
        Span(start=match.start(), end=match.end(), type=kind, layers=(layer,), confidence=1.0)
        for match in re.finditer(pattern, document.text, re.IGNORECASE)
    ]


def _by_word(document: Document, words: list[str], kind: SpanType, layer: str) -> list[Span]:
    """Find each word of a name by itself; a function word inside a longer name is not hunted through the text."""
    telling = [word for word in words if word.lower() not in word_set("never_names.txt")] or words
    matcher = Matcher(word for word in telling if len(word) > 1)
    return [
        Span(start=token.start, end=token.end, type=kind, layers=(layer,), confidence=0.95)
        for token in document.tokens
        if matcher.match(token, spare_common=False)
    ]
