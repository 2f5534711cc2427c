"""Names for published quotes: drawn anew for each publication, written in the case in which the hidden ones stood."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.forms import CASE, CASING, CLASS, ORIGIN, PARTS, SEX, TONGUE
from testimony.pseudonyms.inflection import kazakh, russian
from testimony.pseudonyms.offer import offered
from testimony.pseudonyms.pools import KAZAKH, PoolName, pool
from testimony.pseudonyms.render import ENGLISH_LABELS, mention_label
from testimony.pseudonyms.result import Mention, Run, Stripped
from testimony.pseudonyms.spans import SpanType

FAMILY = "family"
"""The feature that people with one family name share."""

_PATRONYMIC = {"m": ("ұлы", "ович", "ovich"), "f": ("қызы", "овна", "ovna")}


@dataclass(frozen=True, kw_only=True)
class Surrogate:
    """The person who stands in for one entity; family name in its masculine form."""

    given: PoolName
    surname: PoolName
    father: PoolName
    sex: str


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who stands in for whom, by entity id; thrown away with the publication, never stored."""

    people: Mapping[str, Surrogate]


def draw(stripped: Stripped, taken: Iterable[str] = (), below: Callable[[int], int] = secrets.randbelow) -> Cast:
    """Draw a cast from the pools, for one publication; `taken` are further words no surrogate may be.

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
        person = cast.people.get(part.entity)
        known = part.type is SpanType.PERSON and person is not None
        pieces.append(
            write(part, person)
            if known and person is not None
            else f"[{mention_label(part, entities[part.entity], labels)}]"
        )
    return "".join(pieces)


def write(mention: Mention, person: Surrogate) -> str:
    """Write one mention: the same parts, in the same case and casing as the hidden name."""
    features = mention.features
    tongue, case = features.get(TONGUE, "en"), features.get(CASE, "nom")
    parts = features.get(PARTS, "given").split(" ")
    words = [_word(person, part, tongue) for part in parts]
    if tongue == "ru":
        words = [
            word if part == "initial" else russian.decline(word, _russian(case), role=part, sex=person.sex)
            for word, part in zip(words, parts, strict=True)
        ]
    elif tongue == "kk":
        words[-1] = words[-1] if parts[-1] == "initial" else kazakh.decline(words[-1], _kazakh(case))
    # The stop after a last initial is outside the mention.
    text = " ".join(words).removesuffix(".")
    return {"lower": text.lower(), "upper": text.upper()}.get(features.get(CASING, ""), text)


def _russian(case: str) -> str:
    return case if case in russian.CASES else {"loc": "pre", "abl": "gen"}.get(case, "nom")


def _kazakh(case: str) -> str:
    return case if case in kazakh.CASES else {"pre": "loc"}.get(case, "nom")


def _word(person: Surrogate, part: str, tongue: str) -> str:
    if part == "initial":
        return person.given.spelled(tongue)[0] + "."
    if part == "given":
        return person.given.spelled(tongue)
    place = {"kk": 0, "ru": 1}.get(tongue, 2)
    if part == "patronymic":
        return person.father.spelled(tongue) + _PATRONYMIC[person.sex][place]
    surname = person.surname.spelled(tongue)
    return surname + ("a" if surname.isascii() else "а") if person.sex == "f" else surname


class _Drawing:
    """One drawing: every name goes to one person only, family names to one family."""

    def __init__(self, stripped: Stripped, taken: set[str], below: Callable[[int], int]) -> None:
        allowed = offered(stripped.offer)
        self._left = [
            name for position, name in enumerate(pool()) if position in allowed and not _is_taken(name, taken)
        ]
        self._below = below
        self._families: dict[str, PoolName] = {}
        self._features: dict[str, dict[str, str]] = {}
        for mention in stripped.mentions:
            if mention.type is SpanType.PERSON:
                known = self._features.setdefault(mention.entity, {})
                for name, value in mention.features.items():
                    known.setdefault(name, value)

    def cast(self) -> Cast:
        people = {entity: self._person(features) for entity, features in self._features.items()}
        return Cast(people={entity: person for entity, person in people.items() if person is not None})

    def _person(self, features: Mapping[str, str]) -> Surrogate | None:
        sex = features.get(SEX) or ("f" if CLASS in features else "m")
        kind = "m" if sex == "m" else features.get(CLASS, "f")
        origin = features.get(ORIGIN, KAZAKH)
        given = self._take(origin, "given", kind)
        father = self._take(origin, "given", "m", again=True)
        surname = self._surname(origin, features.get(FAMILY, ""))
        if given is None or father is None or surname is None:
            return None
        return Surrogate(given=given, surname=surname, father=father, sex=sex)

    def _surname(self, origin: str, family: str) -> PoolName | None:
        if family in self._families:
            return self._families[family]
        name = self._take(origin, "surname", "-")
        if family and name is not None:
            self._families[family] = name
        return name

    def _take(self, origin: str, part: str, kind: str, *, again: bool = False) -> PoolName | None:
        """Draw a name and, unless it may come again, take it out; another origin serves where one is used up."""
        fitting = [name for name in self._left if name.part == part and name.kind == kind]
        choice = [name for name in fitting if name.origin == origin] or fitting
        if not choice:
            return None
        name = choice[self._below(len(choice))]
        if not again:
            self._left.remove(name)
        return name


def _is_taken(name: PoolName, taken: set[str]) -> bool:
    return bool(name.keys & taken)
