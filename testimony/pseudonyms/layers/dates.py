"""Days and hours: exact dates and times, in figures and in words; a bare month or year stays."""

import re
from dataclasses import replace

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.numbers import (
    ENGLISH_ORDINAL,
    KAZAKH_CARDINAL,
    KAZAKH_ORDINAL,
    RUSSIAN_ORDINAL,
)
from testimony.pseudonyms.layers.patterns import around, spans_of
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.telling import telling

LAYER = "date"

_RU_MONTH = (
    r"(?:январ[яьеюм]{1,2}|феврал[яьеюм]{1,2}|март[аеу]?|апрел[яьеюм]{1,2}|ма[йяею]|июн[яьеюм]{1,2}|июл[яьеюм]{1,2}"
    r"|август[аеу]?|сентябр[яьеюм]{1,2}|октябр[яьеюм]{1,2}|ноябр[яьеюм]{1,2}|декабр[яьеюм]{1,2}|янв|фев|апр"
    r"|авг|сент?|окт"
    r"|нояб|дек)\b\.?"
)
_KK_MONTH = (
    r"(?:қаңтар|кантар|ақпан|акпан|наурыз|сәуір|сауир|мамыр|маусым|шілде|шилде|тамыз|қыркүйек|кыркуйек|қазан"
    r"|қараша|караша"
    r"|желтоқсан|желтоксан"
    # Kazakh in Latin letters, and a Russian month with Kazakh endings.
    r"|qa[ńn]tar|aqpan|nauryz|s[áa]uir|mamyr|mausym|shilde|tamyz|qyrk[úuý][ıiy]?ek|qarasha|jeltoqsan"
    r"|январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)\w{0,6}"
)
_EN_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar"
    r"|apr|jun|jul|aug"
    r"|sept?|oct|nov|dec)\b\.?"
)
_RU_DAY = rf"(?:[0-3]?\d(?:\s?-?\s?(?:го|ого|ое|е|й|ым|му|м|ое|числа))?|{RUSSIAN_ORDINAL})"
_KK_DAY = rf"(?:[0-3]?\d(?:\s?-?\s?(?:інші|ыншы|нші|ншы|ші|шы|ши))?|{KAZAKH_ORDINAL}|{KAZAKH_CARDINAL})"
_EN_DAY = rf"(?:[0-3]?\d(?:\s?(?:st|nd|rd|th))?|{ENGLISH_ORDINAL})"
_RU_YEAR = (
    r"(?:\s{1,2}(?:(?:(?:19|20)\d\d|[012]\d)(?:-?го)?|\d\d-?го|тысяча\sдевятьсот\s\w{4,14}(?:\s\w{5,12})?"
    r"|две\sтысячи(?:\sдвадцать)?\s(?:перв|втор|треть|четв[её]рт|пят|шест|седьм|восьм|девят|десят|\w{3,9}надцат"
    r"|двадцат)\w{2,3})"
    r"(?:\s{0,2}(?:года|году|год|г\b\.?))?)?"
)
_EN_YEAR = r"(?:,?\s{1,2}(?:of\s)?(?:19|20)\d\d)?"
_KK_WORD = (
    r"(?:(?:он|жиырма|отыз)\s)?(?:бір|бир|екі|еки|үш|уш|төрт|торт|бес|алты|жеті|жети|сегіз|сегиз|тоғыз|тогыз|он"
    r"|жиырма|отыз)"
)
_KK_OWN = r"с?[іиы]н\w{0,4}|н[дт][ае]\w{0,2}|с?[ыіи](?:\s(?:күні|куни|түні|туни))?"
_KK_FROM = r"(?:н[ае]н|с?[ыіи]н[ае]н|[дт][ае]н)"
_RANGE = r"(?:\s{0,2}(?:-|–|—|,|и|по|на|до|мен|and|to|или)\s{0,2})"

_DATES = re.compile(
    "|".join(
        (
            rf"(?:{_RU_DAY}{_RANGE}){{0,2}}{_RU_DAY}\s{{1,2}}(?:числа\s)?{_RU_MONTH}{_RU_YEAR}",
            (
                rf"(?:(?:19|20)\d\d\s?-?(?:жыл"
                rf"|ж)\w{{0,4}}\.?,?\s{{1,2}})?(?:{_KK_DAY}{_RANGE})?{_KK_DAY}\s?-?\s?{_KK_MONTH}"
                r"(?:\s(?:күні|куни))?"
            ),
            (
                rf"(?:(?:19|20)\d\d\s?-?(?:жыл|ж)\w{{0,4}}\.?,?\s{{1,2}}){_KK_MONTH}\w{{0,3}}\s(?:[0-3]?\d\b"
                rf"|{KAZAKH_ORDINAL})\w{{0,6}}"
            ),
            rf"{_KK_MONTH}\s(?:[0-3]?\d)\s?-?\s?(?:і|ы|сы|сі|інде|ында|сында|сінде|нде|нда|күні|ші|шы)\w{{0,4}}",
            rf"{_RU_MONTH},?\s{{1,2}}[0-3]?\d\s?-?\s?(?:го|ого|е|ое)",
            rf"{_KK_MONTH}\s(?:[0-3]?\d\s?-?\s?(?:{_KK_OWN})|{_KK_WORD}(?:{_KK_OWN}))",
            rf"(?:{_EN_DAY}{_RANGE})?{_EN_DAY}\s{{1,2}}(?:day\s)?(?:of\s)?{_EN_MONTH}{_EN_YEAR}",
            rf"{_EN_MONTH}\s{{1,2}}(?:the\s)?{_EN_DAY}(?!\d)(?:{_RANGE}{_EN_DAY}(?!\d))?{_EN_YEAR}",
        )
    ).join((r"(?<![\w.])(?:", r")(?!\w)")),
)
_IN_FIGURES = re.compile(
    r"(?<![\w.])(?:[0-3]?\d[./-][01]?\d[./-](?:(?:19|20)\d\d|\d\d)(?!\d)(?:\s?г\b\.?)?"
    r"|(?:19|20)\d\d[./-][01]?\d[./-][0-3]?\d(?!\d)"
    r"|(?:0[1-9]|[12]\d|3[01])[./](?:0[1-9]|1[0-2])(?![./]?\d)"
    r"|(?:[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![./]?\d))(?!\w)",
    re.IGNORECASE,
)
_BARE_DAYS = re.compile(
    r"(?<![\w.])(?:(?:[0-3]?\d(?:\s?-?\s?(?:го|ого|е|му))?(?:\s{0,2}(?:-|–|и|по"
    r"|на)\s{0,2}))?[0-3]?\d\s?-?\s?(?:го|ого|е|му)?\s"
    r"(?:числа|числу|число)"
    rf"|{RUSSIAN_ORDINAL}\s(?:числа|числу)"
    rf"|[0-3]?\d\s?-?\s?{_KK_FROM}\s[0-3]?\d\s?-?\s?\w{{0,6}}\s(?:қараған|караган)(?:\s(?:түні|туни|күні|куни))?"
    rf"|{_KK_WORD}{_KK_FROM}\s{_KK_WORD}с?[ыіи]н[ае]\s(?:қараған|караган)(?:\s(?:түні|туни))?"
    r"|[0-3]?\d\s?-?\s?го(?!\s(?:класс|этаж|курс|район|отдел|подъезд|размер|год))"
    r"|the\s\d\d?(?:st|nd|rd|th)(?=\s?(?:[.,;!?)\n]|$|he|she|they|we|i|and)(?!\w))"
    r"|(?:on|of|from|until|till|by|before|after|since)\sthe\s(?P<day>[0-3]?\d(?:st|nd|rd|th)"
    r"(?:\s(?:to|and|or)\s(?:the\s)?[0-3]?\d(?:st|nd|rd|th))?)"
    rf"|(?:on|of)\sthe\s(?:{ENGLISH_ORDINAL})(?!\s(?:day|time|floor|night|month|week|year|attempt|of))"
    r"|[0-3]?\d\s?-?\s?(?:сы|сі|ы|і|ші|шы|інші|ыншы|і|інен|сынан|сінде|сында|інде|ында)\s?(?:күні|куни|күнгі)"
    r")(?!\w)",
)
_BIRTH = re.compile(
    r"(?<![\w.])(?:(?:19|20)?\d\d\s?-?(?:го)?\s?(?:года|г)\.?\s?(?:рождения|рожд\b\.?|р\b\.?)"
    r"|(?:[0-3]?\d[./][01]?\d[./])?(?:19|20)?\d\d\s?-?(?:жыл|ж)\w{0,4}\.?\s?(?:туған|туылған|туган|т\b\.?)\w{0,4}"
    r"|\d\d\s?-?\s?жыл(?:ғы|гы)(?:мын|мин)?|(?:(?<=born\s)|(?<=born\sin\s)|(?<=\bb\.\s))(?:19|20)\d\d"
    r"|(?:родил(?:ся|ась|ись)|рожд\.|род\.)\s(?:в\s)?(?:19|20)?\d\d(?:\s?-?(?:м\s)?(?:году|г\b\.?)|-?м)?"
    r"|(?:родил(?:ся|ась|ись))\s(?:я\s)?в\s(?P<hide>(?:тысяча\sдевятьсот\s)?(?:две\sтысячи\s)?"
    rf"(?:(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто)\s)?{RUSSIAN_ORDINAL}(?:\sгоду)?)"
    r"|(?:19|20)?\d\d\s?г\.?\s?р\.?)(?!\w)",
    re.IGNORECASE,
)
_LOOSE_DAYS = re.compile(
    rf"(?<![\w.])(?:{RUSSIAN_ORDINAL}\s(?:на|по)\s{RUSSIAN_ORDINAL}(?!\s(?:этаж|курс|класс|ряд))"
    r"|[0-3]?\d[ ](?:0?[1-9]|1[0-2])[ ](?:19|20)\d\d"
    r"|(?:двадцать|тридцать)\s(?:первого|второго|третьего)"
    r"|(?:двадцать\s|тридцать\s)?(?:четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|тринадцат|четырнадцат"
    r"|пятнадцат|шестнадцат|семнадцат|восемнадцат|девятнадцат|двадцат|тридцат)ого"
    r"(?!\s(?:класс|этаж|курс|район|отдел|подъезд|размер|год|дн|раз|числа|созыв|микрорайон))"
    r"|(?:(?:он|жиырма|отыз)\s(?:бір|бир)|(?:(?:он|жиырма|отыз)\s)?(?:екі|еки|үш|уш|төрт|торт|бес|алты|жеті|жети|сегіз|сегиз"
    r"|тоғыз|тогыз))(?:с?[іиы]н[дт][ае]|[іиы]н[дт][ае]|н[дт][ае]))(?!\w)",
)


# The patterns are tried only near these beginnings of words.
_MONTHS = telling(
    "янв фев март апр ма июн июл авг сен окт ноя дек қаң кант ақп акп нау сәу сау мам мау шіл шил там қыр "
    "кыр қаз қар кар жел qan qań aqp nau sau sáu mam shil tam qyr qar jel "
    "jan feb mar apr may jun jul aug sep oct nov dec"
)
_DAY_WORDS = telling("чис го күн кун қараған караган the первого второго третьего 0 1 2 3 4 5 6 7 8 9")
_BIRTH_WORDS = telling("0 1 2 3 4 5 6 7 8 9 родил")
_LOOSE_DAY_WORDS = telling(
    "четв пятог шестог седьм восьм девят десят одинн двена трина четыр пятн шестн семн восемн двадц тридц он жиырма "
    "отыз екі үш уш төрт торт бес алты жет сегіз сегиз тоғыз тогыз 0 1 2 3"
)


def find(document: Document) -> list[Span]:
    """Hide dates to the day and birth years."""
    text, small = document.text, document.small
    days = around(document, _DAY_WORDS)
    spans = (
        *spans_of(_DATES, small, SpanType.DATE, LAYER, within=around(document, _MONTHS)),
        *spans_of(_LOOSE_DAYS, small, SpanType.DATE, LAYER, confidence=0.7, within=around(document, _LOOSE_DAY_WORDS)),
        *spans_of(_IN_FIGURES, text, SpanType.DATE, LAYER, keep=_is_no_fraction),
        *spans_of(_BARE_DAYS, small, SpanType.DATE, LAYER, confidence=0.8, within=days),
        *spans_of(_BIRTH, text, SpanType.DATE, LAYER, within=around(document, _BIRTH_WORDS)),
    )
    return [_without_stop(without_preposition(span, text), text) for span in spans]


_WRITTEN_OUT = re.compile(r"[^\W\d_]{5,}\.$")


def _without_stop(span: Span, text: str) -> Span:
    """Leave the stop behind a month that is no abbreviation to the sentence."""
    return replace(span, end=span.end - 1) if _WRITTEN_OUT.search(text, span.start, span.end) else span


def _is_no_fraction(match: re.Match[str]) -> bool:
    return match.group() not in _FRACTIONS


_FRACTIONS = listing("1/2 1/3 1/4 1/5 1/10 2/3 2/5 3/4 3/5 4/5 24/7")
_PREPOSITION = re.compile(
    r"(?:(?:at|about|around|on|of|from|until|till|by|before|after|since|the|в|во|около|к|ко|с|до|после|примерно|ровно"
    r"|приблизительно|где-то|часов|часа|часиков)\s){1,3}",
    re.IGNORECASE,
)


def without_preposition(span: Span, text: str) -> Span:
    """Leave "at", "около" and their like to the sentence, which then reads on."""
    leading = _PREPOSITION.match(text, span.start, span.end)
    return span if leading is None else replace(span, start=leading.end())
