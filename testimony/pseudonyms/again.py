"""Hides, in a text already stripped, what a reviewer found still readable: in every form and place at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.layers.declared import find_missed
from testimony.pseudonyms.result import Entity, Mention, Run, Stripped
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.union import join
from testimony.pseudonyms.withholding import give_back, with_parts

_PREFIX = "m"  # entities that reviewers added; the linker's own ids begin otherwise
_UNNUMBERED = 0  # numbers begin with 1
_NOTHING: Mapping[int, str] = MappingProxyType({})


def hide_missed(
    stripped: Stripped, surface: str, kind: SpanType, *, words: Mapping[int, str] = _NOTHING, highest: int = 0
) -> Stripped:
    """Give the text with every form of `surface` hidden as one new entity; the same text where it is nowhere.

    Mentions keep their numbers, by which the source's flags and reviewers' decisions know them; new ones come after.
    `words` are what withheld mentions say: they are searched with the text around them. The new entity's number is
    above `highest`, for readers may know more entities of this kind than the text has.
    """
    waiting = {mention.number: mention for mention in stripped.mentions if mention.number in words}
    searched = give_back(stripped, words)
    entity = _new_entity(stripped, kind, highest)
    parts: list[Run | Mention] = []
    position = 0  # in the text as it was given, which the mentions know
    for part in searched.parts:
        if isinstance(part, Mention):
            parts.append(part)
            position = part.end
        else:
            whole = [(mention.start - position, mention.end - position) for mention in waiting.values()]
            parts += _cut(part, surface, kind, stripped.language, entity.id, position, whole)
            position += len(part.text)
    if parts == list(searched.parts):
        return stripped
    parts = _withheld_again(parts, list(waiting.values()))
    last = max((mention.number for mention in stripped.mentions), default=_UNNUMBERED)
    return with_parts(replace(stripped, entities=(*stripped.entities, entity)), _numbered(parts, last))


def count_hidden(before: Stripped, after: Stripped) -> int:
    """Tell how many places the second text hides that the first did not, or hid only until somebody had looked."""
    known = {(mention.start, mention.end, mention.entity) for mention in before.mentions}
    return sum((mention.start, mention.end, mention.entity) not in known for mention in after.mentions)


def _cut(
    run: Run,
    surface: str,
    kind: SpanType,
    language: str,
    entity: str,
    offset: int,
    whole: Sequence[tuple[int, int]],
) -> list[Run | Mention]:
    """Cut what is to be hidden out of a run; stretches in `whole` are never divided."""
    document = prepare(run.text, language)
    pieces: list[Run | Mention] = []
    position = 0
    for span in join(find_missed(document, [(surface, kind.value)]), document):
        start, end = document.normal.source_range(span.start, span.end)
        touched = [(first, last) for first, last in whole if first < end and start < last]
        start = max(position, min([start, *(first for first, _ in touched)]))
        end = max([end, *(last for _, last in touched)])
        if position < start:
            pieces.append(Run(text=run.text[position:start]))
        pieces.append(_mention(span, offset + start, offset + end, entity))
        position = end
    if position < len(run.text):
        pieces.append(Run(text=run.text[position:]))
    return pieces or [run]


def _withheld_again(parts: Sequence[Run | Mention], waiting: Sequence[Mention]) -> list[Run | Mention]:
    """Take out of the runs what was withheld before, where nothing else hides it now."""
    again: list[Run | Mention] = []
    position = 0
    for part in parts:
        if isinstance(part, Mention):
            again.append(part)
            position = part.end
            continue
        end, reached = position + len(part.text), 0
        for mention in waiting:
            if position <= mention.start and mention.end <= end:
                before = part.text[reached : mention.start - position]
                again += [Run(text=before), mention] if before else [mention]
                reached = mention.end - position
        if reached < len(part.text):
            again.append(Run(text=part.text[reached:]))
        position = end
    return again


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


def _numbered(parts: Sequence[Run | Mention], number: int) -> tuple[Run | Mention, ...]:
    numbered: list[Run | Mention] = []
    for part in parts:
        if isinstance(part, Mention) and part.number == _UNNUMBERED:
            number += 1
            part = replace(part, number=number)
        numbered.append(part)
    return tuple(numbered)


def _new_entity(stripped: Stripped, kind: SpanType, highest: int) -> Entity:
    marked = sum(1 for entity in stripped.entities if entity.id.startswith(_PREFIX))
    highest = max([highest, *(entity.number for entity in stripped.entities if entity.type is kind)])
    return Entity(id=f"{_PREFIX}{marked + 1}", type=kind, number=highest + 1)
