"""Joining what the layers found: overlapping spans melt, the parts of one person's name become one mention."""

import re
from collections.abc import Iterable
from dataclasses import replace

from testimony.pseudonyms.carving import carved
from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.propagation import is_doubtful
from testimony.pseudonyms.neighbours import join_names
from testimony.pseudonyms.spans import Span, SpanType

# Where spans overlap, the kind that says most about its content wins.
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            SpanType.OTHER, SpanType.PERSON, SpanType.PLACE, SpanType.TIME, SpanType.AGE, SpanType.DATE, SpanType.WORK,
            SpanType.ORG, SpanType.FACILITY, SpanType.ADDRESS, SpanType.VEHICLE, SpanType.HANDLE, SpanType.ID,
            SpanType.PHONE, SpanType.EMAIL,
        )
    )
}  # fmt: skip
# What belongs to the name it stands before or after: Mr Kalkan, аль-Фараби, Жан-Клод.
_LEADING = re.compile(
    r"(?<!\w)(?:(?:(?:mr|mrs|ms|miss|dr)\.?\s)?(?:[^\W\d_]\.\s?){1,2}|(?:mr|mrs|ms|miss|dr)\.?\s|(?:аль|эль|әл|ас|ад|al|el)[-‑]|(?-i:[А-ЯЁӘҒҚҢӨҰҮҺІA-Z])[^\W\d_]{1,20}[-‑])$",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[-‑][А-ЯЁӘҒҚҢӨҰҮҺІA-Z][^\W\d_]{0,20}")
_LONGEST_LEAD = 24
_HYPHENS = ("-", "‑")


def join(spans: Iterable[Span], document: Document) -> list[Span]:
    """Give non-overlapping spans in order of text that cover everything the layers covered."""
    merged: list[Span] = []
    edges: dict[tuple[int, int], tuple[int, int]] = {}
    whole = [_complete(span, document.text, edges) if span.type is SpanType.PERSON else span for span in spans]
    whole = carved(whole, document)
    for span in sorted(whole, key=lambda s: (s.start, -s.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = _melt(merged[-1], span)
        else:
            merged.append(span)
    return join_names(merged, document)


def _complete(span: Span, text: str, edges: dict[tuple[int, int], tuple[int, int]]) -> Span:
    """Take in the title or prefix before a name and the other half of a double one; `edges` holds what was found."""
    place = span.start, span.end
    edge = edges.get(place)
    if edge is None:
        edge = edges[place] = _edge(span, text)
    return span if edge == place else replace(span, start=edge[0], end=edge[1])


def _edge(span: Span, text: str) -> tuple[int, int]:
    leading, trailing = None, None
    if _may_lead(text[max(0, span.start - 2) : span.start]):
        leading = _LEADING.search(text, max(0, span.start - _LONGEST_LEAD), span.start)
    if text.startswith(_HYPHENS, span.end):
        trailing = _TRAILING.match(text, span.end)
    start = span.start if leading is None else leading.start()
    end = span.end if trailing is None else trailing.end()
    return start, end


def _may_lead(ending: str) -> bool:
    """Look at the last two characters before a name: before most there is no title, initial or prefix."""
    return ending[-1:] in "-‑.\n" or (ending[-1].isspace() and ending[0] in ".rRsSſ")


def _melt(first: Span, second: Span) -> Span:
    winner, other = (second, first) if _weight(second) > _weight(first) else (first, second)
    features = {**other.features, **winner.features} if winner.type is other.type else winner.features
    return Span(
        start=first.start,
        end=max(first.end, second.end),
        type=winner.type,
        layers=tuple(sorted({*first.layers, *second.layers})),
        confidence=_either(first.confidence, second.confidence),
        relation=winner.relation or (other.relation if other.type is winner.type else None),
        features=features,
    )


def _weight(span: Span) -> float:
    """A place that the tagger alone sees weighs less than a name that others see."""
    return _GUESSED if is_doubtful(span) and span.type is not SpanType.OTHER else _RANK[span.type]


_GUESSED = 0.5


def _either(first: float, second: float) -> float:
    """Two layers that agree are surer than one."""
    return round(1 - (1 - first) * (1 - second), 3)
