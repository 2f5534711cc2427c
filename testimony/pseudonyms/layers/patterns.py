"""Helpers for layers made of regular expressions; every repetition in them is bounded, so time stays linear."""

import re
from collections.abc import Callable, Iterable, Iterator

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.telling import Telling


def spans_of(
    pattern: re.Pattern[str],
    text: str,
    kind: SpanType,
    layer: str,
    *,
    confidence: float = 0.95,
    keep: Callable[[re.Match[str]], bool] = lambda _: True,
    within: Iterable[tuple[int, int]] | None = None,
) -> Iterator[Span]:
    """Give a span for every match that `keep` accepts; a group named `hide` narrows the span."""
    for first, last in ((0, len(text)),) if within is None else within:
        for match in pattern.finditer(text, first, last):
            if keep(match):
                # A pattern may name `hide` in some of its alternatives only.
                narrowed = "hide" in pattern.groupindex and match["hide"] is not None
                start, end = match.span("hide") if narrowed else match.span()
                yield Span(start=start, end=end, type=kind, layers=(layer,), confidence=confidence)


# How far around a telling word (a month, "o'clock", "years") a pattern looks, in characters.
_REACH = 45


def around(document: Document, telling: Telling) -> list[tuple[int, int]]:
    """Give the stretches of text near a telling word; elsewhere no long pattern is tried."""
    return near(document, telling.indices(document))


def near(document: Document, indices: Iterable[int]) -> list[tuple[int, int]]:
    """Give the stretches of text near some tokens, which come in order of text."""
    stretches: list[tuple[int, int]] = []
    text, tokens = document.text, document.tokens
    length = len(text)
    for index in indices:
        token = tokens[index]
        first, last = max(0, token.start - 2 * _REACH), min(length, token.end + 2 * _REACH)
        start, end = max(0, token.start - _REACH), min(length, token.end + _REACH)
        while start > first and not text[start - 1].isspace():
            start -= 1
        while end < last and not text[end].isspace():
            end += 1
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return stretches


def words(listing: str) -> str:
    """Make one alternative of the words of a listing, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listing.split(), key=len, reverse=True))
