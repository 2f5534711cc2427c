"""Joining what the layers found: overlapping spans melt, the parts of one person's name become one mention."""

import re
from collections.abc import Iterable
from dataclasses import replace

from testimony.pseudonyms.document import Document
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
_PARTICLES = "бен|бин|ибн|аль|эль|әл|ван|фон|дер|де|ла|ле|bin|ibn|al|el|van|von|der|de|di|la|le"
_NAME_GAP = re.compile(
    r"[ \t\u00a0]{1,3}|\.[ \t\u00a0]?|[ \t]?\r?\n[ \t]?|[ ]?[-–][ ]?"
    rf"|[ ](?:{_PARTICLES})[ -]|[ ](?:{_PARTICLES})[ ](?:{_PARTICLES})[ -]",
    re.IGNORECASE,
)
# What belongs to the name it stands before or after: Mr Kalkan, аль-Фараби, Жан-Клод.
_LEADING = re.compile(
    r"(?<!\w)(?:(?:(?:mr|mrs|ms|miss|dr)\.?\s)?(?:[^\W\d_]\.\s?){1,2}|(?:mr|mrs|ms|miss|dr)\.?\s|(?:аль|эль|әл|ас|ад|al|el)[-‑]|(?-i:[А-ЯЁӘҒҚҢӨҰҮҺІA-Z])[^\W\d_]{1,20}[-‑])$",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[-‑][А-ЯЁӘҒҚҢӨҰҮҺІA-Z][^\W\d_]{0,20}")
_LONGEST_LEAD = 24
_LONGEST_NAME = 5


def join(spans: Iterable[Span], document: Document) -> list[Span]:
    """Give non-overlapping spans in order of text that cover everything the layers covered."""
    merged: list[Span] = []
    whole = [_complete(span, document.text) if span.type is SpanType.PERSON else span for span in spans]
    for span in sorted(whole, key=lambda s: (s.start, -s.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = _melt(merged[-1], span)
        else:
            merged.append(span)
    return _join_names(merged, document)


def _complete(span: Span, text: str) -> Span:
    """Take in the title or prefix before a name and the other half of a double one."""
    leading = _LEADING.search(text, max(0, span.start - _LONGEST_LEAD), span.start)
    trailing = _TRAILING.match(text, span.end)
    start = span.start if leading is None else leading.start()
    end = span.end if trailing is None else trailing.end()
    return replace(span, start=start, end=end)


def _melt(first: Span, second: Span) -> Span:
    winner, other = (second, first) if _RANK[second.type] > _RANK[first.type] else (first, second)
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


def _either(first: float, second: float) -> float:
    """Two layers that agree are surer than one."""
    return round(1 - (1 - first) * (1 - second), 3)


def _join_names(spans: list[Span], document: Document) -> list[Span]:
    joined: list[Span] = []
    words = 0
    for span in spans:
        if joined and words < _LONGEST_NAME and _belongs(joined[-1], span, document.text):
            joined[-1] = _concatenate(joined[-1], span)
            words += 1
        else:
            joined.append(span)
            words = 1
    return joined


def _belongs(first: Span, second: Span, text: str) -> bool:
    """Say whether two neighbours are one name: not two given names, nothing but space or an initial's dot between."""
    if first.type is not SpanType.PERSON or second.type is not SpanType.PERSON:
        return False
    gap = text[first.end : second.start]
    if not _NAME_GAP.fullmatch(gap):
        return False
    if gap.startswith(".") and "initial" not in (first.features.get("role", ""), first.features.get("last", "")):
        return False
    roles = first.features.get("roles", first.features.get("role", "")).split(" ")
    role = second.features.get("role", "")
    if roles == ["given"] and role == "given" and gap == " ":
        return _is_double(first, second, text)
    if not role and not text[second.start].isupper() and second.confidence < _SURE:
        return False
    return role == "initial" or not role or role not in roles


# In small letters a word that no list knows joins a name only where the tagger is this sure of it.
_SURE = 0.95


def _is_double(first: Span, second: Span, text: str) -> bool:
    """Erbol Seitkali: a given name serves as a family name, where capitals, case and sex allow it."""
    large = text[first.start].isupper() and text[second.start].isupper()
    plain = first.features.get("case", "nom") == second.features.get("case", "nom") == "nom"
    sexes = first.features.get("sex", "mf"), second.features.get("sex", "mf")
    return large and plain and bool(set(sexes[0]) & set(sexes[1]))


def _concatenate(first: Span, second: Span) -> Span:
    roles = f"{first.features.get('roles', first.features.get('role', ''))} {second.features.get('role', '')}"
    features = {**second.features, **first.features, "roles": roles.strip(), "last": second.features.get("role", "")}
    return Span(
        start=first.start,
        end=second.end,
        type=SpanType.PERSON,
        layers=tuple(sorted({*first.layers, *second.layers})),
        confidence=max(first.confidence, second.confidence),
        relation=first.relation or second.relation,
        features={name: value for name, value in features.items() if value},
    )
