"""Hides, in a text already stripped, what a reviewer found still readable: in every form and place at once."""

from dataclasses import replace

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.layers.declared import find_missed
from testimony.pseudonyms.result import Entity, Mention, Run, Stripped
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.union import join

_PREFIX = "m"  # entities that reviewers added; the linker's own ids begin otherwise
_UNNUMBERED = 0  # numbers begin with 1


def hide_missed(stripped: Stripped, surface: str, kind: SpanType) -> Stripped:
    """Give the text with every form of `surface` hidden as one new entity; the same text where it is nowhere.

    Mentions keep their numbers, by which the source's flags and reviewers' decisions know them; new ones come after.
    """
    entity = _new_entity(stripped, kind)
    parts: list[Run | Mention] = []
    position = 0  # in the text as it was given, which the mentions know
    for part in stripped.parts:
        if isinstance(part, Mention):
            parts.append(part)
            position = part.end
        else:
            parts += _cut(part, surface, kind, stripped.language, entity.id, position)
            position += len(part.text)
    if parts == list(stripped.parts):
        return stripped
    return replace(stripped, parts=_numbered(parts), entities=(*stripped.entities, entity))


def count_hidden(before: Stripped, after: Stripped) -> int:
    """Tell how many places the second text hides beyond the first."""
    return len(after.mentions) - len(before.mentions)


def _cut(run: Run, surface: str, kind: SpanType, language: str, entity: str, offset: int) -> list[Run | Mention]:
    document = prepare(run.text, language)
    pieces: list[Run | Mention] = []
    position = 0
    for span in join(find_missed(document, [(surface, kind.value)]), document):
        start, end = document.normal.source_range(span.start, span.end)
        if position < start:
            pieces.append(Run(text=run.text[position:start]))
        pieces.append(_mention(span, offset + start, offset + end, entity))
        position = end
    if position < len(run.text):
        pieces.append(Run(text=run.text[position:]))
    return pieces or [run]


def _mention(span: Span, start: int, end: int, entity: str) -> Mention:
    return Mention(
        number=_UNNUMBERED,
        start=start,
        end=end,
        type=span.type,
        entity=entity,
        layers=span.layers,
        confidence=1.0,  # a person has looked
    )


def _numbered(parts: list[Run | Mention]) -> tuple[Run | Mention, ...]:
    number = max((part.number for part in parts if isinstance(part, Mention)), default=_UNNUMBERED)
    numbered: list[Run | Mention] = []
    for part in parts:
        if isinstance(part, Mention) and part.number == _UNNUMBERED:
            number += 1
            part = replace(part, number=number)
        numbered.append(part)
    return tuple(numbered)


def _new_entity(stripped: Stripped, kind: SpanType) -> Entity:
    marked = sum(1 for entity in stripped.entities if entity.id.startswith(_PREFIX))
    highest = max((entity.number for entity in stripped.entities if entity.type is kind), default=0)
    return Entity(id=f"{_PREFIX}{marked + 1}", type=kind, number=highest + 1)
