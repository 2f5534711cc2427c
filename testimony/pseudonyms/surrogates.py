"""Names for published quotes: drawn anew for each publication, written in the case in which the hidden ones stood."""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.forms import CLASS, OPEN, ORIGIN, PARTS, SEX, SURNAME_CLASS, TONGUE
from testimony.pseudonyms.grammar.cell import GIVEN, INITIAL, LINEAGE, PATRONYMIC, SURNAME
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.offer import clashes, offered
from testimony.pseudonyms.pools import HARD, KAZAKH, MAN, MEN, STILL, WOMEN, PoolName, pool
from testimony.pseudonyms.pools import SURNAME as CHANGING
from testimony.pseudonyms.render import ENGLISH_LABELS, coarse_label
from testimony.pseudonyms.result import Entity, Run, Stripped
from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.writing import Surrogate, his_or_hers, write

FAMILY = "family"
"""The feature that people with one family name share."""

_MALE = listing("son brother husband father grandfather uncle nephew")
_FEMALE = listing("daughter sister wife mother grandmother aunt niece")


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who stands in for whom, by entity id; thrown away with the publication, never stored."""

    people: Mapping[str, Surrogate]


def draw(stripped: Stripped, taken: Iterable[str] = (), below: Callable[[int], int] = secrets.randbelow) -> Cast:
    """Draw a cast from the pools, for one publication; `taken` are further words no surrogate may be, in any case.

    A person for whom the pool has no name left is not in the cast and keeps a numbered label.
    """
    return _Drawing(stripped, {fold(word) for word in taken}, below).cast()


def quote(stripped: Stripped, cast: Cast, labels: Mapping[str, str] = ENGLISH_LABELS) -> str:
    """Write the text with surrogates for people and numbered labels for everything else."""
    entities = {entity.id: entity for entity in stripped.entities}
    pieces: list[str] = []
    for part in stripped.parts:
        if isinstance(part, Run):
            pieces.append(part.text)
            continue
        person = cast.people.get(part.entity) if part.type is SpanType.PERSON else None
        if person is None:
            pieces.append(f"[{coarse_label(part, entities[part.entity], labels)}]")
        else:
            pieces.append(write(part, person))
    return "".join(pieces)


class _Drawing:
    """One drawing: every name goes to one person only, family names to one family."""

    def __init__(self, stripped: Stripped, taken: set[str], below: Callable[[int], int]) -> None:
        allowed = offered(stripped.offer)
        banned = clashes(taken)
        self._left = [name for position, name in enumerate(pool()) if position in allowed and position not in banned]
        self._below = below
        self._families: dict[str, PoolName] = {}
        mentions: dict[str, list[Mapping[str, str]]] = {}
        for mention in stripped.mentions:
            if mention.type is SpanType.PERSON:
                mentions.setdefault(mention.entity, []).append(mention.features)
        entities = {entity.id: entity for entity in stripped.entities}
        self._wanted = {entity: _wanted(told, entities.get(entity)) for entity, told in mentions.items()}
        self._still_families = {
            wanted.family for wanted in self._wanted.values() if wanted.family and wanted.surname_kinds == (STILL,)
        }

    def cast(self) -> Cast:
        people = {entity: self._person(wanted) for entity, wanted in self._wanted.items()}
        return Cast(people={entity: person for entity, person in people.items() if person is not None})

    def _person(self, wanted: "_Wanted") -> Surrogate | None:
        """Draw what the mentions need; None where a part is needed and the pool has none left."""
        given = self._take(wanted.origin, GIVEN, wanted.kinds) if wanted.needs_given else None
        father = self._father(wanted.origin) if wanted.needs_father else None
        surname = self._surname(wanted) if wanted.needs_surname else None
        lacking = (
            (wanted.needs_given and given is None)
            or (wanted.needs_father and father is None)
            or (wanted.needs_surname and surname is None)
        )
        return None if lacking else Surrogate(given=given, surname=surname, father=father, sex=wanted.sex)

    def _surname(self, wanted: "_Wanted") -> PoolName | None:
        if wanted.family in self._families:
            return self._families[wanted.family]
        kinds = (STILL,) if wanted.family in self._still_families else wanted.surname_kinds
        name = self._take(wanted.origin, SURNAME, kinds)
        if wanted.family and name is not None:
            self._families[wanted.family] = name
        return name

    def _father(self, origin: str) -> PoolName | None:
        """A father's name may come again, and must make a patronymic: -ович does not follow a vowel or й."""
        return self._choose(origin, [name for name in self._left if name.kind == MAN and name.russian[-1] != "й"])

    def _take(self, origin: str, part: str, kinds: Sequence[str]) -> PoolName | None:
        """Draw a name and take it out; another origin serves where one is used up."""
        name = self._choose(origin, [name for name in self._left if name.part == part and name.kind in kinds])
        if name is not None:
            self._left.remove(name)
        return name

    def _choose(self, origin: str, fitting: list[PoolName]) -> PoolName | None:
        choice = [name for name in fitting if name.origin == origin] or fitting
        return choice[self._below(len(choice))] if choice else None


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """What a stand-in must be, by all that the mentions of a person tell."""

    sex: str
    kinds: tuple[str, ...]
    surname_kinds: tuple[str, ...]
    origin: str
    family: str
    needs_given: bool
    needs_surname: bool
    needs_father: bool


def _wanted(mentions: Sequence[Mapping[str, str]], entity: Entity | None) -> _Wanted:
    parts = [features.get(PARTS, GIVEN).split(" ") for features in mentions]
    named = {part for each in parts for part in each}
    sex = _sex(mentions, entity)
    in_russian = [features for features in mentions if features.get(TONGUE) == "ru"]
    return _Wanted(
        sex=sex,
        kinds=_kinds(in_russian, sex),
        surname_kinds=_surname_kinds(in_russian),
        origin=next((features[ORIGIN] for features in mentions if ORIGIN in features), KAZAKH),
        family=next((features[FAMILY] for features in mentions if FAMILY in features), ""),
        needs_given=bool(named & {GIVEN, INITIAL}),
        needs_surname=SURNAME in named,
        # The second initial is the father's.
        needs_father=bool(named & {PATRONYMIC, LINEAGE}) or any(each.count(INITIAL) > 1 for each in parts),
    )


def _sex(mentions: Sequence[Mapping[str, str]], entity: Entity | None) -> str:
    """Believe most mentions, then the relation; a name that tells nothing is taken for a man's."""
    told = Counter(features[SEX] for features in mentions if features.get(SEX))
    if told["m"] != told["f"]:
        return "m" if told["m"] > told["f"] else "f"
    relation = entity.relation if entity is not None else None
    if relation in _MALE or relation in _FEMALE:
        return "m" if relation in _MALE else "f"
    return (
        "f" if any(OPEN not in features.get(CLASS, OPEN) and features[CLASS] in WOMEN for features in mentions) else "m"
    )


def _kinds(in_russian: Sequence[Mapping[str, str]], sex: str) -> tuple[str, ...]:
    """Only Russian asks for a name that is declined like the hidden one."""
    everyone, plain = (MEN, MAN) if sex == "m" else (WOMEN, HARD)
    with_given = [features for features in in_russian if GIVEN in features.get(PARTS, GIVEN).split(" ")]
    if not with_given:
        return everyone
    said = [his_or_hers(features.get(CLASS, ""), sex) for features in with_given]
    return (next((kind for kind in said if kind in everyone), plain),)


def _surname_kinds(in_russian: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    with_surname = [features for features in in_russian if SURNAME in features.get(PARTS, "").split(" ")]
    if not with_surname:
        return (CHANGING, STILL)
    return (STILL,) if any(features.get(SURNAME_CLASS) == STILL for features in with_surname) else (CHANGING,)
