"""What a word in Latin letters says of a name: its part and, where the ending tells, the sex."""

from testimony.pseudonyms.grammar.cell import (
    GIVEN,
    INITIAL,
    LINEAGE,
    OTHER,
    PATRONYMIC,
    PLURAL,
    STILL_OTHER,
    SURNAME,
    Cell,
)
from testimony.pseudonyms.lexicon import Name, given_names, latin_names
from testimony.pseudonyms.listing import beginnings
from testimony.pseudonyms.origin import is_slavic_surname, slavic_bases

_SON_OF, _DAUGHTER_OF = beginnings("ovich evich"), beginnings("ovna evna")
_LINEAGE = ((beginnings("uly ulı"), "m"), (beginnings("kyzy qyzy kizi qyzı"), "f"))
_MENS, _WOMENS = beginnings("ov ev in sky skiy skii"), beginnings("ova eva ina skaya skaia")
_UNCHANGED = beginnings("enko chko yko shvili dze")
_SHORTEST = 4


def read(lower: str, key: str) -> Cell:
    """Read a word in small letters; English has no cases, so there is one reading."""
    if len(lower) == 1:
        return Cell(role=INITIAL)
    return _patronymic(lower) or _given(key) or _surname(lower) or Cell(role=OTHER, cost=STILL_OTHER)


def _patronymic(lower: str) -> Cell | None:
    for role, endings, sex in (
        (PATRONYMIC, _SON_OF, "m"),
        (PATRONYMIC, _DAUGHTER_OF, "f"),
        *((LINEAGE, endings, sex) for endings, sex in _LINEAGE),
    ):
        if lower.endswith(endings) and len(lower) > _SHORTEST + 1:
            return Cell(role=role, sex=sex)
    return None


def _given(key: str) -> Cell | None:
    name: Name | None = given_names().get(key) or latin_names().get(key)
    if name is None or name.case != "nom":
        return None
    sex = name.sexes if len(name.sexes) == 1 else ""
    return Cell(role=GIVEN, sex=sex, is_slavic=name.base in slavic_bases())


def _surname(lower: str) -> Cell | None:
    """Read Seitkaliyev, Seitkaliyeva, and the Seitkaliyevs."""
    for endings, sex in ((_WOMENS, "f"), (_MENS, "m"), (_UNCHANGED, "")):
        for number, word in (("", lower), (PLURAL, lower.removesuffix("s"))):
            if word.endswith(endings) and len(word) > _SHORTEST and (not number or word != lower):
                masculine = word.removesuffix("a") if sex == "f" else word
                is_slavic = endings is _UNCHANGED or "sk" in lower[-5:] or is_slavic_surname(masculine)
                return Cell(role=SURNAME, sex="" if number else sex, number=number, is_slavic=is_slavic, cost=1)
    return None
