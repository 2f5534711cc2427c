"""What the suffixes of a Kazakh word say of a name: its part, number, possessor and case."""

from functools import cache

from testimony.pseudonyms.folding import fold, fold_all
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
    bases = [lower[: len(lower) - cut] for cut in range(min(_LONGEST_SUFFIX, len(lower) - _SHORTEST) + 1)]
    keys = fold_all(bases)
    for cut, base in enumerate(bases):
        meanings = _suffixes().get(fold(lower[len(base) :])) if cut else (("", "", "nom"),)
        known = _base(base, keys[base]) if meanings else None
        if known is None:
            continue
        for number, possessor, case in meanings or ():
            if possessor and known.role != GIVEN:
                continue
            is_regular = fold(kazakh.decline(base, case, number=number, possessor=possessor)) == keys[lower]
            # People write Сейтқалиевқа as well as Сейтқалиевке; a single letter must fit to be taken for a suffix.
            if not is_regular and (possessor or cut == 1):
                continue
            cell = Cell(
                role=known.role,
                case=case,
                sex=known.sex,
                number=number,
                possessor=possessor,
                is_slavic=known.is_slavic,
                cost=known.cost,
            )
            found.append((known.cost + (not is_regular), cut, cell))
    return min(found, key=lambda each: each[:2])[2] if found else None


def unheard(lower: str) -> Cell | None:
    """Read the case of a long word that ends like no name, by its letters alone."""
    if len(lower) <= _SHORTEST_UNHEARD:
        return None
    case = next((case for suffix, case in _SURE_SUFFIXES if lower.endswith(suffix)), "")
    return Cell(role=OTHER, case=case, cost=STILL_OTHER) if case else None


def _base(base: str, key: str) -> Cell | None:
    """Say what a word without suffixes is; a given name first, since many end like a family name."""
    for role, endings in ((LINEAGE, _LINEAGE), (PATRONYMIC, _RUSSIAN_PATRONYMIC)):
        for ending, sex in endings:
            if base.endswith(ending) and len(base) > len(ending) + 1:
                return Cell(role=role, sex=sex)
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
    """Map every folded suffix to its meanings as (number, possessor, case), the shortest way first."""
    table: dict[str, dict[tuple[str, str, str], None]] = {}
    for number, possessor in (("", ""), (PLURAL, ""), ("", "my"), ("", "our")):
        for case in (*kazakh.CASES, kazakh.OWN, kazakh.BEING):
            for sample in _SAMPLES:
                form = kazakh.decline(sample, case, number=number, possessor=possessor)
                if form != sample:
                    table.setdefault(fold(form[len(sample) :]), {})[number, possessor, case] = None
    return {suffix: tuple(meanings) for suffix, meanings in table.items()}
