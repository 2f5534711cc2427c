"""Hours: times of the day in figures and in words; how long something lasted is none."""

import re

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.dates import without_preposition
from testimony.pseudonyms.layers.numbers import ENGLISH_CARDINAL, KAZAKH_CARDINAL, RUSSIAN_CARDINAL, RUSSIAN_ORDINAL
from testimony.pseudonyms.layers.patterns import around, spans_of
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.telling import telling

LAYER = "time"

_RU_AROUND = r"(?:в|во|около|к|ко|с|до|после|примерно|часов\sв|часа\sв|где-то\sв|приблизительно|ровно\sв|часиков\sв)"
_RU_PART = r"(?:утра|вечера|ночи|дня|утром|вечером|ночью|днем|днём|пополудни)"
_RU_HOUR = rf"(?:[0-2]?\d(?:\s?-?\s?(?:ти|х|и|ми))?|{RUSSIAN_CARDINAL}|час(?:а|у)?"
_RU_HOUR += r"|полпервого|полвторого|полтретьего|полчетвертого|полпятого"
_RU_HOUR += r"|полшестого|полседьмого|полвосьмого|полдевятого|полдесятого|половин[еыу]\s\w{5,14})"
# "At Seven Oaks" is no hour.
_NO_NAME = r"(?!\s(?-i:[A-Z]))"
_HOURS = "|".join(
    (
        (
            r"[0-2]?\d[:][0-5]\d(?::[0-5]\d)?(?:\s?(?:am|pm|a\.m\.|p\.m\.|ч\b\.?|час(?:а|ов|у"
            r"|ам)?|hours|hrs))?(?:-?\s?(?:де|да|те|та|ден|дан|тен))?"
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
            rf"|percent|years|people|of))|{ENGLISH_CARDINAL})(?=[\s,]|\.(?!\d)|$){_NO_NAME}(?!\s(?:years|people"
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
        r"(?:в|около|к|с|до|после|at|around|until)\s(?:[01]?\d|2[0-4])[.\-][0-5]\d(?![.\d]|\s?(?:%|percent|usd|tenge|km))",
        (
            rf"(?:сағат|сагат)\s(?:шамамен\s)?(?:[0-2]?\d(?:[:.][0-5]\d)?|{KAZAKH_CARDINAL})(?:\s?-?\s?\w{{0,5}})?"
            r"(?:\sжарым\w{0,4})?(?:\s(?:шамасында|шамасы|кезінде))?"
        ),
        (
            rf"(?:таңғы|тангы|түнгі|тунги|кешкі|кешки|күндізгі)\s(?:сағат\s)?(?:[0-2]?\d(?:[:.][0-5]\d)?"
            rf"|{KAZAKH_CARDINAL})(?:\s?-?\w{{1,6}})?"
        ),
    )
).join((r"(?<![\w.])(?:", r")(?!\w)"))
_TIMES = re.compile(_HOURS, re.IGNORECASE)
# The same in small letters, several times faster: whatever _TIMES matches, this matches too.
_MAY_BE_TIMES = re.compile(_HOURS.replace(_NO_NAME, ""))


_LOOSE_TIMES = re.compile(
    r"(?<![\w.])(?:(?:в|до|с|около|к|at|by|until|was|from|сағат|сагат)\s(?P<hide>(?:[01]?\d|2[0-3])[ ][0-5]\d"
    r"(?:\s(?:утра|вечера|ночи|дня|am|pm))?)"
    r"(?!\s?(?:тг|тенге|теңге|000|%|чел|лет|раз|people|men|years|кг|км|\d))"
    rf"|(?:[01]?\d|2[0-3])(?:[ :.][0-5]\d)?\s(?:утра|вечера|ночи|am|pm)|час\s{RUSSIAN_CARDINAL}"
    r"|пол(?:перв|втор|трет|четв|пят|шест|седьм|восьм|девят|десят|одиннадц|двенадц)\w{2,8}"
    rf"|без\s(?:пяти|десяти|пятнадцати|двадцати|четверти|\d{{1,2}})\s(?:минут\s)?(?:{RUSSIAN_CARDINAL}|час|1?\d)"
    rf"|(?:{RUSSIAN_CARDINAL}|[0-5]?\d)\sминут\w?\s{RUSSIAN_ORDINAL}"
    rf"|(?:часа|часов|часиков)\sв\s(?P<hour>{RUSSIAN_CARDINAL}|[0-2]?\d)"
    rf"|(?:сағат\s|сагат\s)?{KAZAKH_CARDINAL}\sжарым(?:ға|га|да|дан|нан|ша)"
    r"|(?:at\s)?(?:0[0-9]|1\d|2[0-3])[0-5]\d\s?(?:hrs|hours)|at\s0\d[0-5]\d"
    rf"|(?:{ENGLISH_CARDINAL}|[0-5]?\d)(?:\sminutes)?\spast\s(?:{ENGLISH_CARDINAL}|1?\d|midnight|noon)"
    rf"|(?:половин\w|четверть)\s(?:{RUSSIAN_ORDINAL}|{RUSSIAN_CARDINAL})"
    rf"|(?:түнгі\s|таңғы\s)?{KAZAKH_CARDINAL}(?:ден|дан|тен|тан|нан)\s{KAZAKH_CARDINAL}\sминут\sөт\w{{1,8}})(?!\w)",
)
_TIME_WORDS = telling(
    "утр веч ноч дня днем днём пополуд час clock o'clock o’clock half quarter one two three four five six seven eight "
    "nine ten eleven twel thirt fift twent noon midn сағ саг таң тан түн тун кеш күнд 0 1 2 3 4 5 6 7 8 9",
    whole="ч am pm zero oh",
)
_LOOSE_TIME_WORDS = telling("час пол четверт без бірден бирден екіден минут past жарым at 0 1 2 3 4 5 6 7 8 9")


def find(document: Document) -> list[Span]:
    """Hide times to the hour."""
    text = document.text
    near = [
        (first, last)
        for first, last in around(document, _TIME_WORDS)
        if _MAY_BE_TIMES.search(document.small, first, last)
    ]
    loose = around(document, _LOOSE_TIME_WORDS)
    spans = (
        *spans_of(_LOOSE_TIMES, document.small, SpanType.TIME, LAYER, confidence=0.7, within=loose),
        *spans_of(_TIMES, text, SpanType.TIME, LAYER, confidence=0.85, within=near),
    )
    return [without_preposition(span, text) for span in spans]
