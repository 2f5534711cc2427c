"""What the ending of a Russian word says of a name: every reading of it, the likelier ones cheaper."""

from collections.abc import Iterator

from testimony.pseudonyms.diminutives import full_names
from testimony.pseudonyms.folding import fold, fold_all, join_folded
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
from testimony.pseudonyms.inflection import russian
from testimony.pseudonyms.lexicon import Name, given_names
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.origin import is_slavic_surname, slavic_bases
from testimony.pseudonyms.pools import FIXED, IYA, MAN_A, SOFT, STILL

_MEN_IN_A = listing("илья никита лука фома кузьма савва данила гаврила муса иса мустафа хамза жума")
# Folded: Динару is far likelier a form of Динара.
_RARELY_MEN = listing("dinar vener anar rais eldan ev elmir elnar madin marin karin sabin")
_RARE, _SHAPE, _FROZEN = 2, 1, 3
# What a base may end in, with its key, by how many letters are cut off the form.
_BASE_ENDINGS = tuple(
    tuple((ending, fold(ending)) for ending in endings)
    for endings in (("",), ("", "а", "я", "й", "ь"), ("", "а", "я", "й", "ь", "ия", "ий", "ья"))
)
_VOWELS = "аеёиоуыэюяәөұүі"
# Endings of patronymics after -ов- or -ев-, with their cases.
_SON_OF = {"ич": "nom", "ича": "gen acc", "ичу": "dat", "ичем": "ins", "иче": "pre"}
_DAUGHTER_OF = {"на": "nom", "ны": "gen", "не": "dat pre", "ну": "acc", "ной": "ins", "ною": "ins"}
_FATHERS = ("ов", "ев", "ёв")
_LINEAGE = (("ұлы", "m"), ("улы", "m"), ("қызы", "f"), ("кызы", "f"))
_OWN = ("ов", "ев", "ёв", "ин", "ын")
# What follows -ов or -ин: (case, sex, number) as often as the ending has a meaning.
_OWN_ENDINGS = {
    "": "nom m", "а": "gen m|acc m|nom f", "у": "dat m|acc f", "е": "pre m", "ым": "ins m|dat pl",
    "ой": "gen f|dat f|ins f|pre f", "ою": "ins f", "ы": "nom pl", "ых": "gen pl|acc pl|pre pl", "ыми": "ins pl",
}  # fmt: skip
_ADJECTIVE = ("ск", "цк")
_ADJECTIVE_ENDINGS = {
    "ий": "nom m", "ого": "gen m|acc m", "ому": "dat m", "им": "ins m|dat pl", "ом": "pre m", "ая": "nom f",
    "ой": "gen f|dat f|ins f|pre f", "ую": "acc f", "ие": "nom pl", "их": "gen pl|acc pl|pre pl", "ими": "ins pl",
}  # fmt: skip
_UNCHANGED = ("енко", "дзе", "швили", "ых", "их", "йко", "шко", "чко", "ько")
_UNHEARD_ENDINGS = {
    "а": "nom f|gen m|acc m", "я": "nom f|gen m|acc m", "у": "dat m|acc f", "ю": "acc f|dat m", "ом": "ins m",
    "ем": "ins m", "ой": "ins f", "ей": "ins f|nom m", "е": "pre m|dat f|pre f", "ы": "gen f", "и": "gen f",
}  # fmt: skip
_SHORTEST = 3


def cells(lower: str) -> list[Cell]:
    """Give the readings of a word in small letters; there is always one."""
    if len(lower) == 1:
        return [Cell(role=INITIAL, case="")]
    return _patronymic(lower) or [*_given(lower), *_surname(lower)] or _unheard(lower)


def class_of(base: str, sex: str) -> str:
    """Say how a given name in small letters is declined; empty for most."""
    if sex == "m":
        return MAN_A if base[-1] in "ая" else STILL if base[-1] in _VOWELS else ""
    if base[-1] in "ая":
        return IYA if base.endswith("ия") and len(base) > _SHORTEST else ""
    return SOFT if base.endswith("ь") else FIXED


def _patronymic(lower: str) -> list[Cell]:
    for ending, sex in _LINEAGE:
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            return [Cell(role=LINEAGE, case="", sex=sex)]
    for endings, sex in ((_SON_OF, "m"), (_DAUGHTER_OF, "f")):
        for length in (2, 3, 4):
            cases = endings.get(lower[-length:])
            if cases and lower[:-length].endswith(_FATHERS):
                return [Cell(role=PATRONYMIC, case=case, sex=sex) for case in cases.split(" ")]
    return []


def _given(lower: str) -> Iterator[Cell]:
    for base, key in _possible_bases(lower):
        name = given_names().get(key)
        if name is None or name.case != "nom":
            continue
        is_slavic = name.base in slavic_bases()
        cost = 0 if (name.is_frequent or is_slavic) and key not in _RARELY_MEN else _RARE
        for sex in _sexes(base, name):
            kind = class_of(base, sex)
            if kind in (FIXED, STILL):
                if base == lower:
                    yield Cell(role=GIVEN, case="", sex=sex, kind=kind, is_slavic=is_slavic, cost=cost)
                continue
            for case in russian.cases_of(lower, base, role=GIVEN, sex=sex):
                yield Cell(role=GIVEN, case=case, sex=sex, kind=kind, is_slavic=is_slavic, cost=cost)
            if kind == SOFT and base == lower:
                dear = cost + _FROZEN
                yield Cell(role=GIVEN, case="", sex=sex, kind=kind, is_frozen=True, is_slavic=is_slavic, cost=dear)


def _possible_bases(lower: str) -> list[tuple[str, str]]:
    """Give the words a form may come from, with their keys; only the stems are folded, which costs a third."""
    stems = [lower[: len(lower) - cut] for cut in range(min(len(_BASE_ENDINGS), len(lower) - 1))]
    keys = fold_all(stems)
    return [
        (stem + ending, join_folded(keys[stem], ending_key))
        for stem, endings in zip(stems, _BASE_ENDINGS, strict=False)
        for ending, ending_key in endings
    ]


def _sexes(base: str, name: Name) -> str:
    """A short form has the sex of the names it stands for: Дима that of Дмитрий."""
    if base in _MEN_IN_A:
        return "m"
    names = given_names()
    # Сания is no short form, though it folds as Саня does.
    full = frozenset() if base.endswith("ия") else full_names(name.base)
    return "".join(sorted({sex for each in full if each in names for sex in names[each].sexes})) or name.sexes or "mf"


def _surname(lower: str) -> Iterator[Cell]:
    for length in range(4):
        ending, stem = lower[len(lower) - length :], lower[: len(lower) - length]
        if len(stem) <= _SHORTEST:
            break
        if ending in _OWN_ENDINGS and stem.endswith(_OWN):
            yield from _meant(_OWN_ENDINGS[ending], SURNAME, _SHAPE, is_slavic=is_slavic_surname(stem))
        elif ending in _ADJECTIVE_ENDINGS and stem.endswith(_ADJECTIVE):
            yield from _meant(_ADJECTIVE_ENDINGS[ending], SURNAME, _SHAPE, is_slavic=True)
    if lower.endswith(_UNCHANGED) and len(lower) > _SHORTEST + 1 and not lower.endswith(("овых", "евых", "иных")):
        yield Cell(role=SURNAME, case="", kind=STILL, is_slavic=True, cost=_SHAPE)


def _unheard(lower: str) -> list[Cell]:
    """Read a name that nobody listed by its last letters alone."""
    found = [
        cell for length in (1, 2) for cell in _meant(_UNHEARD_ENDINGS.get(lower[-length:], ""), OTHER, STILL_OTHER)
    ]
    if lower[-1] not in _VOWELS:
        found.append(Cell(role=OTHER, cost=STILL_OTHER))
    elif lower[-1] not in "ая":
        found.append(Cell(role=OTHER, case="", kind=STILL, cost=STILL_OTHER + 1))
    return found


def _meant(meanings: str, role: str, cost: int, *, is_slavic: bool = False) -> list[Cell]:
    read: list[Cell] = []
    for meaning in filter(None, meanings.split("|")):
        case, sex = meaning.split(" ")
        number = PLURAL if sex == PLURAL else ""
        sex = "" if number else sex
        read.append(Cell(role=role, case=case, sex=sex, number=number, is_slavic=is_slavic, cost=cost))
    return read
