"""Kazakh cases of a name: the suffix follows the last vowel (back or front) and the last letter."""

import re

from testimony.pseudonyms.inflection.casing import like

CASES = ("nom", "gen", "acc", "dat", "loc", "abl", "ins")
OWN, BEING = "own", "am"
"""Two endings more: what is Болат's own (Болаттікі), and that I am Болат (Болатпын)."""

_BACK = "аоұыюяёу"
_FRONT = "әеөүіэи"
# и and у follow the vowel before them (Мадиға, but Әлиге); alone, и is front and у is back.
_NEUTRAL = "иу"
_VOICELESS = "пфкқтсшщчцхһбвгд"
_POSSESSED = re.compile("(?:ұлы|қызы|улы|кызы)$", re.IGNORECASE)
_SOFT_ENDING = re.compile("ь[^аәеоөұүыіиуэюя]?$")

# Бориске, Калининге: before a last consonant и is spoken in front, in names without a letter that only back words have.
_FRONT_I = re.compile("^[^ғқұ]*и[^аәеоөұүыіиуэюя]+$")

# The suffix by what the name ends in, written for back vowels.
_CASED = (*CASES[1:], OWN, BEING)
_SUFFIXES = {
    kind: dict(zip(_CASED, row.split(), strict=True))
    for kind, row in {
        "vowel": "ның ны ға да дан мен нікі мын",
        "voiceless": "тың ты қа та тан пен тікі пын",
        "nasal": "ның ды ға да нан мен дікі мын",
        "buzzing": "дың ды ға да дан бен дікі бын",
        "flowing": "дың ды ға да дан мен дікі мын",
        "possessed": "ның н на нда нан мен нікі мын",
        "mine": "ның ды а да нан мен дікі мын",
    }.items()
}
_TO_FRONT = str.maketrans("ыағқ", "іегк")


def decline(name: str, case: str, *, number: str = "", possessor: str = "") -> str:
    """Give a name's form in one of CASES, OWN or BEING, cased as the name is; suffixes join without an apostrophe.

    `number` may be pl (Болаттар), `possessor` my or our (Болатым, Болатымыз); not both.
    """
    lower = name.lower()
    is_front_name = is_front(lower)
    stem = lower.removesuffix("ь") if _loses_sign(lower) else lower
    form = lower
    if number:
        form = stem + _in_harmony(_plural(lower), is_front_name=is_front_name)
        kind = "flowing"
    elif possessor:
        form = _possessed(stem, possessor, is_front_name=is_front_name)
        kind = "mine" if possessor == "my" else "buzzing"
    else:
        kind = _kind(lower)
    if case != "nom":
        suffix = _in_harmony(_SUFFIXES[kind][case], is_front_name=is_front_name)
        form = (form if number or possessor else stem) + suffix
    return name if form == lower else like(name, form)


def _in_harmony(suffix: str, *, is_front_name: bool) -> str:
    return suffix.translate(_TO_FRONT) if is_front_name else suffix


def _plural(lower: str) -> str:
    last = lower.rstrip("ьъ")[-1]
    return "тар" if last in _VOICELESS else "дар" if last in "лмнңзж" else "лар"


def _possessed(stem: str, possessor: str, *, is_front_name: bool) -> str:
    joint = "" if stem[-1] in "аәеоөүұыіэяё" else "ы"
    return stem + _in_harmony(joint + ("м" if possessor == "my" else "мыз"), is_front_name=is_front_name)


def is_front(lower: str) -> bool:
    """Say whether a lower-case name takes front suffixes (ге, де, нің)."""
    if _SOFT_ENDING.search(lower) or _FRONT_I.search(lower):
        return True
    stem = _russian_surname_stem(lower)
    if stem != lower and stem.endswith("и"):
        return True
    for letter in reversed(stem):
        if letter in _NEUTRAL:
            continue
        if letter in _BACK or letter in _FRONT:
            return letter in _FRONT
    last = next((letter for letter in reversed(lower) if letter in _NEUTRAL), "у")
    return last == "и"


def _russian_surname_stem(lower: str) -> str:
    """Ахметовтің, but Асановтың; Назарбаевтың, but Әлиевтің: before -ов, and -ев after a vowel, the stem decides."""
    stem = lower[:-2]
    if lower.endswith("ов") or (lower.endswith("ев") and stem.endswith(tuple(_BACK + _FRONT))):
        return stem
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
