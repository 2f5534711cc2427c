"""Looking left and right of a word that announces a name: a street, a village, a prison, an employer."""

import re

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.layers.numbers import ALONE, CARDINALS, is_ordinal
from testimony.pseudonyms.lexicon import is_listed_plainly
from testimony.pseudonyms.listing import beginnings, listing
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.telling import Telling

_OPEN_QUOTE = re.compile(r"[ \t]?[«“„\"‘'][ \t]?")
_CLOSE_QUOTE = re.compile(r"[»”“\"’']")
_TIGHT = re.compile(r"[ \t\u00a0]{0,3}|[ ]?[-–][ ]?|\.[ ]?|[ \t]?\n[ \t]?")
_NUMBER_GAP = re.compile(r"[ \t\u00a0,.]{0,3}(?:№|#|N|No\.?|-|–)?[ \t\u00a0]{0,2}")
_LONGEST_QUOTE = 60
_LONGEST_ABBREVIATION = 4
_LONGEST_NUMBER = 8
_NUMBER_WORDS = listing("no n nr number номер номера нөмірі нөмірлі")
_ORDINAL_ENDINGS = listing("й я е ая ый ой го му м х ші шы нші ншы інші ыншы th st nd rd")
_BEFORE_GAP = re.compile(r"[ \t\u00a0]{0,2}[-–]?[ \t]{0,2}")
_HYPHEN = re.compile(r" ?[-–] ?|")
_LONGEST_SPOKEN = 2
_COUNTED = beginnings(
    "человек чел люд дн день дней час мин раз сут лет год мес недел people person day hour min time year month men "
    "women адам күн кун сағат рет жыл жас"
)
# Between a name and the word it belongs to: Медеу аудандық полиция бөлімі, Алмалинское районное управление.
_BRIDGES = listing(
    "аудандық қалалық облыстық полиция полициясы ішкі істер районное районного районном районный городской "
    "городского городское "
    "городском областной областного областное областном сельский сельского сельской police district city regional"
)


class Kinds(Telling):
    """A listing of announcing words, split once; a star in it stands for any ending."""

    def __init__(self, listing: str) -> None:
        kinds = listing.split()
        super().__init__(
            (kind[:-1] for kind in kinds if kind.endswith("*")), (kind for kind in kinds if not kind.endswith("*"))
        )


def is_nameable(token: Token, document: Document, *, cities: bool = False) -> bool:
    """Say whether a word can be a proper name here: written large, or no ordinary word.

    A place that stays readable is one only where `cities` says so.
    """
    if token.word.is_visible_place:
        return cities
    if token.word.is_hidden_place:
        return True
    if token.word.is_never:
        return False
    if token.is_title and not document.is_shouted:
        ordinary = token.opens and token.word.is_common and not is_known_name(token)
        return not ordinary and not token.word.is_safe_capital
    # Beside an announcing word a Latin word is ordinary only if it is English: Yassy, Baiterek are no slips of Kazakh.
    ordinary = is_listed_plainly(token.lower) if token.is_latin else token.word.is_common
    return token.is_word and len(token.lower) > 2 and not ordinary


def is_known_name(token: Token) -> bool:
    """Say whether a word is on a list of names, even if it is an ordinary word too."""
    return token.word.is_known_name


def name_after(document: Document, index: int, limit: int, *, cities: bool = False) -> int | None:
    """Give the index of the last token of a proper name that starts right after token `index`, or None."""
    quoted = quote_after(document, index)
    if quoted is not None:
        return quoted
    position = index
    while position + 1 < len(document.tokens) and position - index < limit:
        gap = document.gap(position)
        if not _TIGHT.fullmatch(gap) or ("." in gap and len(document.tokens[position].text) > _LONGEST_ABBREVIATION):
            break
        if not is_nameable(document.tokens[position + 1], document, cities=cities):
            break
        position += 1
        if not document.tokens[position].is_title:
            break
    return position if position > index else None


def name_before(document: Document, index: int, limit: int, *, cities: bool = False) -> int | None:
    """Give the index of the first token of a proper name that ends right before token `index`, or None."""
    if index and _CLOSE_QUOTE.search(document.gap(index - 1)):
        return _quote_before(document, index)
    first = None
    position = index
    limit = index - limit
    while position > max(limit, 0):
        gap = document.gap(position - 1)
        if not _TIGHT.fullmatch(gap) or "." in gap or "\n" in gap:
            break
        token = document.tokens[position - 1]
        if token.lower in _BRIDGES and position - 1 > 0:
            position -= 1
            limit -= 1
            continue
        if not is_nameable(token, document, cities=cities) or _is_small_name(token):
            break
        position -= 1
        first = position
        if not token.is_title:
            break
    return first


def _is_small_name(token: Token) -> bool:
    return not token.is_title and is_known_name(token) and not token.word.is_visible_place


def quote_after(document: Document, index: int) -> int | None:
    """Give the last token of what stands in quotation marks right after token `index`."""
    if not _OPEN_QUOTE.fullmatch(document.gap(index)):
        return None
    for position in range(index + 1, min(index + 8, len(document.tokens))):
        if document.tokens[position].end - document.tokens[index].end > _LONGEST_QUOTE:
            return None
        if _CLOSE_QUOTE.search(document.gap(position)):
            return position
    return None


def _quote_before(document: Document, index: int) -> int | None:
    for position in range(index - 1, max(index - 8, -1), -1):
        before = document.gap(position - 1) if position else document.text[: document.tokens[0].start]
        if _OPEN_QUOTE.search(before):
            return position
    return None


def number_after(document: Document, index: int) -> int | None:
    """Give the last index of a number that follows token `index`, in figures or in words: камера № 9, cell fourteen."""
    if index + 1 >= len(document.tokens) or not _NUMBER_GAP.fullmatch(document.gap(index)):
        return None
    token = document.tokens[index + 1]
    if token.lower in _NUMBER_WORDS and index + 2 < len(document.tokens):
        index, token = index + 1, document.tokens[index + 2]
    if token.text[0].isdigit():
        return None if len(token.text) >= _LONGEST_NUMBER or _counts(document, index + 1) else index + 1
    return _spoken_after(document, index)


def _spoken_after(document: Document, index: int) -> int | None:
    """A number in words counts where no further word follows: "cell five", not "cell five times"."""
    last = index
    while last + 1 < len(document.tokens) and document.gap(last) in (" ", "-") and _is_cardinal(document, last + 1):
        last += 1
    if last == index or last - index > _LONGEST_SPOKEN:
        return None
    return last if document.gap(last).strip() or last + 1 == len(document.tokens) else None


def _is_cardinal(document: Document, index: int) -> bool:
    return document.tokens[index].lower in CARDINALS and document.tokens[index].lower not in ALONE


def _counts(document: Document, index: int) -> bool:
    """Say whether a figure counts what follows it: 20 человек, 3 days."""
    following = index + 1
    if following >= len(document.tokens) or document.gap(index) != " ":
        return False
    return document.tokens[following].lower.startswith(_COUNTED)


def number_before(document: Document, index: int) -> int | None:
    """Give the first index of a number right before token `index`: 12 үй, 5-й отдел, пятый отдел, бесінші емхана."""
    if not index or not _BEFORE_GAP.fullmatch(document.gap(index - 1)):
        return None
    first = index - 1
    if document.tokens[first].lower in _ORDINAL_ENDINGS and first and _HYPHEN.fullmatch(document.gap(first - 1)):
        first -= 1
    token = document.tokens[first]
    if token.text[0].isdigit():
        return first if len(token.text) < _LONGEST_NUMBER else None
    if first != index - 1 or not is_ordinal(token.lower):
        return None
    tens = first and document.gap(first - 1) == " " and document.tokens[first - 1].lower in CARDINALS
    return first - 1 if tens else first


def span(document: Document, first: int, last: int, kind: SpanType, layer: str, confidence: float = 0.85) -> Span:
    """Make a span from the first to the last token, a closing quotation mark included."""
    return Span(
        start=document.tokens[first].start,
        end=document.tokens[last].end,
        type=kind,
        layers=(layer,),
        confidence=confidence,
    )


def indices(document: Document, kinds: Kinds) -> list[int]:
    """Give the tokens that are one of the announcing words, in order of text."""
    return kinds.indices(document)
