"""Kazakh cases of a name: the suffix follows the last vowel (back or front) and the last letter."""

import re

from testimony.pseudonyms.inflection.casing import like

CASES = ("nom", "gen", "acc", "dat", "loc", "abl", "ins")

_BACK = "аоұыюяёу"
_FRONT = "әеөүіэи"
# и and у follow the vowel before them (Мадиға, but Әлиге); alone, и is front and у is back.
_NEUTRAL = "иу"
_VOICELESS = "пфкқтсшщчцхһбвгд"
_POSSESSED = re.compile("(?:ұлы|қызы|улы|кызы)$", re.IGNORECASE)
_SOFT_ENDING = re.compile("ь[^аәеоөұүыіиуэюя]?$")

# The suffix by what the name ends in, written for back vowels.
_SUFFIXES = {
    "vowel": {"gen": "ның", "acc": "ны", "dat": "ға", "loc": "да", "abl": "дан", "ins": "мен"},
    "voiceless": {"gen": "тың", "acc": "ты", "dat": "қа", "loc": "та", "abl": "тан", "ins": "пен"},
    "nasal": {"gen": "ның", "acc": "ды", "dat": "ға", "loc": "да", "abl": "нан", "ins": "мен"},
    "buzzing": {"gen": "дың", "acc": "ды", "dat": "ға", "loc": "да", "abl": "дан", "ins": "бен"},
    "flowing": {"gen": "дың", "acc": "ды", "dat": "ға", "loc": "да", "abl": "дан", "ins": "мен"},
    "possessed": {"gen": "ның", "acc": "н", "dat": "на", "loc": "нда", "abl": "нан", "ins": "мен"},
}
_TO_FRONT = str.maketrans("ыағқ", "іегк")


def decline(name: str, case: str) -> str:
    """Give a name's form in one of CASES, cased as the name is; suffixes join without an apostrophe."""
    if case == "nom":
        return name
    lower = name.lower()
    suffix = _SUFFIXES[_kind(lower)][case]
    if is_front(lower):
        suffix = suffix.translate(_TO_FRONT)
    return like(name, lower.removesuffix("ь") + suffix if _loses_sign(lower) else lower + suffix)


def is_front(lower: str) -> bool:
    """Say whether a lower-case name takes front suffixes (ге, де, нің)."""
    if _SOFT_ENDING.search(lower):
        return True
    stem = _russian_surname_stem(lower)
    for letter in reversed(stem):
        if letter in _NEUTRAL:
            continue
        if letter in _BACK or letter in _FRONT:
            return letter in _FRONT
    last = next((letter for letter in reversed(lower) if letter in _NEUTRAL), "у")
    return last == "и"


def _russian_surname_stem(lower: str) -> str:
    """Назарбаевтың, but Әлиевтің: before -ев the vowel of the name itself decides, where one stands right there."""
    if lower.endswith(("аев", "аева")):
        return lower[: lower.rindex("ев")]
    return lower


def _kind(lower: str) -> str:
    if _POSSESSED.search(lower):
        return "possessed"
    last = lower.rstrip("ьъ")[-1]
    if last in "ию":
        return "flowing"
    if last in "аәеоөүұыіэяё":
        return "vowel"
    if last in _VOICELESS:
        return "voiceless"
    if last in "мнң":
        return "nasal"
    return "buzzing" if last in "зж" else "flowing"


def _loses_sign(lower: str) -> bool:
    """Айгуль typed the Russian way keeps its sign before a suffix; after other letters than л it goes."""
    return lower.endswith("ь") and lower[-2:-1] not in ("л", "р", "н")
