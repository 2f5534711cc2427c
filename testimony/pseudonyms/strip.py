"""The one call: a text goes in, its structured, stripped form comes out, with the key to it apart."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

from testimony.pseudonyms.bonds import bound
from testimony.pseudonyms.document import Document, Token, prepare
from testimony.pseudonyms.doubt import ALLOW_LIST, doubts
from testimony.pseudonyms.errors import UnknownLanguageError
from testimony.pseudonyms.forms import describe, telling_case
from testimony.pseudonyms.grain import age_band, month_of
from testimony.pseudonyms.layers import (
    addresses,
    ages,
    beside,
    capitals,
    contacts,
    cues,
    dates,
    disguises,
    identifiers,
    institutions,
    names,
    places,
    propagation,
    public,
    tagger,
    times,
    unknown,
    vehicles,
    workplaces,
)
from testimony.pseudonyms.layers import declared as declared_names
from testimony.pseudonyms.linking import Linked, link
from testimony.pseudonyms.offer import offer
from testimony.pseudonyms.order import days_later, decade, is_birth
from testimony.pseudonyms.places import visible_compounds
from testimony.pseudonyms.result import Key, Mention, Run, Stripped, Surface
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.union import join
from testimony.pseudonyms.veto import vetoed

LANGUAGES = ("en", "ru", "kk")

# Each layer knows one kind of sign; their union is hidden.
LAYERS: tuple[Callable[[Document], list[Span]], ...] = (
    identifiers.find,
    contacts.find,
    vehicles.find,
    dates.find,
    times.find,
    ages.find,
    places.find,
    addresses.find,
    institutions.find,
    workplaces.find,
    names.find,
    cues.find,
    capitals.find,
    unknown.find,
    disguises.find,
    tagger.find,
)

# Features that may stand in a result: none of them can hold a word of the text.
_PUBLIC_FEATURES = ("roles", "role")


def strip(
    text: str,
    *,
    language: str,
    declared: Sequence[str] = (),
    missed: Sequence[tuple[str, str]] = (),
    shown: Sequence[str] = (),
    below: Callable[[int], int] = secrets.randbelow,
    allow_list: bool = False,
    allow_list_if_doubtful: bool = False,
    strict: bool = False,
) -> Stripped:
    """Hide what identifies people; raises UnknownLanguageError.

    `declared` are names the source gave, `missed` what a reviewer marked as (surface, type): both are hidden in every
    form. `shown` are words the source calls harmless: they stay hidden and are flagged for a reviewer.
    `below` draws a number below its argument; it decides which names later quotes may use.
    `allow_list` hides every word not known to be safe, `allow_list_if_doubtful` does where names are likely to be
    missed. `strict` is for a text that must stand alone in public, see layers/public.py.
    """
    if language not in LANGUAGES:
        raise UnknownLanguageError("language is not one of en, ru, kk")
    document = prepare(text, language)
    spans = _find(document, declared, missed)
    reasons = doubts(document, spans)
    if allow_list or (allow_list_if_doubtful and reasons):
        reasons = (*reasons, ALLOW_LIST)
    spans = _widened(document, spans, unlisted=ALLOW_LIST in reasons, strict=strict)
    linked = link(spans, document)
    parts, key = _assemble(document, spans, linked, shown, _kept(document, spans, strict=strict))
    return Stripped(
        parts=parts,
        entities=linked.entities,
        suggestions=linked.suggestions,
        doubtful=bool(reasons),
        reasons=reasons,
        language=language,
        offer=offer(document, declared, below),
        key=key,
    )


def _find(document: Document, declared: Sequence[str], missed: Sequence[tuple[str, str]]) -> list[Span]:
    found = declared_names.find_declared(document, declared) + declared_names.find_missed(document, missed)
    cities = visible_compounds(document.text)
    for layer in LAYERS:
        found += [span for span in layer(document) if not _is_within(span, cities)]
    found = vetoed(document, found)
    found += propagation.find(document, found)
    found += beside.find(document, found)
    return bound(join(found, document), document)


def _apart(spans: Sequence[Span], document: Document) -> list[Span]:
    """Join mentions that share a character of the text as given, one that stands for several letters (ﷺ, ½)."""
    if document.normal.starts is None:
        return list(spans)
    kept: list[Span] = []
    last_end = 0
    for span in spans:
        start, end = document.normal.source_range(span.start, span.end)
        if kept and start < last_end:
            kept[-1] = replace(kept[-1], end=span.end)
        else:
            kept.append(span)
        last_end = end
    return kept


def _widened(document: Document, spans: list[Span], *, unlisted: bool, strict: bool) -> list[Span]:
    """Add what only the stricter settings hide."""
    if unlisted:
        spans = join([*spans, *unknown.find_unlisted(document)], document)
    if strict:
        spans = join([*spans, *public.find(document)], document)
        spans = join([*spans, *public.bridges(spans, document.text)], document)
    return _apart(spans, document)


def _is_within(span: Span, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in stretches)


def _assemble(
    document: Document, spans: Sequence[Span], linked: Linked, shown: Sequence[str], kept: Sequence[dict[str, str]]
) -> tuple[tuple[Run | Mention, ...], Key]:
    parts: list[Run | Mention] = []
    surfaces: list[Surface] = []
    position = 0
    told: dict[str, dict[str, str]] = {}
    harmless = {word.casefold() for word in shown}
    for number, (span, entity, family) in enumerate(zip(spans, linked.ids, linked.families, strict=True), 1):
        start, end = document.normal.source_range(span.start, span.end)
        surface = document.source[start:end]
        if position < start:
            parts.append(Run(text=document.source[position:start]))
        features = {name: span.features[name] for name in _PUBLIC_FEATURES if name in span.features}
        if surface.casefold() in harmless:
            features["disputed"] = "yes"
        features |= kept[number - 1] | _form(document, span, family, told)
        parts.append(_mention(span, number, start, end, entity, features))
        surfaces.append(Surface(entity=entity, start=start, end=end, text=surface))
        position = end
    if position < len(document.source):
        parts.append(Run(text=document.source[position:]))
    return tuple(parts), Key(surfaces=tuple(surfaces))


def _mention(span: Span, number: int, start: int, end: int, entity: str, features: dict[str, str]) -> Mention:
    return Mention(
        number=number,
        start=start,
        end=end,
        type=span.type,
        entity=entity,
        layers=span.layers,
        confidence=span.confidence,
        relation=span.relation,
        features=features,
    )


def _form(document: Document, span: Span, family: str, told: dict[str, dict[str, str]]) -> dict[str, str]:
    """Keep how a name stood, so that a surrogate can stand there too; `told` remembers it for this text."""
    if span.type is not SpanType.PERSON:
        return {}
    tokens = document.tokens_of(span.start, span.end)
    before, after = telling_case(*_beside(document, tokens))
    words = f"{before}\n{document.text[span.start : span.end]}\n{after}"
    if words not in told:
        told[words] = describe(tokens, document.language, before, after)
    return {**told[words], "family": family} if family else told[words]


def _beside(document: Document, tokens: Sequence[Token]) -> tuple[str, str]:
    """Give the words before and after, in small letters; what stands beyond a stop says nothing of the case."""
    if not tokens:
        return "", ""
    first, last = tokens[0].index, tokens[-1].index
    before = document.tokens[first - 1].lower if first and document.gap(first - 1) == " " else ""
    after = document.tokens[last + 1].lower if last + 1 < len(document.tokens) and document.gap(last) == " " else ""
    return before, after


def _kept(document: Document, spans: Sequence[Span], *, strict: bool) -> list[dict[str, str]]:
    """Give what readers are told of each date and age: its coarse part, and the days after the first date."""
    kept: list[dict[str, str]] = []
    if strict:
        return [{} for _ in spans]
    days = days_later(document, spans)
    for number, span in enumerate(spans):
        start, end = document.normal.source_range(span.start, span.end)
        told = {"grain": _grain(document, span, document.source[start:end]), "day": days.get(number, "")}
        kept.append({name: value for name, value in told.items() if value})
    return kept


def _grain(document: Document, span: Span, surface: str) -> str:
    if span.type is SpanType.AGE:
        return age_band(surface)
    if span.type is SpanType.DATE:
        return decade(surface) if is_birth(document, span) else month_of(surface)
    return ""
