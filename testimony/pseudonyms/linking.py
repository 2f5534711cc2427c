"""Who is who: mentions of one person become one entity; what is only likely becomes a suggestion."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from testimony.pseudonyms.distance import allowed, within
from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.lexicon import given_names
from testimony.pseudonyms.listing import beginnings
from testimony.pseudonyms.matching import base_keys
from testimony.pseudonyms.relations import relation_of
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
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """What one mention says of a person; each part holds every base its word may come from."""

    given: frozenset[str] = frozenset()
    surname: frozenset[str] = frozenset()
    patronymic: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    sex: str = ""


@dataclass(kw_only=True)
class _Person:
    id: str
    relation: str | None
    mentions: dict[_Parts, None] = field(default_factory=dict)


def link(spans: Sequence[Span], document: Document) -> Linked:
    """Give every span its entity."""
    return _Linker(document).run(spans)


class _Linker:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._tokens_at = {token.start: token.index for token in document.tokens}
        self._people: list[_Person] = []
        self._by_base: dict[str, dict[str, _Person]] = {}
        self._things: dict[tuple[SpanType, str], str] = {}
        self._counts: dict[SpanType, int] = {}
        self._entities: dict[str, Entity] = {}
        self._suggestions: dict[tuple[str, str], Suggestion] = {}

    def run(self, spans: Sequence[Span]) -> Linked:
        ids = [self._person(span) if span.type is SpanType.PERSON else self._thing(span) for span in spans]
        relations = {person.id: person.relation for person in self._people}
        entities = tuple(
            Entity(id=e.id, type=e.type, number=e.number, relation=relations.get(e.id, e.relation))
            for e in self._entities.values()
        )
        return Linked(entities=entities, ids=tuple(ids), suggestions=tuple(self._suggestions.values()))

    def _new(self, kind: SpanType) -> str:
        number = self._counts[kind] = self._counts.get(kind, 0) + 1
        name = f"{_PREFIX[kind]}{number}"
        self._entities[name] = Entity(id=name, type=kind, number=number)
        return name

    def _thing(self, span: Span) -> str:
        """A place, date or number is the same where its words are the same."""
        key = " ".join(token.key for token in self._tokens(span)) or self._document.text[span.start : span.end]
        candidates = [key]
        if span.type is SpanType.PLACE:
            candidates = base_keys(key)
        for candidate in candidates:
            known = self._things.get((span.type, candidate))
            if known is not None:
                return known
        name = self._new(span.type)
        for candidate in candidates:
            self._things.setdefault((span.type, candidate), name)
        return name

    def _tokens(self, span: Span) -> list[Token]:
        index = self._tokens_at.get(span.start)
        found: list[Token] = []
        while index is not None and index < len(self._document.tokens):
            token = self._document.tokens[index]
            if token.start >= span.end:
                break
            found.append(token)
            index += 1
        return found

    def _person(self, span: Span) -> str:
        parts = read_parts(self._tokens(span), span)
        matches = self._matches(parts)
        if len(matches) == 1 and not self._contradicts(matches[0], parts, span):
            person = matches[0]
        else:
            person = _Person(id=self._new(SpanType.PERSON), relation=None)
            self._suggest(person.id, parts, matches)
            self._people.append(person)
        if parts not in person.mentions:
            person.mentions[parts] = None
            for base in parts.given | parts.surname | parts.other:
                self._by_base.setdefault(base, {})[person.id] = person
        person.relation = person.relation or span.relation
        return person.id

    def _matches(self, parts: _Parts) -> list[_Person]:
        """Look people up by the bases they share, so that a page of names does not compare each with each."""
        candidates: dict[str, _Person] = {}
        for base in sorted(parts.given | parts.surname | parts.other):
            candidates.update(self._by_base.get(base, {}))
            if len(candidates) > _MOST_COMPARED:
                break
        return [person for person in candidates.values() if any(_same(parts, known) for known in person.mentions)]

    def _contradicts(self, person: _Person, parts: _Parts, span: Span) -> bool:
        """One person has one given name, one family name and one sex."""
        if span.relation and person.relation and span.relation != person.relation:
            return not any(parts.given & known.given and parts.surname & known.surname for known in person.mentions)
        return any(
            _differ(parts.given, known.given)
            or _differ(parts.surname, known.surname)
            or _differ(parts.patronymic, known.patronymic)
            or (parts.sex and known.sex and parts.sex != known.sex)
            for known in person.mentions
        )

    def _suggest(self, name: str, parts: _Parts, matches: Sequence[_Person]) -> None:
        for person in matches:
            reason = SAME_GIVEN if any(parts.given & known.given for known in person.mentions) else SAME_SURNAME
            self._suggestions[person.id, name] = Suggestion(first=person.id, second=name, reason=reason)
        for person in self._people[-_MOST_COMPARED:]:
            if person not in matches and any(_near(parts, known) for known in person.mentions):
                self._suggestions[person.id, name] = Suggestion(first=person.id, second=name, reason=NEAR_SPELLING)


# A text that names more people than this is compared with the latest ones only.
_MOST_COMPARED = 60


def read_parts(tokens: Sequence[Token], span: Span) -> _Parts:
    """Tell given name, family name and patronymic apart, each with the bases its form may come from."""
    sets: dict[str, set[str]] = {"given": set(), "surname": set(), "patronymic": set(), "other": set()}
    sex = ""
    for token in tokens:
        if relation_of(token.lower) is not None and len(tokens) > 1:
            continue
        role, bases, told = _read(token)
        sets[role] |= bases
        sex = sex or told
    if len(tokens) > 1 and not sets["surname"] and sets["other"]:
        sets["surname"], sets["other"] = sets["other"], set()
    if not sex and len(span.features.get("sex", "")) == 1:
        sex = span.features["sex"]
    return _Parts(**{role: frozenset(bases) for role, bases in sets.items()}, sex=sex)


def _read(token: Token) -> tuple[str, set[str], str]:
    names = given_names()
    bases = [base for base in base_keys(token.key) if len(base) > 2 or base == token.key]
    if len(token.text) == 1:
        return "other", set(), ""
    if token.key.endswith(_PATRONYMIC_ENDINGS):
        return "patronymic", {token.key[:_PATRONYMIC_STEM]}, ""
    known = [names[base] for base in bases if base in names]
    if known:
        return "given", {known[0].base}, known[0].sexes if len(known[0].sexes) == 1 else ""
    # Сейткалиева may be her, or him in the genitive: the form of a surname never decides the sex.
    for base in bases:
        if base.endswith(("ov", "ev", "in")) and len(base) > 4:
            return "surname", {base}, ""
    return "other", set(bases[:4]), ""


_PATRONYMIC_ENDINGS = beginnings(
    "ovic evic ovna evna uli kizi gizi ovnu ovne ovni evne evni evnu ovica evica ovicu evicu ovicem ovnoi evnoi"
)
_PATRONYMIC_STEM = 5


def _differ(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first) and bool(second) and not first & second


def _same(first: _Parts, second: _Parts) -> bool:
    """Say whether two mentions can be one person by at least one shared part."""
    return bool(
        first.given & second.given
        or first.surname & second.surname
        or (first.other & (second.other | second.surname | second.given))
        or (second.other & (first.surname | first.given))
    )


def _near(first: _Parts, second: _Parts) -> bool:
    ones = first.given | first.surname | first.other
    others = second.given | second.surname | second.other
    return any(
        abs(len(a) - len(b)) < 3 and within(a, b, max(1, min(allowed(len(a)), allowed(len(b)))))
        for a in ones
        for b in others
        if len(a) > 3 and len(b) > 3 and a[0] == b[0]
    )
