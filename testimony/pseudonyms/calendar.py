"""Reads the day, month and year that an exact date says, in figures or in words of the three languages."""

import re
from dataclasses import dataclass

from testimony.pseudonyms.grain import month_of

_FIGURES = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d[-./]\d{1,2}[-./](\d{1,2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_LAST_DAY = 31
# The longest beginnings first, so that "пятнадцатого" is not read as "пятого".
_RUSSIAN = (
    "перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|тринадцат|четырнадцат|пятнадцат"
    "|шестнадцат|семнадцат|восемнадцат|девятнадцат|двадцат"
)
_ENGLISH = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    "|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
)
_KAZAKH = "бір|ек|үш|төрт|бес|алты|жет|сегіз|тоғыз|он"
_KAZAKH_PLAIN = "бир|ек|уш|торт|бес|алты|жет|сегиз|тогыз|он"
_STEMS = sorted(
    {
        **{stem: number for number, stem in enumerate(_RUSSIAN.split("|"), 1)},
        **{stem: number for number, stem in enumerate(_ENGLISH.split("|"), 1)},
        **{stem: number for number, stem in enumerate(_KAZAKH.split("|"), 1)},
        **{stem: number for number, stem in enumerate(_KAZAKH_PLAIN.split("|"), 1)},
        "тридцат": 30,
        "thirtieth": 30,
        "жиырма": 20,
        "отыз": 30,
    }.items(),
    key=lambda item: -len(item[0]),
)
# What a further number may follow: двадцать первого, twenty-first, он бірінші.
_TENS = {"двадцать": 20, "тридцать": 30, "twenty": 20, "thirty": 30, "он": 10, "жиырма": 20, "отыз": 30}


@dataclass(frozen=True, kw_only=True)
class ExactDate:
    """A day of the month; month and year are 0 where the words do not say them."""

    day: int
    month: int = 0
    year: int = 0


def read_date(words: str) -> ExactDate | None:
    """Give what a date says, or nothing where it says no day; of a span of days, the first."""
    lower = words.lower().replace("ё", "е")
    day = _day_in_figures(lower) or _day_in_words(lower)
    if not 1 <= day <= _LAST_DAY:
        return None
    year, _, month = month_of(words).rpartition("-")
    return ExactDate(day=day, month=int(month or 0), year=int(year or 0))


def _day_in_figures(lower: str) -> int:
    if iso := _ISO_DAY.search(lower):
        return int(iso[1])
    found = _FIGURES.search(lower)
    return int(found.group()) if found else 0


def _day_in_words(lower: str) -> int:
    """Add up the first words that make a day; a month in between ("January fifth") says no number."""
    tens = 0
    for word in _WORD.findall(lower):
        if word in _TENS and not tens:
            tens = _TENS[word]
            continue
        number = next((number for stem, number in _STEMS if word.startswith(stem)), 0)
        if number:
            return tens + number if number < min(_TENS.values()) or not tens else tens
        if tens:
            return tens
    return tens
