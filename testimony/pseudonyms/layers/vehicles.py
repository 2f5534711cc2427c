"""Number plates: of Kazakhstan, new and old, military, of trailers, and of its neighbours."""

import re

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.numbers import CARDINALS
from testimony.pseudonyms.layers.patterns import spans_of
from testimony.pseudonyms.lexicon import is_listed_plainly
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.spans import Span, SpanType

LAYER = "plate"

_BETWEEN = r"(?: ?[-|/] ?| )?"
_REGION = r"(?:0[1-9]|1\d|20)"
# 777 ABC 02; 01 АВ 77; 1234 KA 02; 88 KZA 05. What stands between the figures must be no word.
_NEW = re.compile(
    rf"(?<!\w)(?:\d{{3,4}}{_BETWEEN}(?P<a>[^\W\d_]{{2,3}}){_BETWEEN}{_REGION}"
    rf"|\d{{2}}{_BETWEEN}(?P<b>[^\W\d_]{{3}}){_BETWEEN}{_REGION}"
    rf"|\d{{2}}{_BETWEEN}(?P<c>[^\W\d_]{{2}}){_BETWEEN}\d{{2}})(?!\w)"
)
# A 123 BCD; А 123 ВС 77; в123ор777.
_OLD = re.compile(rf"(?<!\w)[^\W\d_]{_BETWEEN}\d{{3}}{_BETWEEN}(?P<a>[^\W\d_]{{2,3}})(?:{_BETWEEN}\d{{2,3}})?(?!\w)")
_CUE = re.compile(
    r"(?<!\w)(?:гос\.?\s?номер\w{0,3}|госномер\w{0,3}|номер\w{0,3} машин\w{1,2}|номер\w{0,3}|нөмір\w{0,4}|номири?"
    r"|plates?|plate number|licen[cs]e plate)[\s:№]{1,4}"
    r"(?P<hide>(?!(?:был|это|мой|is|was)\s)[A-ZА-Я0-9]{1,4}(?:[ \-|]{0,3}[A-ZА-Я0-9]{1,4}){0,3})(?!\w)",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"(?<!\w)(?:plates?|номера?х?)\s(?:end(?:s|ed|ing)?|кончал\w{1,3}|заканчив\w{2,6})\s(?:in|with|on|на)\s"
    r"(?P<hide>[\w]{1,3}(?: \w{1,3})?)(?!\w)",
    re.IGNORECASE,
)
_CUES = ("гос", "номер", "номир", "номір", "нөмір", "plate", "licen")
# Two or three letters between figures that measure, count or join them, and make no plate.
_MEASURES = listing(
    "кг гр см мм км мл тг ч м л г т руб мин сек час дн раз тыс млн мрп шт чел лет год ст to or by am pm mg kg km cm mm "
    "of at in on and min hrs days жас күн кун рет адам мың сағ мен бен пен х на до по из или для без от"
)


_PLATE_FIGURES = 3
_FIGURE_AND_MEASURE = 2


def find(document: Document) -> list[Span]:
    """Hide number plates in any casing and either alphabet."""
    text = document.text
    if not any(character.isdigit() for character in text):
        return []
    spans = [*spans_of(_NEW, text, SpanType.VEHICLE, LAYER, keep=_is_plate)]
    spans += spans_of(_OLD, text, SpanType.VEHICLE, LAYER, keep=_is_plate, confidence=0.8)
    if any(word.startswith(_CUES) for word in document.places):
        spans += spans_of(_CUE, text, SpanType.VEHICLE, LAYER, keep=_has_figures)
        spans += spans_of(_ENDING, text, SpanType.VEHICLE, LAYER)
    return spans


def _is_plate(match: re.Match[str]) -> bool:
    letters = "".join(group for group in match.groups() if group)
    lower = letters.lower()
    if lower in _MEASURES or lower in CARDINALS:
        return False
    # A region below ten is written with its nought, as no other figure is: 321 но 05.
    return letters.isupper() or match.group()[-2] == "0" or not is_listed_plainly(lower)


def _has_figures(match: re.Match[str]) -> bool:
    """A plate has three figures; "номера 2 часа искали" has none."""
    words: list[str] = match["hide"].lower().split()
    if len(words) == _FIGURE_AND_MEASURE and not _MEASURES.isdisjoint(words):
        return False
    begins: bool = len(words) == _FIGURE_AND_MEASURE and words[0].isalpha() and len(words[0]) > 1
    figures: int = sum(character.isdigit() for character in match["hide"])
    return figures >= _PLATE_FIGURES - begins
