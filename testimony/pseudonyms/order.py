"""Keeps the order of events: how many days after the first exact date of a text each other one lies.

Nothing is guessed. A year or month that a date leaves out is taken from the dates and years around it; where two
readings remain, the date gets no number. Birthdays are no events: they get none and tell no month, only the decade.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from testimony.pseudonyms.calendar import ExactDate, read_date
from testimony.pseudonyms.document import Document
from testimony.pseudonyms.spans import Span, SpanType

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BIRTH_BEFORE = re.compile(r"(?:\bborn|рожд\w*|родил\w+|туған\w*|birth\w*|d\.?o\.?b\.?)[^.!?]{0,14}$", re.IGNORECASE)
_BIRTH_AFTER = re.compile(
    r"[\s,(]{0,3}(?:(?:года|г|жылы|ж)\b\.?\s?)?(?:рожд|р\b\.|туған|туылған|т\b\.|born)", re.IGNORECASE
)
_BIRTH_INSIDE = re.compile(
    r"рожд|родил|туған|туылған|туган|born|\bг\.?\s?р\b|\bр\b|жыл[ғг]ы(?:м[ыі]н)?$", re.IGNORECASE
)
_REACH = 30
# A date whose year is only inferred is believed within half a year of the first; beyond, it may be of another year.
_HALF_YEAR = 183
# Of a date that is further away than this only the month is told: an exact count of years would single it out.
_LONGEST = 366
# A single date has no order.
_FEWEST = 2
_COMMON_YEAR, _LEAP_YEAR = 2001, 2004


def is_birth(document: Document, span: Span) -> bool:
    """Say whether a date is somebody's birthday or year of birth."""
    text = document.text
    return bool(
        _BIRTH_INSIDE.search(text, span.start, span.end)
        or _BIRTH_BEFORE.search(text[max(0, span.start - _REACH) : span.start])
        or _BIRTH_AFTER.match(text, span.end)
    )


def decade(words: str) -> str:
    """Give the ten years in which a year of birth lies, "1980-1989", or nothing."""
    found = _YEAR.search(words)
    return f"{found.group()[:3]}0-{found.group()[:3]}9" if found else ""


def days_later(document: Document, spans: Sequence[Span]) -> dict[int, str]:
    """Map the number of a date among the spans to its days after the first: "0", "+3", "-2"; none where it is alone."""
    dates = _dates(document, spans)
    counted: dict[int, int] = {}
    first: ExactDate | None = None
    for number, (exact, inferred) in dates.items():
        first = exact if first is None else first
        distance = _distance(first, exact)
        if distance is not None and abs(distance) <= (_HALF_YEAR if inferred else _LONGEST):
            counted[number] = distance
    if len(counted) < _FEWEST:
        return {}
    return {number: f"{distance:+d}" if distance else "0" for number, distance in counted.items()}


def _dates(document: Document, spans: Sequence[Span]) -> dict[int, tuple[ExactDate, bool]]:
    """Complete each exact date from those before it; the second value says whether its year is inferred."""
    births = [span for span in spans if span.type is SpanType.DATE and is_birth(document, span)]
    years = [
        (match.start(), int(match.group()))
        for match in _YEAR.finditer(document.text)
        if not any(birth.start <= match.start() < birth.end for birth in births)
    ]
    found: dict[int, tuple[ExactDate, bool]] = {}
    previous: ExactDate | None = None
    for number, span in enumerate(spans):
        if span.type is not SpanType.DATE or span in births:
            continue
        said = read_date(document.text[span.start : span.end])
        exact = _completed(said, previous, span.start, years) if said is not None else None
        if said is not None and exact is not None:
            found[number] = (exact, not said.year)
            previous = exact
    return found


def _completed(
    said: ExactDate, previous: ExactDate | None, place: int, years: list[tuple[int, int]]
) -> ExactDate | None:
    if not said.month:
        # "the ninth" after 5 January is the ninth of January; "the third" after 27 January is not known.
        if previous is None or said.day < previous.day:
            return None
        return replace(previous, day=said.day)
    if said.year:
        return said
    before = [year for start, year in years if start < place]
    year = before[-1] if before else (years[0][1] if years else 0)
    return replace(said, year=year)


def _distance(first: ExactDate, other: ExactDate) -> int | None:
    """Count the days between two dates; None where there is no such day, or a 29 February may lie between."""
    if bool(first.year) != bool(other.year):
        return None
    counts = {
        _ordinal(other, other.year or year) - _ordinal(first, first.year or year)
        for year in (_COMMON_YEAR, _LEAP_YEAR)
        if _exists(first, first.year or year) and _exists(other, other.year or year)
    }
    return counts.pop() if len(counts) == 1 else None


def _exists(exact: ExactDate, year: int) -> bool:
    try:
        date(year, exact.month, exact.day)
    except ValueError:
        return False
    return True


def _ordinal(exact: ExactDate, year: int) -> int:
    return date(year, exact.month, exact.day).toordinal()


def in_words(day: str, language: str = "en") -> str:
    """Write a day's number for a reader: "day 1", "3 days later", "2 days earlier"."""
    number = int(day)
    count = abs(number)
    if language == "kk":
        return "1-күн" if not number else f"{count} күннен кейін" if number > 0 else f"{count} күн бұрын"
    if language == "ru":
        if not number:
            return "день 1"
        return f"{count} {_russian_days(count)} спустя" if number > 0 else f"за {count} {_russian_days(count)} до того"
    if not number:
        return "day 1"
    return f"{count} {'day' if count == 1 else 'days'} {'later' if number > 0 else 'earlier'}"


def _russian_days(count: int) -> str:
    """1 день, 3 дня, 5 дней, 11 дней, 21 день."""
    if count % 100 in range(11, 15) or count % 10 in (0, *range(5, 10)):
        return "дней"
    return "день" if count % 10 == 1 else "дня"
