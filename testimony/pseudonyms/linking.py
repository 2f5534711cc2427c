"""Who is who: mentions of one person become one entity; what is only likely becomes a suggestion."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from testimony.pseudonyms.diminutives import is_short_for
from testimony.pseudonyms.distance import allowed, within
from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.morphology import base_keys
from testimony.pseudonyms.reading import Parts, read_parts
from testimony.pseudonyms.result import Entity, Suggestion
from testimony.pseudonyms.spans import Span, SpanType

_PREFIX = {
    SpanType.PERSON: "p", SpanType.PLACE: "pl", SpanType.ADDRESS: "ad", SpanType.DATE: "d", SpanType.TIME: "t",
    SpanType.AGE: "a", SpanType.PHONE: "ph", SpanType.ID: "id", SpanType.EMAIL: "em", SpanType.HANDLE: "h",
    SpanType.VEHICLE: "v", SpanType.ORG: "o", SpanType.FACILITY: "f", SpanType.WORK: "w", SpanType.OTHER: "x",
}  # fmt: skip

SAME_SURNAME = "same family name"
SAME_GIVEN = "same given name"
NEAR_SPELLING = "nearly the same spelling"


@dataclass(frozen=True, kw_only=True)
class Linked:
    """The entities in order of first mention, one entity id per span, and what a person should look at."""

    entities: tuple[Entity, ...]
    ids: tuple[str, ...]
    families: tuple[str, ...]
    """One number per span, the same for people of one family name; empty where none is said."""
    suggestions: tuple[Suggestion, ...]


@dataclass(kw_only=True, eq=False)
class _Person:
    """Everyone that mentions were found to be: their parts, and the mentions by number."""

    readings: list[Parts] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    relation: str | None = None
    rivals: list[tuple["_Person", str]] = field(default_factory=list)

    def add(self, reading: Parts, mentions: Sequence[int], relation: str | None) -> None:
        self.readings.append(reading)
        self.mentions += mentions
        self.relation = self.relation or relation


def link(spans: Sequence[Span], document: Document) -> Linked:
    """Give every span its entity."""
    people = _people(spans, document)
    return _Numbering(document, people).run(spans)


@dataclass(frozen=True, kw_only=True)
class _Group:
    """Mentions that say exactly the same of a person, who has the same relation to the source."""

    reading: Parts
    relation: str | None
    mentions: tuple[int, ...]


def _people(spans: Sequence[Span], document: Document) -> list[_Person]:
    """Gather mentions to people, the fullest first, so that a bare name finds all who may bear it."""
    people: list[_Person] = []
    by_base: dict[str, list[_Person]] = {}
    for group in _groups(spans, document):
        candidates = _candidates(group, by_base)
        person = candidates[0][0] if len(candidates) == 1 and candidates[0][1] else None
        if person is None:
            person = _Person()
            people.append(person)
            person.rivals = [(rival, _reason(group.reading, rival)) for rival, _ in candidates]
        person.add(group.reading, group.mentions, group.relation)
        for base in group.reading.bases | group.reading.patronymic:
            known = by_base.setdefault(base, [])
            if person not in known:
                known.append(person)
    return people


def _groups(spans: Sequence[Span], document: Document) -> list[_Group]:
    gathered: dict[tuple[Parts, str | None], list[int]] = {}
    readings: dict[tuple[object, ...], Parts] = {}
    for number, span in enumerate(spans):
        if span.type is SpanType.PERSON:
            tokens = document.tokens_of(span.start, span.end)
            asked = (span.features.get("sex"), *[token.word for token in tokens])  # the same words read the same
            reading = readings[asked] = readings.get(asked) or read_parts(tokens, span)
            gathered.setdefault((reading, span.relation), []).append(number)
    groups = [
        _Group(reading=reading, relation=relation, mentions=tuple(numbers))
        for (reading, relation), numbers in gathered.items()
    ]
    return sorted(groups, key=lambda group: (-_fullness(group.reading), group.relation is None, group.mentions[0]))


def _fullness(reading: Parts) -> int:
    """A given and a family name say most; then a given name, a family name, and what may be either."""
    both = bool(reading.given or reading.initials) and bool(reading.surname)
    return 8 * both + 4 * bool(reading.given) + 2 * bool(reading.surname) + bool(reading.patronymic)


def _candidates(group: _Group, by_base: dict[str, list[_Person]]) -> list[tuple[_Person, bool]]:
    """Give the people a group may be, each with whether nothing contradicts; the surest kind of likeness only."""
    reading = group.reading
    found: dict[int, _Person] = {}
    for base in sorted(reading.bases | reading.patronymic):
        for person in by_base.get(base, ())[:_MOST_COMPARED]:
            found.setdefault(id(person), person)
    alike = [person for person in found.values() if any(_same(reading, known) for known in person.readings)]
    if not alike and (reading.given or reading.other) and not reading.surname:
        everyone = {id(person): person for people in by_base.values() for person in people}
        alike = [
            person
            for person in list(everyone.values())[:_MOST_COMPARED]
            if any(_is_short(reading, known) for known in person.readings)
        ]
    fitting = [person for person in alike if not _contradicts(person, group)]
    exact = [person for person in fitting if reading in person.readings]
    if len(exact) == 1:
        return [(exact[0], True)]
    return [(person, True) for person in fitting] or [(person, False) for person in alike]


def _contradicts(person: _Person, group: _Group) -> bool:
    """One person has one given name, one family name, one patronymic, one sex and one kind of kin."""
    reading = group.reading
    if group.relation in _KIN and person.relation in _KIN and group.relation != person.relation:
        return not any(reading.given & known.given and reading.surname & known.surname for known in person.readings)
    return any(_differ(reading, known) for known in person.readings)


_KIN = listing("son daughter brother sister husband wife father mother neighbour")


def _differ(first: Parts, second: Parts) -> bool:
    return (
        _given_differs(first, second)
        or _apart(first.surname, second.surname)
        or _apart(first.patronymic, second.patronymic)
        or (bool(first.sex) and bool(second.sex) and first.sex != second.sex)
        or _initial_differs(first, second)
        or _initial_differs(second, first)
    )


def _given_differs(first: Parts, second: Parts) -> bool:
    """A bare given name may be somebody's family name: Жолдасбек, Мирас Жолдасбек."""
    if not _apart(first.given, second.given) or _is_short(first, second):
        return False
    is_surname = (first.given & second.surname and not first.surname) or (
        second.given & first.surname and not second.surname
    )
    return not is_surname


def _initial_differs(first: Parts, second: Parts) -> bool:
    """А. Сейтов is not Ербол Сейтов."""
    if not first.initials or not second.given or first.given:
        return False
    letters = {name[0] for name in second.given} | {name[0] for name in second.patronymic} | second.initials
    return not first.initials & letters


def _apart(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first) and bool(second) and not first & second


def _same(first: Parts, second: Parts) -> bool:
    """Say whether two mentions can be one person by at least one shared part."""
    if first.bases or second.bases:
        return bool(
            first.given & (second.given | second.other)
            or first.surname & (second.surname | second.other)
            or first.other & second.bases
            or (first.given & second.surname and not first.surname)
            or (second.given & first.surname and not second.surname)
            or (first.patronymic & second.patronymic and not (first.bases and second.bases))
        )
    return bool(first.patronymic & second.patronymic)


def _is_short(first: Parts, second: Parts) -> bool:
    """Say whether one given name is a short form of the other."""
    return any(is_short_for(short, full) for short in first.short for full in second.called) or any(
        is_short_for(short, full) for short in second.short for full in first.called
    )


def _reason(reading: Parts, rival: _Person) -> str:
    return SAME_GIVEN if any(reading.given & known.given for known in rival.readings) else SAME_SURNAME


class _Numbering:
    """Numbers people and things in order of first mention and collects what a person should look at."""

    def __init__(self, document: Document, people: Sequence[_Person]) -> None:
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

    def _person(self, person: _Person) -> str:
        known = self._ids.get(id(person))
        if known is None:
            known = self._ids[id(person)] = self._new(SpanType.PERSON, person.relation)
        return known

    def _family(self, person: _Person) -> str:
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
            for place in range(max(0, index - _MOST_COMPARED), index):
                rival = self._people[place]
                alike = heads[index] & heads[place]
                if alike and any(_near(one, other) for one in person.readings for other in rival.readings):
                    self._suggest(found, person, rival, NEAR_SPELLING)
        return list(found.values())

    def _suggest(self, found: dict[frozenset[str], Suggestion], one: _Person, other: _Person, reason: str) -> None:
        first, second = sorted((one, other), key=lambda person: min(person.mentions))
        ids = self._ids[id(first)], self._ids[id(second)]
        found.setdefault(frozenset(ids), Suggestion(first=ids[0], second=ids[1], reason=reason))


# A text that names more people than this is compared with the latest ones only.
_MOST_COMPARED = 60


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
