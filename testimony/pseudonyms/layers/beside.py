"""What a hidden name makes telling: the number after it, and the words of an office or firm beside it."""

import re
from collections.abc import Iterable, Sequence

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.layers.numbers import ALONE, CARDINALS
from testimony.pseudonyms.layers.propagation import Coverage
from testimony.pseudonyms.listing import beginnings, listing
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.telling import telling

LAYER = "beside a name"

_NAMES = (SpanType.PERSON, SpanType.PLACE, SpanType.ADDRESS, SpanType.OTHER, SpanType.ORG)
# Words of which a proper name is made together with the name beside them.
_OFFICE = telling(
    "полиц управлени департамент отдел отделени сизо ивс колони тюрьм изолятор спецпри приёмник приемник гимнази "
    "школ "
    "лицей колледж университет больниц поликлиник завод фабрик комбинат шахт текстиль автомойк мойк опорн участ "
    "училищ цех общаг общежит "
    "police department station prison colony remand detention school hospital factory plant poultry llp textile "
    "carwash emergency service clinic college university court mosque office district secondary magnum post center "
    "centre ivs "
    "аудандық аудандык қалалық калалык полиция басқарма баскарма бөлім болим департамент тергеу абақты абакты түрме "
    "турме мектеп орта атындағы атындагы аурухана емхана фабрика құс зауыт шахта текстиль цех университет колледж "
    "жатақхана жатакхана"
)
_ON = listing("на on at of в имени им")
_NOT_OFFICE = listing(
    "полицейский полицейские полицейских полицейским officer officers officer's policeman policemen "
    "полицей полицейдің полицейге полицейді полицейлер"
)
_PEOPLE = beginnings("тергеуш участни участков училищн учител courtesy")
_UNITS = beginnings(
    "дн ден сут час мин раз чел тыс млн мес недел год лет тенг тг руб км метр процент класс день days day hour min "
    "time people month week thousand million tenge percent other men women күн сағат минут рет адам мың айл апта теңге "
    "жыл жас year кун тәул таул тавл"
)
_SHORT_UNITS = listing("ай айда айдан айға жас рет год кг")
_AGE_SUFFIXES = ("да", "де", "та", "те", "ға", "ге", "қа", "ке")
_LINK = re.compile(r"[ \t\u00a0]{1,2}|,[ \t\u00a0]{0,2}|[ ]?[-–—][ ]?|[ ]?№[ ]?")
_END = re.compile(r"\s{0,2}(?:[.,;:!?)\]»\n]|$)")
_HOUSE = re.compile(r"\d{1,4}[^\W\d]{0,3}")
_TENS = listing("он жиырма отыз")
_LONGEST = 4


_KAZAKH_KINDS = beginnings("басқарма баскарма бөлім тергеу абақты абакты түрме турме мектеп аурухана емхана зауыт")
_OWNED = re.compile(r"(?:с[ыіи]|[ыіи]н\w{0,4}|[^тдн\W][ыіи])$")


def find(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Look beside the names found so far."""
    named = Coverage([span for span in spans if span.type in _NAMES])
    places = Coverage([span for span in spans if span.type in (*_NAMES, SpanType.FACILITY, SpanType.WORK)])
    people = Coverage([span for span in spans if span.type is SpanType.PERSON])
    taken = Coverage(spans)
    offices = {word for word in _OFFICE.words(document) if word not in _NOT_OFFICE and not word.startswith(_PEOPLE)}
    found: list[Span] = []
    for token in document.tokens:
        if not named.holds(token.start):
            continue
        found += _number_after(document, token, taken)
        if offices:
            found += _office_after(document, token, offices, places, people)
            found += _office_before(document, token, offices)
    return found


def _number_after(document: Document, token: Token, taken: Coverage) -> Iterable[Span]:
    """Hide an age or a house right after a name: Санжик 4, Алуа тоғызда, Абая, 150."""
    index = token.index + 1
    if index >= len(document.tokens) or not _LINK.fullmatch(document.gap(token.index)):
        return
    number = document.tokens[index]
    if number.lower in ("is", "was") and index + 1 < len(document.tokens):
        index, number = index + 1, document.tokens[index + 1]
    if taken.holds(number.start) or not _is_number(number):
        return
    after = document.tokens[index + 1] if index + 1 < len(document.tokens) else None
    if after is not None and document.gap(index).isspace() and _is_unit(after.lower):
        return
    if after is not None and _is_spoken(number.lower) and _is_spoken(after.lower) and document.gap(index) == " ":
        index, number, after = index + 1, after, None
    figures = number.text[0].isdigit()
    if figures or number.lower.endswith(_AGE_SUFFIXES) or _END.match(document.text, number.end):
        first = document.tokens[
            token.index + 1 if document.tokens[token.index + 1].lower not in ("is", "was") else index
        ]
        yield _span(first.start, number.end, SpanType.AGE if figures and len(number.text) < 3 else SpanType.ADDRESS)


def _is_unit(lower: str) -> bool:
    return lower.startswith(_UNITS) or lower in _SHORT_UNITS


def _is_number(token: Token) -> bool:
    if token.text[0].isdigit():
        return _HOUSE.fullmatch(token.lower) is not None
    return token.lower in _TENS or (_is_spoken(token.lower) and token.lower not in ALONE)


def _is_spoken(lower: str) -> bool:
    return lower in CARDINALS or any(lower.removesuffix(ending) in CARDINALS for ending in _AGE_SUFFIXES)


def _office_after(
    document: Document, token: Token, offices: set[str], places: Coverage, people: Coverage
) -> Iterable[Span]:
    """Hide the words of an office that follow the name it bears: Медеу аудандық полиция басқармасы."""
    last = token.index
    while last + 1 < len(document.tokens) and last - token.index < _LONGEST:
        word = document.tokens[last + 1]
        if document.gap(last) not in (" ", " №", " «", "» ", "-") or not (
            word.lower in offices or places.holds(word.start)
        ):
            break
        last += 1
    # A person after the office is no part of its name: Медеу полиция басқармасында Жақыпов отырды.
    while (
        last > token.index and people.holds(document.tokens[last].start) and document.tokens[last].lower not in offices
    ):
        last -= 1
    words = document.tokens[token.index + 1 : last + 1]
    first = next((word for word in words if word.lower in offices), None)
    if first is not None and not (first is words[-1] and _is_loose(first)):
        yield _span(first.start, words[-1].end, SpanType.FACILITY)


def _is_loose(word: Token) -> bool:
    """A lone Kazakh kind without the ending of "its" bears no name: Аружан ауруханада, but Абай ауруханасында."""
    return word.lower.startswith(_KAZAKH_KINDS) and not _OWNED.search(word.lower)


def _office_before(document: Document, token: Token, offices: set[str]) -> Iterable[Span]:
    """Hide the words of an office before its street or name: спецприёмник на Лобачевского, гимназия имени Шокана."""
    first = token.index
    while first > 0 and token.index - first < _LONGEST:
        word = document.tokens[first - 1]
        if document.gap(first - 1) not in (" ", " «", " №") or not (word.lower in offices or word.lower in _ON):
            break
        first -= 1
    while first < token.index and document.tokens[first].lower in _ON:
        first += 1
    if first < token.index and document.tokens[first].lower in offices:
        yield _span(document.tokens[first].start, document.tokens[token.index - 1].end, SpanType.FACILITY)


def _span(start: int, end: int, kind: SpanType) -> Span:
    return Span(start=start, end=end, type=kind, layers=(LAYER,), confidence=0.6)
