"""Keeps of a hidden date or age its coarse part only, which readers need in order to code: the month, the band."""

import re

_MONTH_STEMS = (
    ("jan", "январ", "янв", "қаңтар", "кантар"),
    ("feb", "феврал", "фев", "ақпан", "акпан"),
    ("mar", "март", "наурыз"),
    ("apr", "апрел", "сәуір", "сауир"),
    ("may", "мая", "май", "мае", "маю", "маем", "мамыр"),
    ("jun", "июн", "маусым"),
    ("jul", "июл", "шілде", "шилде"),
    ("aug", "август", "авг", "тамыз"),
    ("sep", "сентябр", "сен", "қыркүйек", "кыркуйек"),
    ("oct", "октябр", "окт", "қазан", "казан"),
    ("nov", "ноябр", "ноя", "қараша", "караша"),
    ("dec", "декабр", "дек", "желтоқсан", "желтоксан"),
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-./](\d{1,2})[-./]((?:19|20)?\d\d)(?!\d)")
_DAY_MONTH = re.compile(r"(?<!\d)\d{1,2}[./](\d{1,2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_OLDEST = 120
_BAND_STARTS = (0, 12, 16, 18, 30, 45, 60)
_CENTURY_TURNS = 40


def month_of(words: str) -> str:
    """Give a date's month as "2022-01", "01" where it names no year, or nothing where it names no month."""
    lower = words.lower()
    year, month = _from_figures(lower)
    if not month:
        found = _YEAR.search(lower)
        year, month = (found.group() if found else ""), _from_words(lower)
    if not month:
        return ""
    return f"{year}-{month:02d}" if year else f"{month:02d}"


def age_band(words: str) -> str:
    """Give an age's band as the codebook has them, "30-44", or nothing where there is no figure."""
    found = _NUMBER.search(words)
    if found is None or int(found.group()) > _OLDEST:
        return ""
    age = int(found.group())
    low = max(start for start in _BAND_STARTS if start <= age)
    following = [start for start in _BAND_STARTS if start > age]
    return f"{low}-{following[0] - 1}" if following else f"{low}+"


def _from_figures(lower: str) -> tuple[str, int]:
    if iso := _ISO.search(lower):
        return iso[1], _month(iso[2])
    if figures := _DAY_FIRST.search(lower):
        return _full_year(figures[3]), _month(figures[2])
    if short := _DAY_MONTH.search(lower):
        return "", _month(short[1])
    return "", 0


def _from_words(lower: str) -> int:
    for word in _WORD.findall(lower):
        for number, stems in enumerate(_MONTH_STEMS, start=1):
            if word.startswith(stems):
                return number
    return 0


def _month(figures: str) -> int:
    number = int(figures)
    return number if 1 <= number <= 12 else 0  # months of a year


def _full_year(figures: str) -> str:
    if len(figures) == len("2022"):
        return figures
    # "05.01.22" is of this century and "12.03.87" a birthday of the last one; no clock is asked.
    return f"20{figures}" if int(figures) < _CENTURY_TURNS else f"19{figures}"
