"""Addresses down to the door, also without the word for street: Абая 150 кв 3, 12 мкр 5 дом, 45-үй, 12-пәтер, room 4.

Every word near a telling one is given a letter for what it can be in an address; an address is then a pattern over
these letters. So the grammar is one expression for all three languages, and what lies far from telling words costs
nothing.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.layers.numbers import ALONE, CARDINALS, is_ordinal
from testimony.pseudonyms.lexicon import word_set
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.windows import Kinds, indices, is_known_name, is_nameable, span

LAYER = "address"

# Words for a street, before or after its name; the short ones stand for nothing else.
_SHORT_STREETS = Kinds("ул улица улицу проспект переулок просп снт наб пер пр бульв")
_STREETS = Kinds(
    "улиц* проспекта проспекте проспекту переулка переулке бульвар* шоссе площад* набережн* тупик тупике проезд "
    "проезде трасс* avenue ave street st road rd square lane boulevard көше көшеде көшедегі "
    "даңғыл дангыл мөлтек* алаңы* аланы* тұйығы*"
)
# In Kazakh the ending of "its" says that the word before is the street's name.
_OWN_STREETS = Kinds("көшесі* кошеси* кошесi* даңғылы* дангылы* тұйығы* бульвары* проспектісі* проспекти*")
_NO_STREETS = listing("осы сол басқа баска бас көрші біздің орталық бір мына деген бұл қай")
_DISTRICTS = Kinds(
    "микрорайон микрорайона микрорайоне микрорайону мкр мкрн microdistrict microdistricts шағынаудан* шагынаудан* "
    "ықшамаудан*"
)
_DOORS = Kinds(
    "дом доме дому дома д квартира квартиры квартире квартиру кв корпус корпусе подъезд подъезде подьезд этаж этаже "
    "офис офисе комната комнаты комнате комнату общежитие общежитии общежития общага общаги общаге блок блоке "
    "кабинет кабинете каб палата палаты палате палату house building apartment apt flat room floor block dorm "
    "dormitory hostel ward entrance kv үй үйі* үйде* үйін* уй уйде* үйге уйи* пәтер* патер* бөлме* болме* қабат* "
    "кабатта* жатақхана* жатакхана* палатада* кабинетінде* подъезінде*"
)
_HOUSES = listing("дома")
# A hero's title makes a name and a number an address; the weaker words do so only beside a word for street.
_TITLES = Kinds("батыр* хан хана ханы би жырау жолы ел batyr* khan bi zholy")
_WEAK_TITLES = Kinds("ата апа баба акын ақын сал ана")
_SMALL = listing("шағын шагын ықшам мөлтек молтек")
_NUMBER_WORDS = listing("no n nr number номер номера нөмірі нөмірлі")
_SUFFIXES = listing("й я е ая ый ой го му м х ти ші шы нші ншы інші ыншы шi th st nd rd а б в г ә")
# What figures count, and the months, which they stand before on other business.
_UNITS = Kinds(
    "дн* ден* сут* час* мин минут* раз* чел человек* тыс* млн мес* недел* год* лет тенг* тг руб* км метр* процент* "
    "люд* класс* day* hour* minute* time* people month* week* person* men women year* күн* сағат* рет* адам* мың ай "
    "айда айдан апта* теңге* жыл* жас* кун* саг* әйел* янв* фев* март марта мартта апр* мая май мамыр* июн* июл* "
    "авг* сен* окт* ноя* дек* қаңтар* кантар* ақпан* акпан* наурызда наурыздың сәуір* маусым* шілде* тамыз* "
    "қыркүйек* қазан* қараша* желтоқсан* january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sep oct nov dec am pm утра вечера ночи"
)
_HOUSE_NUMBER = re.compile(r"\d{1,4}[^\W\d_]{0,2}")
_ABBREVIATED = re.compile(r"[ \t\u00a0]{0,2}\.[ \t\u00a0]{0,2}(?:№ ?)?")
_GAP = re.compile(r"[ \t\u00a0]{0,2}[,/«»“”\"№#(\-–—]{0,3}[ \t\u00a0]{0,2}[№#«\"]?[ ]?")
_HYPHEN = re.compile(r"[ ]?[-–][ ]?")
_LONGEST_ABBREVIATION = 5
_LEFT, _RIGHT = 6, 9

# s a street's short word, S any word for a street, P one with the Kazakh ending of "its", k one for a microdistrict,
# d a door, D "дома", n figures, c and o a number in words, T and t a title, l a listed street, m what can be a name,
# u what figures count, # "number", | an end.
_N = "#?n(?!u)"
_DOOR = rf"(?:[dD]{_N}|[dD]#?c{{1,2}}(?=[|dDsSkP]|$)|nd|c?od)"
_TAIL = rf"(?:{_DOOR}|{_N})"
_HEADS = (
    rf"[sk][.]?[mltTun]{{0,3}}?{_N}",
    "[sSk][mltT]{1,2}",
    "[sS]n(?:u[^|]|[ml])",
    "n?[mltT]{1,2}n?[Sk]",
    "n?[mltTun]{0,2}[^|n]P",
    # 28 Гвардейцев улица, 8 марта улица, 40 лет Победы улица; but: 7 января на площади.
    "n(?:[^|u]{1,2}|u[mltT]?)S",
    "[no][sk]",
    "oS",
    rf"[ml]{{1,2}}T{_N}",
    rf"l{{1,2}}[tT]?{_N}",
    rf"(?:m{{1,2}}T|l{{1,2}}[tT]?)(?={_DOOR})",
    rf"mn{{1,2}}(?={_DOOR})",
    _DOOR,
)
_ADDRESS = re.compile(rf"(?:(?:{'|'.join(_HEADS)}){_TAIL}{{0,6}}){{1,3}}(?:d(?!{_N}))?")


def find(document: Document) -> list[Span]:
    """Hide streets with their houses, microdistricts, and doors, floors, rooms and wards by number."""
    found: list[Span] = []
    for first, last in _stretches(document):
        pieces = _pieces(document, first, last)
        for match in _ADDRESS.finditer("".join(piece[0] for piece in pieces)):
            start, end = pieces[match.start()][1], pieces[match.end() - 1][2]
            found.append(span(document, start, end, SpanType.ADDRESS, LAYER))
    return found + _crossings(document)


_CROSSING = listing("углу угол пересечении пересечение перекрёстке перекрестке corner intersection crossing")
_AND = listing("и and")


def _crossings(document: Document) -> list[Span]:
    """Hide the two streets of a corner as one place: на углу Желтоксан и Кабанбай батыра, the corner of X and Y."""
    found: list[Span] = []
    for index in sorted(index for word in _CROSSING & document.places.keys() for index in document.places[word]):
        first = index + 1
        if first < len(document.tokens) and document.tokens[first].lower in ("of", "улиц"):
            first += 1
        between = _street_from(document, first)
        if between is None or document.gap(between) != " " or between + 1 >= len(document.tokens):
            continue
        last = _street_from(document, between + 2) if document.tokens[between + 1].lower in _AND else None
        if last is not None:
            found.append(span(document, first, last, SpanType.ADDRESS, LAYER))
    return found


def _street_from(document: Document, first: int) -> int | None:
    """Give the last word of a street's name that begins here, at most two words: Кабанбай батыра."""
    if first >= len(document.tokens) or document.gap(first - 1) != " ":
        return None
    token = document.tokens[first]
    if not (is_nameable(token, document) or is_known_name(token) or token.key in _listed()):
        return None
    after = first + 1
    if (
        after < len(document.tokens)
        and document.gap(first) == " "
        and _letter(document.tokens[after], document) in "Tt"
    ):
        return after
    return first


def _stretches(document: Document) -> Iterator[tuple[int, int]]:
    """Give the tokens around telling words, as ranges that do not meet."""
    telling = sorted(
        {
            index
            for kinds in (_SHORT_STREETS, _STREETS, _OWN_STREETS, _DISTRICTS, _DOORS, _TITLES)
            for index in indices(document, kinds)
        }
        | {token.index for token in document.tokens if token.key in _listed()}
        | {index for word in _SMALL & document.places.keys() for index in document.places[word]}
    )
    first = last = -1
    for index in telling:
        start, end = max(index - _LEFT, 0), min(index + _RIGHT, len(document.tokens))
        if first >= 0 and start <= last:
            last = end
            continue
        if first >= 0:
            yield first, last
        first, last = start, end
    if first >= 0:
        yield first, last


@cache
def _listed() -> frozenset[str]:
    return frozenset(fold(word) for word in word_set("places_streets.txt"))


def _pieces(document: Document, first: int, last: int) -> list[tuple[str, int, int]]:
    """Give each word's letter with the tokens it stands for; a figure and its ending are one."""
    pieces: list[tuple[str, int, int]] = []
    index = first
    while index < last:
        token = document.tokens[index]
        letter, end = _letter(token, document), index
        if letter == "." and _is_named_after(pieces, token, document):
            letter = "m"
        if letter == "n" and _ends_in_suffix(document, index, last):
            end = index + 1
        elif token.lower in _SMALL and index + 1 < last and document.tokens[index + 1].lower.startswith("аудан"):
            letter, end = "k", index + 1
        pieces.append((letter, index, end))
        if not _goes_on(document, end, letter):
            pieces.append(("|", end, end))
        index = end + 1
    return pieces


def _is_named_after(pieces: Sequence[tuple[str, int, int]], token: Token, document: Document) -> bool:
    """Behind a word for a street a name is its name, though it be an ordinary word: улица карла маркса 14."""
    before = "".join(letter for letter, _, _ in pieces[-2:])
    if token.is_latin or len(token.lower) < _SHORTEST_HONOURED or not is_known_name(token):
        return False
    if not before.endswith(("s", "S", "sm", "Sm")):
        return False
    after = token.index + 1
    return before.endswith(("s", "S")) or (after < len(document.tokens) and document.tokens[after].text[0].isdigit())


_SHORTEST_HONOURED = 4


def _ends_in_suffix(document: Document, index: int, last: int) -> bool:
    if index + 1 >= last or document.tokens[index + 1].lower not in _SUFFIXES:
        return False
    gap = document.gap(index)
    return gap == "" or _HYPHEN.fullmatch(gap) is not None


def _goes_on(document: Document, index: int, letter: str) -> bool:
    gap = document.gap(index)
    if _GAP.fullmatch(gap):
        return True
    short = len(document.tokens[index].text) <= _LONGEST_ABBREVIATION
    return letter in "sSkd#" and short and _ABBREVIATED.fullmatch(gap) is not None


def _letter(token: Token, document: Document) -> str:
    """Say what a word can be in an address."""
    lower = token.lower
    if lower[0].isdigit():
        return "n" if _HOUSE_NUMBER.fullmatch(lower) else "."
    known = _letters_of_words().get(lower)
    if known is not None:
        return known
    for letter, kinds in _KINDS:
        if lower.startswith(kinds.stems):
            return "m" if letter == "u" and is_nameable(token, document) else letter
    if token.key in _listed():
        return "l"
    if is_ordinal(lower):
        return "o"
    return "m" if is_nameable(token, document) else "."


_KINDS = (
    ("s", _SHORT_STREETS), ("k", _DISTRICTS), ("P", _OWN_STREETS), ("S", _STREETS), ("d", _DOORS), ("u", _UNITS),
    ("T", _TITLES), ("t", _WEAK_TITLES),
)  # fmt: skip


@cache
def _letters_of_words() -> dict[str, str]:
    """Map every word that has a letter of its own; the first kind that holds a word wins."""
    letters = dict.fromkeys(CARDINALS - ALONE, "c")
    for letter, kinds in reversed(_KINDS):
        letters |= dict.fromkeys(kinds.exact, letter)
    letters |= dict.fromkeys(_NO_STREETS, "|")
    return letters | dict.fromkeys(_HOUSES, "D") | dict.fromkeys(_NUMBER_WORDS, "#")
