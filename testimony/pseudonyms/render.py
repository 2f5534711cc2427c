"""Turning a stripped text into something to read: numbered labels for reviewers, boxes for the source's own check."""

from collections.abc import Mapping

from testimony.pseudonyms.order import in_words
from testimony.pseudonyms.result import Entity, Mention, Run, Stripped
from testimony.pseudonyms.spans import SpanType

ENGLISH_LABELS: Mapping[str, str] = {
    "PERSON": "Person",
    "PLACE": "Place",
    "ADDRESS": "Address",
    "DATE": "Date",
    "TIME": "Time",
    "AGE": "Age",
    "PHONE": "Phone",
    "ID": "Document",
    "EMAIL": "E-mail",
    "HANDLE": "Handle",
    "VEHICLE": "Vehicle",
    "ORG": "Organisation",
    "FACILITY": "Facility",
    "WORK": "Workplace",
    "OTHER": "Hidden",
}


def working_text(stripped: Stripped, labels: Mapping[str, str] = ENGLISH_LABELS) -> str:
    """Write the text with numbered, typed labels; `labels` maps a type or a relation to the reader's language."""
    entities = {entity.id: entity for entity in stripped.entities}
    return "".join(
        part.text if isinstance(part, Run) else f"[{mention_label(part, entities[part.entity], labels)}]"
        for part in stripped.parts
    )


def label(entity: Entity, labels: Mapping[str, str] = ENGLISH_LABELS, *, prefix: str = "") -> str:
    """Name one entity for a reader: "Person 2 · son"; a missing translation falls back to the plain word.

    `prefix` stands before the number where a record has several texts, each of which counts anew: "Person 1.2".
    """
    kind = labels.get(entity.type.value, ENGLISH_LABELS[entity.type.value])
    name = f"{kind} {prefix}{entity.number}"
    if entity.relation is None or entity.type is not SpanType.PERSON:
        return name
    return f"{name} · {labels.get(entity.relation, entity.relation)}"


def mention_label(
    mention: Mention,
    entity: Entity,
    labels: Mapping[str, str] = ENGLISH_LABELS,
    *,
    prefix: str = "",
    language: str = "en",
) -> str:
    """Name one mention for a reader, with what is kept of a date or age: "Date 2 · 2022-01 · 3 days later"."""
    name = coarse_label(mention, entity, labels, prefix=prefix)
    day = mention.features.get("day")
    return f"{name} · {in_words(day, language)}" if day else name


def coarse_label(
    mention: Mention, entity: Entity, labels: Mapping[str, str] = ENGLISH_LABELS, *, prefix: str = ""
) -> str:
    """Name one mention for a publication: of a date the month only, for days between events single a case out."""
    grain = mention.features.get("grain")
    name = label(entity, labels, prefix=prefix)
    return f"{name} · {grain}" if grain else name


def boxes(text: str, stripped: Stripped) -> list[tuple[str, Mention | None]]:
    """Cut the text as given into pieces, each with the mention that hides it or None; joined they are the text."""
    pieces: list[tuple[str, Mention | None]] = []
    position = 0
    for mention in stripped.mentions:
        if position < mention.start:
            pieces.append((text[position : mention.start], None))
        pieces.append((text[mention.start : mention.end], mention))
        position = mention.end
    if position < len(text):
        pieces.append((text[position:], None))
    return pieces
