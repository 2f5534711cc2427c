"""Russian cases of given names, patronymics and family names, for either sex; Kazakh and other names included."""

from testimony.pseudonyms.inflection.casing import like

CASES = ("nom", "gen", "dat", "acc", "ins", "pre")

_VOWELS = "аеёиоуыэюяәөұүі"
_HISSING = "жшщчц"


def _row(endings: str) -> dict[str, str]:
    return dict(zip(CASES, endings.split(" "), strict=True))


# One row per declension; "-" stands for the bare stem.
_MASCULINE = _row("- а у а ом е")
_MASCULINE_HISSING = _row("- а у а ем е")
_MASCULINE_SOFT = _row("ь я ю я ем е")
_MASCULINE_SHORT = _row("й я ю я ем е")
_MASCULINE_IY = _row("ий ия ию ия ием ии")
_FEMININE_A = _row("а ы е у ой е")
_FEMININE_VELAR = _row("а и е у ой е")
_FEMININE_HISSING = _row("а и е у ей е")
_FEMININE_YA = _row("я и е ю ей е")
_FEMININE_IYA = _row("ия ии ии ию ией ии")
_FEMININE_SOFT = _row("ь и и ь ью и")
_SURNAME_M = _row("- а у а ым е")
_SURNAME_F = _row("а ой ой у ой ой")
_ADJECTIVE_M = _row("ий ого ому ого им ом")
_ADJECTIVE_HARD_M = _row("ый ого ому ого ым ом")
_ADJECTIVE_OY_M = _row("ой ого ому ого ым ом")
_ADJECTIVE_F = _row("ая ой ой ую ой ой")
_PATRONYMIC_F = _row("а ы е у ой е")

_UNCHANGED_SURNAMES = ("ко", "дзе", "швили", "ых", "их", "аго", "ово", "о", "е", "и", "у", "ю", "э", "ұлы", "қызы")
_OWN = ("ов", "ев", "ёв", "ин", "ын")


_PLURAL = dict(zip(CASES, ["ы", "ых", "ым", "ых", "ыми", "ых"], strict=True))


def decline_family(surname: str, case: str) -> str:
    """Give what a whole family is called in one of CASES (Есеновых), from the name of a man of it."""
    if not surname.lower().endswith(_OWN):
        return surname
    return like(surname, surname.lower() + _PLURAL[case])


def decline(name: str, case: str, *, role: str, sex: str) -> str:
    """Give a name's form in one of CASES, cased as the name is; `role` is given, patronymic or surname; sex m or f."""
    if case == "nom":
        return name
    lower = name.lower()
    if "-" in lower and role == "surname":
        halves = [decline(half, case, role=role, sex=sex) for half in name.split("-") if half]
        return "-".join(halves)
    stem, row = _paradigm(lower, role, sex)
    ending = row[case]
    return like(name, stem + ("" if ending == "-" else ending))


def cases_of(form: str, name: str, *, role: str, sex: str) -> list[str]:
    """Give the cases in which a name in small letters, without a hyphen, has this form."""
    stem, row = _paradigm(name, role, sex)
    if not form.startswith(stem):
        return ["nom"] if form == name else []
    ending = form[len(stem) :] or "-"
    return [case for case in CASES if (form == name if case == "nom" else row[case] == ending)]


_UNCHANGED = dict.fromkeys(CASES, "-")


def _paradigm(lower: str, role: str, sex: str) -> tuple[str, dict[str, str]]:
    """Give the stem and the row of endings of a name in small letters."""
    if role == "patronymic":
        if lower.endswith(("ұлы", "қызы", "улы", "кызы", "оглы")):
            return lower, _UNCHANGED
        return (lower[:-1], _PATRONYMIC_F) if sex == "f" and lower.endswith("а") else (lower, _MASCULINE_HISSING)
    if role == "surname":
        found = _surname(lower, sex)
        if found is not None:
            return found
    return _noun(lower, sex)


def _surname(lower: str, sex: str) -> tuple[str, dict[str, str]] | None:
    if sex == "f":
        if lower.endswith(tuple(ending + "а" for ending in _OWN)):
            return lower[:-1], _SURNAME_F
        if lower.endswith("ая"):
            return lower[:-2], _ADJECTIVE_F
        if lower[-1] not in "ая":
            return lower, _UNCHANGED
    if sex == "m":
        if lower.endswith(_OWN):
            return lower, _SURNAME_M
        for ending, row in (("ий", _ADJECTIVE_M), ("ый", _ADJECTIVE_HARD_M), ("ой", _ADJECTIVE_OY_M)):
            if lower.endswith(ending) and len(lower) > 4:
                return lower[:-2], row
    if lower.endswith(_UNCHANGED_SURNAMES):
        return lower, _UNCHANGED
    return None


_NOUNS = (
    ("ия", 2, _FEMININE_IYA),
    ("я", 1, _FEMININE_YA),
)
_FLEETING = {"павел": "павл", "лев": "льв", "пётр": "петр", "петр": "петр"}


def _noun(lower: str, sex: str) -> tuple[str, dict[str, str]]:
    for ending, cut, row in _NOUNS:
        if lower.endswith(ending):
            return lower[:-cut], row
    if lower.endswith("а"):
        before = lower[-2:-1]
        row = _FEMININE_HISSING if before in "жшщчц" else _FEMININE_VELAR if before in "гкх" else _FEMININE_A
        return lower[:-1], row
    if sex == "f":
        return (lower[:-1], _FEMININE_SOFT) if lower.endswith("ь") else (lower, _UNCHANGED)
    if lower.endswith("ий"):
        return lower[:-2], _MASCULINE_IY
    if lower.endswith("й"):
        return lower[:-1], _MASCULINE_SHORT
    if lower.endswith("ь"):
        return lower[:-1], _MASCULINE_SOFT
    if lower[-1] in _VOWELS:
        return lower, _UNCHANGED
    if lower in _FLEETING:
        return _FLEETING[lower], _MASCULINE
    return lower, _MASCULINE_HISSING if lower[-1] in _HISSING else _MASCULINE
