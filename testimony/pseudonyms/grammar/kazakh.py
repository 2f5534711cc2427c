"""What the suffixes of a Kazakh word say of a name: its part, number, possessor and case."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from testimony.pseudonyms.folding import fold
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
from testimony.pseudonyms.inflection import kazakh
from testimony.pseudonyms.lexicon import given_names
from testimony.pseudonyms.origin import is_slavic_surname, slavic_bases

# One name for each sound that decides a suffix: their forms are all the suffixes there are.
_SAMPLES = ("бала", "әке", "бақыт", "берік", "адам", "кәрім", "қыз", "жеңіз", "асқар", "ербол", "айгүл", "ұлы", "қызы")
_LINEAGE = (("ұлы", "m"), ("улы", "m"), ("қызы", "f"), ("кызы", "f"))
_RUSSIAN_PATRONYMIC = (("ович", "m"), ("евич", "m"), ("овна", "f"), ("евна", "f"))
_SURNAMES = (("ов", "m"), ("ев", "m"), ("ёв", "m"), ("ин", "m"), ("ын", "m"), ("ский", "m"), ("цкий", "m"))
_WOMENS_SURNAMES = (("ова", "f"), ("ева", "f"), ("ина", "f"), ("ына", "f"), ("ская", "f"), ("цкая", "f"))
_UNCHANGED = ("енко", "швили", "дзе")
# Letters that people type for one another, so that Болатка is read as Болатқа is.
_SIMPLE = str.maketrans("әғқңөұүһіыйэё", "агкноуухиииее")
_NO_SUFFIX = (("", "", "nom"),)
_RARE = 2
_SHORTEST, _LONGEST_SUFFIX = 3, 10
# Suffixes long enough to tell a case on a name nobody listed.
_SURE_SUFFIXES = (
    ("ның", "gen"), ("нің", "gen"), ("дың", "gen"), ("дің", "gen"), ("тың", "gen"), ("тің", "gen"), ("пен", "ins"),
    ("бен", "ins"), ("мен", "ins"), ("ға", "dat"), ("ге", "dat"), ("қа", "dat"), ("ке", "dat"), ("ды", "acc"),
    ("ді", "acc"), ("ты", "acc"), ("ті", "acc"), ("ны", "acc"), ("ні", "acc"), ("дан", "abl"), ("ден", "abl"),
    ("тан", "abl"), ("тен", "abl"), ("нан", "abl"), ("нен", "abl"), ("да", "loc"), ("де", "loc"), ("та", "loc"),
    ("те", "loc"),
)  # fmt: skip
_SHORTEST_UNHEARD = 5


def read(lower: str) -> Cell | None:
    """Read a word in small letters as a name with its suffixes; None where neither a list nor a shape knows it."""
    if len(lower) == 1:
        return Cell(role=INITIAL)
    found: list[tuple[int, int, Cell]] = []
    simple = lower.translate(_SIMPLE)
    for cut in range(min(_LONGEST_SUFFIX, len(lower) - _SHORTEST) + 1):
        meanings = _suffixes().get(simple[len(simple) - cut :]) if cut else _NO_SUFFIX
        known = _base(lower[: len(lower) - cut]) if meanings else None
        if known is not None:
            found += [(cell.cost, cut, cell) for cell in _with_suffix(known, lower, cut, meanings or ())]
    return min(found, key=lambda each: each[:2])[2] if found else None


def _with_suffix(known: Cell, lower: str, cut: int, meanings: Sequence[tuple[str, str, str]]) -> Iterator[Cell]:
    base = lower[: len(lower) - cut]
    for number, possessor, case in meanings:
        if not cut:
            yield known
            continue
        if possessor and known.role != GIVEN:
            continue
        form = kazakh.decline(base, case, number=number, possessor=possessor)
        is_regular = form.translate(_SIMPLE) == lower.translate(_SIMPLE)
        # People write Сейтқалиевқа as well as Сейтқалиевке; a single letter must fit to be taken for a suffix.
        if is_regular or not (possessor or cut == 1):
            cost = known.cost + (not is_regular)
            yield replace(known, number=number, possessor=possessor, case=case, cost=cost)


def unheard(lower: str) -> Cell | None:
    """Read the case of a long word that ends like no name, by its letters alone."""
    if len(lower) <= _SHORTEST_UNHEARD:
        return None
    case = next((case for suffix, case in _SURE_SUFFIXES if lower.endswith(suffix)), "")
    return Cell(role=OTHER, case=case, cost=STILL_OTHER) if case else None


def _base(base: str) -> Cell | None:
    """Say what a word without suffixes is; a given name first, since many end like a family name."""
    for role, endings in ((LINEAGE, _LINEAGE), (PATRONYMIC, _RUSSIAN_PATRONYMIC)):
        for ending, sex in endings:
            if base.endswith(ending) and len(base) > len(ending) + 1:
                return Cell(role=role, sex=sex)
    key = fold(base)
    name = given_names().get(key)
    if name is not None and name.base == key and name.case == "nom":
        is_slavic = key in slavic_bases()
        # A tender form may hide a suffix: Ильясқа, Ильяска.
        cost = (0 if name.is_frequent or is_slavic else _RARE) + (not name.sexes)
        return Cell(role=GIVEN, sex=name.sexes if len(name.sexes) == 1 else "", is_slavic=is_slavic, cost=cost)
    for ending, sex in (*_SURNAMES, *_WOMENS_SURNAMES):
        if base.endswith(ending) and len(base) > len(ending) + 1:
            return Cell(role=SURNAME, sex=sex, is_slavic=is_slavic_surname(base.removesuffix("а")), cost=1)
    if base.endswith(_UNCHANGED):
        return Cell(role=SURNAME, is_slavic=True, cost=1)
    return None


@cache
def _suffixes() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Map every suffix in simple letters to its meanings as (number, possessor, case), the shortest way first."""
    table: dict[str, dict[tuple[str, str, str], None]] = {}
    for number, possessor in (("", ""), (PLURAL, ""), ("", "my"), ("", "our")):
        for case in (*kazakh.CASES, kazakh.OWN, kazakh.BEING):
            for sample in _SAMPLES:
                form = kazakh.decline(sample, case, number=number, possessor=possessor)
                if form != sample:
                    table.setdefault(form[len(sample) :].translate(_SIMPLE), {})[number, possessor, case] = None
    return {suffix: tuple(meanings) for suffix, meanings in table.items()}
