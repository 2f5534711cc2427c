"""Writes a stand-in's name where a hidden one stood: the same parts, in the same case, number and casing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from testimony.pseudonyms.errors import CastError
from testimony.pseudonyms.forms import CASE, CASING, NUMBER, OPEN, PARTS, POSSESSOR, TONGUE
from testimony.pseudonyms.grammar.cell import GIVEN, INITIAL, LINEAGE, PATRONYMIC, PLURAL, SURNAME
from testimony.pseudonyms.inflection import kazakh, russian
from testimony.pseudonyms.pools import STILL, PoolName
from testimony.pseudonyms.result import Mention

_PATRONYMIC = {
    PATRONYMIC: {"m": ("ович", "ович", "ovich"), "f": ("овна", "овна", "ovna")},
    LINEAGE: {"m": ("ұлы", "улы", "uly"), "f": ("қызы", "кызы", "kyzy")},
}
_TONGUES = {"kk": 0, "ru": 1}
_ENGLISH = 2


@dataclass(frozen=True, kw_only=True)
class Surrogate:
    """The person who stands in for one entity, with the names that its mentions ask for."""

    given: PoolName | None
    surname: PoolName | None
    father: PoolName | None
    sex: str


def write(mention: Mention, person: Surrogate) -> str:
    """Write one mention of a person; raises CastError where the person lacks a part that it names."""
    features = mention.features
    parts = features.get(PARTS, GIVEN).split(" ")
    tongue = features.get(TONGUE, "en")
    cases = [his_or_hers(case, person.sex) for case in _spread(features.get(CASE, "nom"), parts)]
    words = _words(person, parts, tongue, is_family=features.get(NUMBER) == PLURAL)
    if tongue == "ru":
        words = _in_russian(words, parts, cases, features, person)
    elif tongue == "kk" and parts[-1] != INITIAL:
        # Kazakh has its suffixes on the last word.
        number, possessor = features.get(NUMBER, ""), features.get(POSSESSOR, "")
        words[-1] = kazakh.decline(words[-1], _kazakh(cases[-1]), number=number, possessor=possessor)
    elif features.get(NUMBER) == PLURAL:
        words[-1] += "s"
    casings = _spread(features.get(CASING, ""), parts)
    # The stop after a last initial is outside the mention.
    return " ".join(map(_cased, words, casings)).removesuffix(".")


def his_or_hers(value: str, sex: str) -> str:
    """Choose from what a mention left open, now that the sex is known."""
    his, is_open, hers = value.partition(OPEN)
    return hers if is_open and sex == "f" else his


def _in_russian(
    words: Sequence[str], parts: Sequence[str], cases: Sequence[str], features: Mapping[str, str], person: Surrogate
) -> list[str]:
    written: list[str] = []
    for word, part, case in zip(words, parts, map(_russian, cases), strict=True):
        if part in (INITIAL, LINEAGE):
            written.append(word)
        elif features.get(NUMBER) == PLURAL and part == SURNAME:
            written.append(russian.decline_family(word, case))
        else:
            written.append(russian.decline(word, case, role=part, sex=person.sex))
    return written


def _words(person: Surrogate, parts: Sequence[str], tongue: str, *, is_family: bool) -> list[str]:
    words: list[str] = []
    initials = [name for name in (person.given, person.father) if name is not None]
    for part in parts:
        if part == INITIAL:
            # A third initial would be nobody's: it repeats the last.
            name = initials.pop(0) if len(initials) > 1 else initials[0]
            words.append(name.spelled(tongue)[0] + ".")
        elif part in _PATRONYMIC:
            words.append(
                _spelled(person.father, tongue) + _PATRONYMIC[part][person.sex][_TONGUES.get(tongue, _ENGLISH)]
            )
        elif part == SURNAME:
            words.append(_surname(person, tongue, is_family=is_family))
        else:
            words.append(_spelled(person.given, tongue))
    return words


def _spelled(name: PoolName | None, tongue: str) -> str:
    if name is None:
        raise CastError("the stand-in lacks a part that the mention names")
    return name.spelled(tongue)


def _surname(person: Surrogate, tongue: str, *, is_family: bool) -> str:
    surname = _spelled(person.surname, tongue)
    if person.sex == "m" or is_family or (person.surname is not None and person.surname.kind == STILL):
        return surname
    return surname + ("a" if surname.isascii() else "а")


def _russian(case: str) -> str:
    return case if case in russian.CASES else {"loc": "pre", "abl": "gen"}.get(case, "nom")


def _kazakh(case: str) -> str:
    return case if case in (*kazakh.CASES, kazakh.OWN, kazakh.BEING) else {"pre": "loc"}.get(case, "nom")


def _spread(value: str, parts: Sequence[str]) -> list[str]:
    """Give one value for each part: one said once holds for all."""
    values = value.split(" ")
    return values if len(values) == len(parts) else values[:1] * len(parts)


def _cased(word: str, casing: str) -> str:
    return {"lower": word.lower(), "upper": word.upper()}.get(casing, word)
