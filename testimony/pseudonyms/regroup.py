"""Who is who as people decided it: entities that are one, mentions of somebody else; the text stays as it was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from testimony.pseudonyms.result import Entity, Mention, Run, Stripped, Suggestion


@dataclass(frozen=True, kw_only=True)
class Regrouping:
    """What was decided about one text, in entity ids; `moved` says whose a mention is, `added` who was not known."""

    same: Sequence[tuple[str, str]] = ()
    apart: Sequence[tuple[str, str]] = ()
    moved: Mapping[int, str] = field(default_factory=dict)
    added: Sequence[Entity] = ()

    def first_of(self, entities: Iterable[Entity]) -> dict[str, str]:
        """Give for every entity the one under whose number it is shown: the lowest of those that are one."""
        known = {entity.id: entity for entity in (*entities, *self.added)}
        shown = {name: name for name in known}
        for pair in self.same:
            if not all(name in known for name in pair):
                continue  # one of the two has gone from the text since
            first, last = sorted((shown[name] for name in pair), key=lambda name: known[name].number)
            shown = {name: first if other == last else other for name, other in shown.items()}
        return shown


def regroup(stripped: Stripped, decided: Regrouping) -> Stripped:
    """Give the text with every mention at the entity that people decided on; numbers of the others stay."""
    shown = decided.first_of(stripped.entities)
    parts = tuple(
        replace(part, entity=shown[decided.moved.get(part.number, part.entity)]) if isinstance(part, Mention) else part
        for part in stripped.parts
    )
    pointed = {part.entity for part in parts if isinstance(part, Mention)}
    entities = _entities((*stripped.entities, *decided.added), shown)
    told = _told_by_places(stripped, parts, decided, shown)
    return replace(
        stripped,
        parts=parts,
        entities=tuple(replace(e, relation=told.get(e.id, e.relation)) for e in entities if e.id in pointed),
        suggestions=tuple(_suggestions(stripped.suggestions, decided, shown, pointed)),
    )


def _entities(entities: Iterable[Entity], shown: Mapping[str, str]) -> list[Entity]:
    """Keep one entity of those that are one; it says the relation that any of them has to the source."""
    relations: dict[str, str] = {}
    kept: dict[str, Entity] = {}
    for entity in entities:
        name = shown[entity.id]
        if entity.relation is not None:
            relations.setdefault(name, entity.relation)
        if entity.id == name:
            kept[name] = entity
    return [replace(entity, relation=entity.relation or relations.get(name)) for name, entity in kept.items()]


def _told_by_places(
    stripped: Stripped, parts: Iterable[Run | Mention], decided: Regrouping, shown: Mapping[str, str]
) -> dict[str, str | None]:
    """Give the relation of everybody who lost or won a place: what their places say; "my son" may have moved."""
    now = {part.number: part for part in parts if isinstance(part, Mention)}
    touched = {
        name for m in stripped.mentions if m.number in decided.moved for name in (shown[m.entity], now[m.number].entity)
    }
    return {
        name: next((part.relation for part in now.values() if part.entity == name and part.relation), None)
        for name in touched
    }


def _suggestions(
    suggestions: Iterable[Suggestion], decided: Regrouping, shown: Mapping[str, str], pointed: set[str]
) -> Iterable[Suggestion]:
    """Keep each open question once, between those who are still two and about whom nobody has decided."""
    closed = {frozenset(shown.get(name, name) for name in pair) for pair in decided.apart}
    for suggestion in suggestions:
        pair = frozenset((shown[suggestion.first], shown[suggestion.second]))
        if len(pair) > 1 and pair <= pointed and pair not in closed:
            closed.add(pair)
            yield replace(suggestion, first=shown[suggestion.first], second=shown[suggestion.second])
