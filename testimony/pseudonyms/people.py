"""Mentions gathered to people: who may be whom by names, sex, initials and kin, and who cannot."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from testimony.pseudonyms.bonds import RANK
from testimony.pseudonyms.document import Document
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.nameword import PLURAL
from testimony.pseudonyms.reading import Parts, Reader
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.surroundings import COMPANY

SAME_SURNAME = "same family name"
SAME_GIVEN = "same given name"
# A text that names more people than this is compared with the latest ones only.
MOST_COMPARED = 60


@dataclass(kw_only=True, eq=False)
class Person:
    """Everyone that mentions were found to be: their parts, and the mentions by number."""

    readings: list[Parts] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    known_by: dict[str, int] = field(default_factory=dict)
    """The bases of the person's names, each with the first mention that tells it."""
    relation: str | None = None
    rank: int = 0
    """How sure the relation is, see bonds."""
    rivals: list[tuple["Person", str]] = field(default_factory=list)

    def add(self, reading: Parts, mentions: Sequence[int], relation: str | None, rank: int) -> None:
        """Take mentions in; the surest relation stands, of equals the first."""
        self.readings.append(self.as_known(reading))
        self.mentions += mentions
        for base in reading.bases:
            self.known_by[base] = min(self.known_by.get(base, mentions[0]), mentions[0])
        if relation is not None and rank > self.rank:
            self.relation, self.rank = relation, rank

    def is_known_by(self, reading: Parts, mention: int) -> bool:
        """Say whether an earlier mention told one of these names."""
        return any(self.known_by.get(base, mention) < mention for base in reading.bases)

    def as_known(self, reading: Parts) -> Parts:
        """Read a bare given name that is the person's family name as that: Ержан, Асель Ержан."""
        if not reading.given or reading.surname or any(reading.given & known.given for known in self.readings):
            return reading
        if not any(reading.given & known.surname for known in self.readings):
            return reading
        return replace(reading, given=frozenset(), surname=reading.given, sex="")


@dataclass(frozen=True, kw_only=True)
class _Group:
    """Mentions that say exactly the same of a person, who has the same relation to the source."""

    reading: Parts
    relation: str | None
    rank: int
    mentions: tuple[int, ...]


def gather(spans: Sequence[Span], document: Document) -> list[Person]:
    """Gather mentions to people, the fullest first, so that a bare name finds all who may bear it."""
    people: list[Person] = []
    by_base: dict[str, list[Person]] = {}
    for group in _groups(spans, document):
        candidates = _candidates(group, by_base)
        fitting = [person for person, fits in candidates if fits]
        shares = (
            _introduced(group, fitting) if len(fitting) > 1 else [(fitting[0] if fitting else None, group.mentions)]
        )
        for known, mentions in shares:
            person = known
            if person is None:
                person = Person()
                people.append(person)
                person.rivals = [(rival, _reason(group.reading, rival)) for rival, _ in candidates]
            person.add(group.reading, mentions, group.relation, group.rank)
            for base in group.reading.bases | group.reading.patronymic:
                bearers = by_base.setdefault(base, [])
                if person not in bearers:
                    bearers.append(person)
    return people


def _introduced(group: _Group, fitting: Sequence[Person]) -> list[tuple[Person | None, tuple[int, ...]]]:
    """A bare family name is whose bearer alone was named before; who comes later, or two of them, leave it in doubt."""
    shares: dict[int, list[int]] = {}
    for mention in group.mentions:
        known = [number for number, person in enumerate(fitting) if person.is_known_by(group.reading, mention)]
        shares.setdefault(known[0] if len(known) == 1 else -1, []).append(mention)
    return [(fitting[number] if number >= 0 else None, tuple(mentions)) for number, mentions in shares.items()]


def _groups(spans: Sequence[Span], document: Document) -> list[_Group]:
    gathered: dict[tuple[Parts, str | None, int], list[int]] = {}
    reader = Reader(document)
    people = [span for span in spans if span.type is SpanType.PERSON]
    reader.learn(document.tokens_of(span.start, span.end) for span in people)
    readings: dict[tuple[str, ...], Parts] = {}
    for number, span in enumerate(spans):
        if span.type is SpanType.PERSON:
            tokens = document.tokens_of(span.start, span.end)
            asked = tuple(token.text for token in tokens)  # the same words read the same
            reading = readings[asked] = readings.get(asked) or reader.parts(tokens)
            rank = int(span.features.get(RANK, 0))
            gathered.setdefault((reading, span.relation, rank), []).append(number)
    groups = [
        _Group(reading=reading, relation=relation, rank=rank, mentions=tuple(numbers))
        for (reading, relation, rank), numbers in gathered.items()
    ]
    return sorted(groups, key=lambda group: (-_fullness(group.reading), group.relation is None, group.mentions[0]))


def _fullness(reading: Parts) -> int:
    """A given and a family name say most; then a given name, a family name, and what may be either."""
    both = bool(reading.given or reading.initials) and bool(reading.surname)
    return 8 * both + 4 * bool(reading.given) + 2 * bool(reading.surname) + bool(reading.patronymic)


def _candidates(group: _Group, by_base: dict[str, list[Person]]) -> list[tuple[Person, bool]]:
    """Give the people a group may be, each with whether nothing contradicts; the surest kind of likeness only."""
    reading = group.reading
    found: dict[int, Person] = {}
    for base in sorted(reading.bases | reading.patronymic):
        for person in by_base.get(base, ())[:MOST_COMPARED]:
            found.setdefault(id(person), person)
    alike = [person for person in found.values() if any(_same(reading, known) for known in person.readings)]
    if not alike and (reading.given or reading.other) and not reading.surname:
        everyone = {id(person): person for people in by_base.values() for person in people}
        alike = [
            person
            for person in list(everyone.values())[:MOST_COMPARED]
            if any(_is_short(reading, known) for known in person.readings)
        ]
    fitting = [person for person in alike if not _contradicts(person, group)]
    exact = [person for person in fitting if reading in person.readings]
    if len(exact) > 1:
        # Mentions that leave the same doubt are one person's until somebody has looked.
        exact = [person for person in exact if person.rivals]
    if len(exact) == 1:
        return [(exact[0], True)]
    return [(person, True) for person in fitting] or [(person, False) for person in alike]


def _contradicts(person: Person, group: _Group) -> bool:
    """One person has one given name, one family name, one patronymic, one sex and one kind of kin."""
    reading = person.as_known(group.reading)
    told = min(group.rank, person.rank) >= COMPANY and group.relation in _KIN and person.relation in _KIN
    if told and group.relation != person.relation:
        return not any(reading.given & known.given and reading.surname & known.surname for known in person.readings)
    return any(_differ(reading, known) for known in person.readings)


_KIN = listing("son daughter brother sister husband wife father mother neighbour")


def _differ(first: Parts, second: Parts) -> bool:
    return (
        _given_differs(first, second)
        or _apart(first.surname, second.surname)
        or _apart(first.patronymic, second.patronymic)
        or _sex_differs(first, second)
        or _initial_differs(first, second)
        or _initial_differs(second, first)
    )


def _sex_differs(first: Parts, second: Parts) -> bool:
    """A family is nobody of it; otherwise only what is told twice can differ."""
    if PLURAL in (first.sex, second.sex):
        return first.sex != second.sex
    return bool(first.sex) and bool(second.sex) and first.sex != second.sex


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
            or first.surname & (second.surname | second.other | second.beside)
            or first.other & second.bases
            or first.beside & (second.surname | second.other)
            or (first.given & second.surname and not first.surname)
            or (second.given & first.surname and not second.surname)
            or (first.patronymic & second.patronymic and not (first.bases and second.bases))
        )
    return bool(first.patronymic & second.patronymic)


def _is_short(first: Parts, second: Parts) -> bool:
    """Say whether one given name is a short form of the other."""
    return any(form.stands_for(full) for form in first.short for full in second.called) or any(
        form.stands_for(full) for form in second.short for full in first.called
    )


def _reason(reading: Parts, rival: Person) -> str:
    return SAME_GIVEN if any(reading.given & known.given for known in rival.readings) else SAME_SURNAME
