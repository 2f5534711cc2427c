"""What a text that must stand alone tells beyond the identifiers: origin, trade, health, sums, how long, when.

Only the strict setting looks here. What it finds seldom names a person, but together it singles one out.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.layers.capitals import is_institutional
from testimony.pseudonyms.layers.numbers import ENGLISH_CARDINAL, KAZAKH_CARDINAL, RUSSIAN_CARDINAL
from testimony.pseudonyms.layers.patterns import spans_of
from testimony.pseudonyms.lexicon import is_listed_plainly, word_set
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.morphology import russian_forms
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.windows import Kinds, indices, span

LAYER = "public"

_EN_MONTH = (
    r"january|february|march(?=\s(?:19|20))|april|may(?=\s(?:19|20))|june|july|august|september|october|november"
    r"|december"
)
_RU_MONTH = r"(?:январ|феврал|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{1,2}|март[ае]?|ма[йея](?=\s)"
_KK_MONTH = r"(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)\w{0,6}"
_MONTHS = re.compile(
    rf"(?<!\w)(?:(?:early|late|mid|the\send\sof|the\sbeginning\sof|(?:first|second)\shalf\sof)[\s-])?"
    rf"(?:(?:{_EN_MONTH}|{_RU_MONTH}|{_KK_MONTH})(?:\s(?:of\s)?(?:19|20)\d\d)?|(?<!act\s)(?<!code\s)(?<!order\s)(?<!rules\s)(?<!law\s)"
    r"(?<!regulations\s)(?:19|20)\d\d(?:-?(?:го|м|х|s))?)(?!\w)",
    re.IGNORECASE,
)
_NUMBER = rf"(?:\d[\d,.]{{0,14}}|{ENGLISH_CARDINAL}|{RUSSIAN_CARDINAL}|{KAZAKH_CARDINAL})"
_EN_UNIT = r"(?:years?|months?|weeks?|days?|hours?|minutes?)(?:['’]s?|s['’])?"
_RU_UNIT = (
    r"(?:лет|год(?:а|у|ов)?|месяц(?:а|ев)?|недел(?:я|и|ь|ю)|дн(?:я|ей)|день|сут(?:ки|ок)|час(?:а|ов)?|минут[аы]?)"
)
_KK_UNIT = r"(?:жыл|ай|апта|күн|тәулік|сағат|минут)(?:[ғгқкдтн]\w{1,4})?"
_DURATIONS = re.compile(
    rf"(?<![\w.,]){_NUMBER}[\s-](?:{_EN_UNIT}|{_RU_UNIT}|{_KK_UNIT})"
    rf"(?:\s(?:and|и|мен)\s{_NUMBER}\s(?:{_EN_UNIT}|{_RU_UNIT}|{_KK_UNIT}))?(?!\w)",
    re.IGNORECASE,
)
_CURRENCY = (
    r"(?:euros?|pounds?(?:\ssterling)?|dollars?|tenge|kronor|kroner|liras?|marks?|zlotys?|schillings?|rou?bles?|francs?"
    r"|тенге|теңге|тг|руб(?:л\w{1,2}|\.)?|доллар\w{0,3}|евро|сом\w{0,2}|лир\w?)"
)
_COUNTED = (
    r"(?:tablets|packages|pages|kilograms|kg|grams|persons|hearings|plots|hectares|metres|meters|km/h|km|per\scent|percent"
    r"|таблет\w{1,2}|страниц\w?|кг|грамм\w{0,2}|гектар\w{0,2}|метр\w{0,2})"
)
_SUMS = re.compile(
    rf"(?<!\w)(?:(?:approximately|about|some)\s)?(?:(?-i:[A-Z]{{3}})\s\d[\d,.]{{0,20}}(?<![.,])"
    rf"|[$€£₸]\s?\d[\d,.]{{0,20}}(?<![.,])|{_NUMBER}(?:\s(?:million|thousand|billion|тысяч\w?|млн|мың))?\s(?:\w{{3,12}}\s)?"
    rf"(?:{_CURRENCY}|{_COUNTED})(?:\s\((?-i:[A-Z]{{3}})[^()\n]{{0,40}}\))?)(?!\w)",
    re.IGNORECASE,
)
# What may stand before a trade or a people and belongs to it: private security guard, primary school teacher.
_MODIFIERS = listing(
    "private security primary secondary school police chief executive senior ballet research university taxi bus truck "
    "social public assistant deputy military retired former housing authority based ethnic fish fishing single young"
)
_CITIZENS = listing("national nationals citizen citizens woman women man men family couple origin descent")
_HEADS = Kinds(
    "court courts tribunal* party university council ministry association prison hospital railways authority "
    "agency office committee department directorate board company ltd plc chamber prosecutor group lords bank "
    "institute army garrison union fund municipality municipalities commission church borough assembly parliament "
    "inspectorate channel"
)
_JOINERS = listing("of for the and de")
_LONGEST_RUN = 9
_PLAIN_CAPITALS = listing("THE I II III IV V AND OF FACTS LAW EU UN EC ECHR USA MR MS GC NO AS TO FOR IN CASE")
_LONGEST_ACRONYM = 8
_BRIDGE = re.compile(r"\s?(?:,?\s(?:and|or|to|until|till|и|до|по|мен|және)(?:\s(?:on|of|from))?|,(?:\son)?|[-–/])\s?")
_BETWEEN = re.compile(r"(?:between|from|since|между)\s$", re.IGNORECASE)


def find(document: Document) -> list[Span]:
    """Hide origin, faith, trade, health, countries, courts of a place, sums, spans of time, months and years."""
    text = document.text
    return [
        *spans_of(_MONTHS, text, SpanType.DATE, LAYER, confidence=0.9),
        *spans_of(_DURATIONS, text, SpanType.TIME, LAYER, confidence=0.6),
        *spans_of(_SUMS, text, SpanType.OTHER, LAYER, confidence=0.6),
        *_described(document),
        *_places(document),
        *_institutions(document),
        *_acronyms(document),
    ]


def bridges(spans: Sequence[Span], text: str) -> Iterator[Span]:
    """Join days that are named together: between 5 May and 7 June; 10 May, on 7 July and on 26 September."""
    dates = sorted((span for span in spans if span.type is SpanType.DATE), key=lambda span: span.start)
    for first, second in pairwise(dates):
        if first.end <= second.start and _BRIDGE.fullmatch(text, first.end, second.start):
            before = _BETWEEN.search(text[max(0, first.start - 10) : first.start])
            start = first.start if before is None else first.start - len(before.group())
            yield Span(start=start, end=second.end, type=SpanType.DATE, layers=(LAYER,), confidence=0.6)


def _described(document: Document) -> list[Span]:
    found: list[Span] = []
    for index in indices(document, _describing()):
        if _next(document, index) == "government":
            continue
        first = last = index
        while first and document.gap(first - 1) in (" ", "-") and document.tokens[first - 1].lower in _MODIFIERS:
            first -= 1
        following = document.tokens[last + 1 : last + 2]
        if following and document.gap(last) == " " and following[0].lower in _CITIZENS:
            last += 1
        found.append(span(document, first, last, SpanType.OTHER, LAYER, 0.6))
    return found


@cache
def _describing() -> Kinds:
    return Kinds(" ".join(word_set("public_words.txt")))


def _places(document: Document) -> list[Span]:
    found: list[Span] = []
    for token in document.tokens:
        named = token.word.is_visible_place or token.key in _countries() or _is_part(document, token)
        if not named or token.lower in _SHARED:
            continue
        if (token.is_title or document.is_lower or document.is_shouted) and not _is_state(document, token):
            last = token.index + (document.gap(token.index) == "-" and _next(document, token.index) == "based")
            found.append(span(document, token.index, last, SpanType.PLACE, LAYER, 0.8))
    return found


def _next(document: Document, index: int) -> str:
    return document.tokens[index + 1].lower if index + 1 < len(document.tokens) else ""


def _is_state(document: Document, token: Token) -> bool:
    """A state that acts is no place where somebody was: the Republic of X, the X Government, a state's full name."""
    index = token.index
    words = [near.lower for near in document.tokens[max(0, index - 8) : index + 9]]
    before, after = words[: min(index, 8)], words[min(index, 8) + 1 :]
    if before[-1:] == ["of"] and before[-2:-1] in (["republic"], ["government"], ["kingdom"]):
        return True
    return "government" in after[:2] or (token.lower in _FULL_NAME and set(words) >= _FULL_NAME)


_FULL_NAME = listing("united kingdom of great britain and northern ireland")


def _is_part(document: Document, token: Token) -> bool:
    """United Kingdom, Northern Ireland: ordinary words that with their neighbour are a country."""
    neighbour = {"united": 1, "kingdom": -1, "northern": 1, "great": 1, "south": 1, "north": 1}.get(token.lower)
    if neighbour is None or not 0 <= token.index + neighbour < len(document.tokens):
        return False
    return (token.lower, document.tokens[token.index + neighbour].lower) in _PAIRS


_PAIRS = frozenset(
    {
        ("united", "kingdom"), ("kingdom", "united"), ("united", "states"), ("northern", "ireland"),
        ("great", "britain"), ("south", "korea"), ("north", "korea"), ("south", "africa"),
    }
)  # fmt: skip


@cache
def _countries() -> frozenset[str]:
    names = word_set("countries.txt")
    return frozenset(fold(form) for name in names for form in (name, *(f for f, _ in russian_forms(name.lower()))))


def _institutions(document: Document) -> list[Span]:
    """Hide a court or an office with all its words where one of them is its place's or its own."""
    found: list[Span] = []
    for index in indices(document, _HEADS):
        first, last = _trimmed(document, *_run(document, index))
        words = document.tokens[first : last + 1]
        if last > first and any(_is_specific(word) for word in words):
            found.append(span(document, first, last, SpanType.ORG, LAYER, 0.6))
    return found


def _run(document: Document, index: int) -> tuple[int, int]:
    """Give the words written large around one, with the small words that join them."""
    first = last = index
    while first > 0 and index - first < _LONGEST_RUN and document.gap(first - 1) in (" ", "-", "’ ", "' "):
        before = document.tokens[first - 1]
        if before.is_title and not (before.opens and before.lower in _JOINERS):
            first -= 1
        elif before.lower in _JOINERS and first > 1 and document.tokens[first - 2].is_title:
            first -= 2
        else:
            break
    while last + 1 < len(document.tokens) and last - index < _LONGEST_RUN and document.gap(last) in (" ", "-"):
        after = document.tokens[last + 1]
        if after.is_title:
            last += 1
        elif after.lower in _JOINERS and last + 2 < len(document.tokens) and document.tokens[last + 2].is_title:
            last += 2
        else:
            break
    return first, last


def _trimmed(document: Document, first: int, last: int) -> tuple[int, int]:
    """Leave an article or a small word at either end to the sentence."""
    while first < last and document.tokens[first].lower in _JOINERS:
        first += 1
    while first < last and document.tokens[last].lower in _JOINERS:
        last -= 1
    return first, last


def _is_specific(token: Token) -> bool:
    if not token.is_title or token.lower in _JOINERS or token.lower in _SHARED:
        return False
    if token.word.is_visible_place or token.key in _countries() or _is_describing(token.lower):
        return True
    return token.lower in _OWN_HEADS or not (is_institutional(token) or is_listed_plainly(token.lower))


# Of many states at once.
_SHARED = listing("european europe europe's international")
# Bodies of which a country has one or two.
_OWN_HEADS = listing("tribunal tribunal's lords")


def _is_describing(lower: str) -> bool:
    return lower in _describing().exact or lower.startswith(_describing().stems)


def _acronyms(document: Document) -> list[Span]:
    """Hide short words all in capitals among ordinary ones: EAT, PKK."""
    if document.is_shouted:
        return []
    tokens = document.tokens
    return [
        span(document, token.index, token.index, SpanType.OTHER, LAYER, 0.5)
        for token in tokens
        if token.is_upper
        and len(token.text) < _LONGEST_ACRONYM
        and token.text not in _PLAIN_CAPITALS
        and not any(near.is_upper for near in tokens[max(0, token.index - 1) : token.index + 2] if near is not token)
    ]
