"""Days and hours: exact dates and times, in figures and in words; a bare month or year stays."""

import re
from dataclasses import replace

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.numbers import (
    ENGLISH_CARDINAL,
    ENGLISH_ORDINAL,
    KAZAKH_CARDINAL,
    KAZAKH_ORDINAL,
    RUSSIAN_CARDINAL,
    RUSSIAN_ORDINAL,
)
from testimony.pseudonyms.layers.patterns import around, spans_of
from testimony.pseudonyms.listing import beginnings, listing
from testimony.pseudonyms.spans import Span, SpanType

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
    r"|желтоқсан|желтоксан)\w{0,6}"
)
_EN_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar"
    r"|apr|jun|jul|aug"
    r"|sept?|oct|nov|dec)\b\.?"
)
_RU_DAY = rf"(?:[0-3]?\d(?:\s?-?\s?(?:го|ого|ое|е|й|ым|му|м|ое|числа))?|{RUSSIAN_ORDINAL})"
_KK_DAY = rf"(?:[0-3]?\d(?:\s?-?\s?(?:інші|ыншы|нші|ншы|ші|шы|ши))?|{KAZAKH_ORDINAL}|{KAZAKH_CARDINAL})"
_EN_DAY = rf"(?:[0-3]?\d(?:\s?(?:st|nd|rd|th))?|{ENGLISH_ORDINAL})"
_RU_YEAR = r"(?:\s{1,2}(?:(?:19|20)\d\d|[012]\d)(?:-?го)?(?:\s{0,2}(?:года|году|год|г\b\.?))?)?"
_EN_YEAR = r"(?:,?\s{1,2}(?:of\s)?(?:19|20)\d\d)?"
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
            rf"(?:{_EN_DAY}{_RANGE})?{_EN_DAY}\s{{1,2}}(?:day\s)?(?:of\s)?{_EN_MONTH}{_EN_YEAR}",
            rf"{_EN_MONTH}\s{{1,2}}(?:the\s)?{_EN_DAY}(?!\d)(?:{_RANGE}{_EN_DAY}(?!\d))?{_EN_YEAR}",
        )
    ).join((r"(?<![\w.])(?:", r")(?!\w)")),
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    r"(?<![\w.])(?:[0-3]?\d[./-][01]?\d[./-](?:(?:19|20)\d\d|\d\d)(?!\d)(?:\s?г\b\.?)?"
    r"|(?:19|20)\d\d[./-][01]?\d[./-][0-3]?\d(?!\d)"
    r"|(?:0[1-9]|[12]\d|3[01])[./](?:0[1-9]|1[0-2])(?![./]?\d))(?!\w)",
    re.IGNORECASE,
)
_BARE_DAYS = re.compile(
    r"(?<![\w.])(?:(?:[0-3]?\d(?:\s?-?\s?(?:го|ого|е|му))?(?:\s{0,2}(?:-|–|и|по"
    r"|на)\s{0,2}))?[0-3]?\d\s?-?\s?(?:го|ого|е|му)?\s"
    r"(?:числа|числу|число)"
    rf"|{RUSSIAN_ORDINAL}\s(?:числа|числу)"
    r"|[0-3]?\d\s?-?\s?го(?!\s(?:класс|этаж|курс|район|отдел|подъезд|размер|год))"
    r"|(?:on|of|from|until|till|by|before|after|since)\sthe\s(?P<day>[0-3]?\d(?:st|nd|rd|th))"
    rf"|(?:on|of)\sthe\s(?:{ENGLISH_ORDINAL})(?!\s(?:day|time|floor|night|month|week|year|attempt|of))"
    r"|[0-3]?\d\s?-?\s?(?:сы|сі|ы|і|ші|шы|інші|ыншы|і|інен|сынан|сінде|сында|інде|ында)\s?(?:күні|куни|күнгі)"
    r")(?!\w)",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"(?<![\w.])(?:(?:19|20)\d\d\s?-?(?:го)?\s?(?:года|г)\.?\s?(?:рождения|р\b\.?)|(?:19|20)\d\d\s?-?(?:жыл"
    r"|ж)\w{0,4}\.?\s?(?:туған|т\b\.?)\w{0,4}"
    r"|(?:born|b\.)\s(?:in\s)?(?:19|20)\d\d|(?:родил(?:ся|ась|ись)|рожд\.|род\.)\s(?:в\s)?(?:19"
    r"|20)\d\d(?:\s?-?(?:году|г\b\.?))?"
    r"|(?:19|20)\d\d\s?г\.?\s?р\.?)(?!\w)",
    re.IGNORECASE,
)

_RU_AROUND = r"(?:в|во|около|к|ко|с|до|после|примерно|часов\sв|часа\sв|где-то\sв|приблизительно|ровно\sв|часиков\sв)"
_RU_PART = r"(?:утра|вечера|ночи|дня|утром|вечером|ночью|днем|днём|пополудни)"
_RU_HOUR = rf"(?:[0-2]?\d(?:\s?-?\s?(?:ти|х|и|ми))?|{RUSSIAN_CARDINAL}|час(?:а|у)?"
_RU_HOUR += r"|полпервого|полвторого|полтретьего|полчетвертого|полпятого"
_RU_HOUR += r"|полшестого|полседьмого|полвосьмого|полдевятого|полдесятого|половин[еыу]\s\w{5,14})"
_TIMES = re.compile(
    "|".join(
        (
            (
                r"[0-2]?\d[:][0-5]\d(?::[0-5]\d)?(?:\s?(?:am|pm|a\.m\.|p\.m\.|ч\b\.?|час(?:а|ов|у"
                r"|ам)?))?(?:-?\s?(?:де|да|те|та|ден|дан|тен))?"
            ),
            (
                r"(?:[0-2]?\d|at\s[0-2]?\d)(?:[.:][0-5]\d)?\s?(?:am|pm|a\.m\.|p\.m\."
                r"|o['’]clock)(?:\sin\sthe\s(?:morning|evening|afternoon)|\sat\snight)?"
            ),
            (
                rf"(?:at\s)?(?:{ENGLISH_CARDINAL}|[0-2]?\d)\s(?:o['’]?\s?clock\s?)?(?:in\sthe\s(?:morning|evening"
                rf"|afternoon)|at\snight|o['’]?\s?clock|am\b|pm\b)"
            ),
            (
                rf"(?:half\spast|quarter\spast|quarter\sto|at\sabout|at\saround|at)\s(?:[0-2]?\d(?![\d.,]*\s?(?:%"
                rf"|percent|years|people|of))|{ENGLISH_CARDINAL})(?=[\s,.]|$)(?!\s(?-i:[A-Z]))(?!\s(?:years|people"
                rf"|of|per|men|least|times|other|different|months|days|weeks|point))"
            ),
            (
                rf"(?:{_RU_HOUR}\s(?:утра|вечера|ночи)(?!\sподряд)|{_RU_HOUR}\s?(?:час(?:а|ов|ам|у)?"
                rf"|ч\b\.?)(?:\s(?:{RUSSIAN_CARDINAL}|[0-5]?\d)\s?(?:минут\w?|мин\b\.?))?\s{_RU_PART})"
            ),
            (
                rf"(?<=\b){_RU_AROUND}\s(?P<ru>{_RU_HOUR}\s?(?:час(?:а|ов|ам|у)|ч\b\.?)(?:\s(?:{RUSSIAN_CARDINAL}"
                rf"|[0-5]?\d)\s?(?:минут\w?|мин\b\.?))?(?:\s{_RU_PART})?)"
            ),
            r"(?:в|около|к|с|до|после)\s(?:[01]?\d|2[0-4])[.\-][0-5]\d(?![.\d])",
            rf"(?:сағат|сагат)\s(?:шамамен\s)?(?:[0-2]?\d(?:[:.][0-5]\d)?|{KAZAKH_CARDINAL})(?:\s?-?\s?\w{{0,5}})?",
            (
                rf"(?:таңғы|тангы|түнгі|тунги|кешкі|кешки|күндізгі)\s(?:сағат\s)?(?:[0-2]?\d(?:[:.][0-5]\d)?"
                rf"|{KAZAKH_CARDINAL})(?:\s?-?\w{{1,6}})?"
            ),
        )
    ).join((r"(?<![\w.])(?:", r")(?!\w)")),
    re.IGNORECASE,
)


_LOOSE_TIMES = re.compile(
    r"(?<![\w.])(?:(?:в|до|с|около|к|at|by|until|was|from|сағат|сагат)\s(?P<hide>(?:[01]?\d|2[0-3])[ ][0-5]\d)"
    r"(?!\s?(?:тг|тенге|теңге|000|%|чел|лет|раз|people|men|years|кг|км|\d))"
    rf"|(?:[01]?\d|2[0-3])(?:[ :.][0-5]\d)?\s(?:утра|вечера|ночи|am|pm)|час\s{RUSSIAN_CARDINAL}"
    rf"|(?:половин\w|четверть|без\sчетверти)\s(?:{RUSSIAN_ORDINAL}|{RUSSIAN_CARDINAL})"
    rf"|(?:түнгі\s|таңғы\s)?{KAZAKH_CARDINAL}(?:ден|дан|тен|тан|нан)\s{KAZAKH_CARDINAL}\sминут\sөт\w{{1,8}})(?!\w)",
    re.IGNORECASE,
)
_LOOSE_DAYS = re.compile(
    r"(?<![\w.])(?:[0-3]?\d[ ](?:0?[1-9]|1[0-2])[ ](?:19|20)\d\d"
    r"|(?:двадцать\s|тридцать\s)?(?:четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|тринадцат|четырнадцат"
    r"|пятнадцат|шестнадцат|семнадцат|восемнадцат|девятнадцат|двадцат|тридцат)ого"
    r"(?!\s(?:класс|этаж|курс|район|отдел|подъезд|размер|год|дн|раз|числа|созыв|микрорайон))"
    r"|(?:(?:он|жиырма|отыз)\s(?:бір|бир)|(?:(?:он|жиырма|отыз)\s)?(?:екі|еки|үш|уш|төрт|торт|бес|алты|жеті|жети|сегіз|сегиз"
    r"|тоғыз|тогыз))(?:с?[іиы]н[дт][ае]|[іиы]н[дт][ае]|н[дт][ае]))(?!\w)",
    re.IGNORECASE,
)


# The patterns are tried only near these beginnings of words.
_MONTHS = beginnings(
    "янв фев март апр ма июн июл авг сен окт ноя дек қаң кант ақп акп нау сәу сау мам мау шіл шил там қыр "
    "кыр қаз қар кар жел "
    "jan feb mar apr may jun jul aug sep oct nov dec"
)
_DAY_WORDS = beginnings("чис го күн кун the первого второго третьего 0 1 2 3 4 5 6 7 8 9")
_BIRTH_WORDS = ("19", "20")
_TIME_WORDS = beginnings(
    "утр веч ноч дня днем днём пополуд час clock o'clock o’clock half quarter one two three four five six seven eight "
    "nine ten eleven twel thirt fift twent noon midn сағ саг таң тан түн тун кеш күнд 0 1 2 3 4 5 6 7 8 9"
)
_LOOSE_TIME_WORDS = beginnings("час полов четверт бірден бирден екіден минут 0 1 2 3 4 5 6 7 8 9")
_LOOSE_DAY_WORDS = beginnings(
    "четв пятог шестог седьм восьм девят десят одинн двена трина четыр пятн шестн семн восемн двадц тридц он жиырма "
    "отыз екі үш уш төрт торт бес алты жет сегіз сегиз тоғыз тогыз 0 1 2 3"
)
_TIME_WHOLE = listing("ч am pm zero oh")


def find(document: Document) -> list[Span]:
    """Hide dates to the day, birth years and times to the hour."""
    text = document.text
    spans = (
        *spans_of(_DATES, text, SpanType.DATE, LAYER, within=around(document, _MONTHS)),
        *spans_of(_LOOSE_TIMES, text, SpanType.TIME, LAYER, confidence=0.7, within=around(document, _LOOSE_TIME_WORDS)),
        *spans_of(_LOOSE_DAYS, text, SpanType.DATE, LAYER, confidence=0.7, within=around(document, _LOOSE_DAY_WORDS)),
        *spans_of(_IN_FIGURES, text, SpanType.DATE, LAYER),
        *spans_of(_BARE_DAYS, text, SpanType.DATE, LAYER, confidence=0.8, within=around(document, _DAY_WORDS)),
        *spans_of(_BIRTH, text, SpanType.DATE, LAYER, within=around(document, _BIRTH_WORDS)),
        *spans_of(
            _TIMES, text, SpanType.TIME, LAYER, confidence=0.85, within=around(document, _TIME_WORDS, _TIME_WHOLE)
        ),
    )
    return [_without_preposition(span, text) for span in spans]


_PREPOSITION = re.compile(
    r"(?:(?:at|about|around|on|of|from|until|till|by|before|after|since|the|в|во|около|к|ко|с|до|после|примерно|ровно"
    r"|приблизительно|где-то|часов|часа|часиков)\s){1,3}",
    re.IGNORECASE,
)


def _without_preposition(span: Span, text: str) -> Span:
    """Leave "at", "около" and their like to the sentence, which then reads on."""
    leading = _PREPOSITION.match(text, span.start, span.end)
    return span if leading is None else replace(span, start=leading.end())
