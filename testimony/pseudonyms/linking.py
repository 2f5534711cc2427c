"""Who is who: mentions of one person become one entity; what is only likely becomes a suggestion."""

from collections.abc import Sequence
from dataclasses import dataclass

from testimony.pseudonyms.distance import allowed, within
from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.morphology import base_keys
from testimony.pseudonyms.people import MOST_COMPARED, Person, gather
from testimony.pseudonyms.reading import Parts
from testimony.pseudonyms.result import Entity, Suggestion
from testimony.pseudonyms.spans import Span, SpanType

_PREFIX = {
    SpanType.PERSON: "p", SpanType.PLACE: "pl", SpanType.ADDRESS: "ad", SpanType.DATE: "d", SpanType.TIME: "t",
    SpanType.AGE: "a", SpanType.PHONE: "ph", SpanType.ID: "id", SpanType.EMAIL: "em", SpanType.HANDLE: "h",
    SpanType.VEHICLE: "v", SpanType.ORG: "o", SpanType.FACILITY: "f", SpanType.WORK: "w", SpanType.OTHER: "x",
}  # fmt: skip

NEAR_SPELLING = "nearly the same spelling"


@dataclass(frozen=True, kw_only=True)
class Linked:
    """The entities in order of first mention, one entity id per span, and what a person should look at."""

    entities: tuple[Entity, ...]
    ids: tuple[str, ...]
    families: tuple[str, ...]
    """One number per span, the same for people of one family name; empty where none is said."""
    suggestions: tuple[Suggestion, ...]


def link(spans: Sequence[Span], document: Document) -> Linked:
    """Give every span its entity."""
    people = gather(spans, document)
    return _Numbering(document, people).run(spans)


class _Numbering:
    """Numbers people and things in order of first mention and collects what a person should look at."""

    def __init__(self, document: Document, people: Sequence[Person]) -> None:
        self._document = document
        self._people = people
        self._person_at = {number: person for person in people for number in person.mentions}
        self._ids: dict[int, str] = {}
        self._things: dict[tuple[SpanType, str], str] = {}
        self._counts: dict[SpanType, int] = {}
        self._entities: dict[str, Entity] = {}
        self._families: dict[str, str] = {}

    def run(self, spans: Sequence[Span]) -> Linked:
        ids: list[str] = []
        for number, span in enumerate(spans):
            person = self._person_at.get(number)
            ids.append(self._thing(span) if person is None else self._person(person))
        families = tuple(
            self._family(self._person_at[number]) if number in self._person_at else "" for number in range(len(spans))
        )
        return Linked(
            entities=tuple(self._entities.values()),
            ids=tuple(ids),
            families=families,
            suggestions=tuple(self._suggestions()),
        )

    def _new(self, kind: SpanType, relation: str | None = None) -> str:
        number = self._counts[kind] = self._counts.get(kind, 0) + 1
        name = f"{_PREFIX[kind]}{number}"
        self._entities[name] = Entity(id=name, type=kind, number=number, relation=relation)
        return name

    def _person(self, person: Person) -> str:
        known = self._ids.get(id(person))
        if known is None:
            known = self._ids[id(person)] = self._new(SpanType.PERSON, person.relation)
        return known

    def _family(self, person: Person) -> str:
        """Give the number of a family name, which all who bear it share."""
        bases = sorted({base for reading in person.readings for base in reading.surname})
        if not bases:
            return ""
        number = next((self._families[base] for base in bases if base in self._families), "")
        number = number or str(len(set(self._families.values())) + 1)
        self._families.update(dict.fromkeys(bases, number))
        return number

    def _thing(self, span: Span) -> str:
        """A place, date or number is the same where its words are the same."""
        tokens: Sequence[Token] = self._document.tokens_of(span.start, span.end)
        key = " ".join(token.key for token in tokens) or self._document.text[span.start : span.end]
        candidates = base_keys(key) if span.type is SpanType.PLACE else [key]
        for candidate in candidates:
            known = self._things.get((span.type, candidate))
            if known is not None:
                return known
        name = self._new(span.type)
        for candidate in candidates:
            self._things.setdefault((span.type, candidate), name)
        return name

    def _suggestions(self) -> list[Suggestion]:
        found: dict[frozenset[str], Suggestion] = {}
        for person in self._people:
            for rival, reason in person.rivals:
                self._suggest(found, person, rival, reason)
        heads = [frozenset().union(*[reading.heads for reading in person.readings]) for person in self._people]
        for index, person in enumerate(self._people):
            for place in range(max(0, index - MOST_COMPARED), index):
                rival = self._people[place]
                alike = heads[index] & heads[place]
                if alike and any(_near(one, other) for one in person.readings for other in rival.readings):
                    self._suggest(found, person, rival, NEAR_SPELLING)
        return list(found.values())

    def _suggest(self, found: dict[frozenset[str], Suggestion], one: Person, other: Person, reason: str) -> None:
        first, second = sorted((one, other), key=lambda person: min(person.mentions))
        ids = self._ids[id(first)], self._ids[id(second)]
        found.setdefault(frozenset(ids), Suggestion(first=ids[0], second=ids[1], reason=reason))


def _near(first: Parts, second: Parts) -> bool:
    if _differ_in_full(first, second):
        return False
    return any(
        abs(len(a) - len(b)) < 3 and within(a, b, max(1, min(allowed(len(a)), allowed(len(b)))))
        for a in first.bases
        for b in second.bases
        if len(a) > 3 and len(b) > 3 and a[0] == b[0] and a != b
    )


def _differ_in_full(first: Parts, second: Parts) -> bool:
    """Two full names that share their given name or their family name exactly are judged already."""
    return bool(first.given & second.given) or bool(first.surname & second.surname)
