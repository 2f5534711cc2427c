"""Ages, in figures and in words; how long something lasted is not an age."""

import re
from collections.abc import Iterable, Iterator

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.numbers import ENGLISH_CARDINAL, KAZAKH_CARDINAL, RUSSIAN_CARDINAL
from testimony.pseudonyms.layers.patterns import near, spans_of
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.telling import telling

LAYER = "age"

_WHOSE = (
    r"(?:мне|ему|ей|нам|им|тебе|сыну|дочери|дочке|брату|сестре|мужу|жене|отцу|матери|маме|папе|внуку|внучке"
    r"|ребенку|ребёнку"
    r"|мальчику|девочке|племяннику|племяннице|соседу)"
)
_RU_NUMBER = rf"(?:\d{{1,3}}|{RUSSIAN_CARDINAL})"
_RU_YEARS = r"(?:лет|год(?:а|ик|ика|у)?|годков|годиков|годочк\w{1,2}|г\b)"
_DURATION = (
    r"(?!\s(?:назад|тому|тюрьмы|колонии|лишения|спустя|подряд|условно|строгого|общего|не\s|без\s|работ|жил|живу"
    r"|прош|сидел|дали|дал|ждал))"
)
_AGES = re.compile(
    "|".join(
        (
            (
                rf"{_WHOSE}\s(?:\w{{2,14}}\s){{0,2}}?(?:было\s|тогда\s|всего\s|только\s|исполнилось\s|сейчас\s"
                rf"|уже\s|лишь\s){{0,3}}(?P<ru>{_RU_NUMBER}(?:\s{_RU_YEARS})?){_DURATION}(?=\W|$)"
            ),
            r"\d{1,3}\s?-?\s?(?:ти|и|х|ми)?\s?-?\s?летн\w{2,4}",
            rf"(?:в\sвозрасте|возраст\w{{0,2}})\s?:?\s(?:{_RU_NUMBER})(?:\s?-?(?:ти|х|и))?(?:\s{_RU_YEARS})?",
            rf"{_RU_NUMBER}\s?{_RU_YEARS}\sот\sроду",
            rf"(?<=[,(—–])\s?{_RU_NUMBER}\s?{_RU_YEARS}(?=\s?[,.)—–])",
            (
                r"(?:двадцати|тридцати|сорока|пятидесяти|шестидесяти|семидесяти|восьмидесяти|девяносто"
                r"|сто)?(?:одно|двух|трех|трёх|четырех|четырёх|пяти|шести|семи|восьми|девяти|десяти|одиннадцати"
                r"|двенадцати|тринадцати|четырнадцати|пятнадцати|шестнадцати|семнадцати|восемнадцати|девятнадцати"
                r"|двадцати|тридцати|сорока|пятидесяти|шестидесяти|семидесяти)летн\w{2,4}"
            ),
            (
                rf"(?:\d{{1,3}}|{KAZAKH_CARDINAL})(?:\s?-?\s?(?:ға|ге|қа|ке|де|да|те|та|ден"
                rf"|дан))?\s?-?\s?жас(?!а\b|ад|ап|аған|алған|ау|ыр|ап|ыл)\w{{0,7}}"
            ),
            rf"(?:\d{{1,3}}|{ENGLISH_CARDINAL})[- ]years?[- ]old",
            (
                rf"(?:aged?|age\sof|age\sis|at\sage|turned|at\sthe\sage\sof)\s(?:of\s)?(?:\d{{1,3}}"
                rf"|{ENGLISH_CARDINAL})(?!\s(?:days|months|hours|times|people|men))"
            ),
            (
                rf"(?:he|she|i|we|they|son|daughter|brother|sister|husband|wife|mother|father|child|boy|girl|kid|baby|nephew"
                rf"|niece|cousin|uncle|aunt|grandson|friend|eldest|oldest|youngest|who)(?:\sis|\swas|\sam"
                rf"|['’]s|['’]m)\s(?:only\s|just\s|then\s|now\s|about\s)?(?P<en>(?:\d{{1,2}}"
                rf"|{ENGLISH_CARDINAL}))(?=[\s]?(?:[.,;!?)]|$|and\b|when\b|at\b|then\b|now\b|but\b|years\b(?!\sin)))"
                r"(?:\syears(?:\sold)?)?"
            ),
            (
                rf"лет\s(?:\d{{1,2}}|{RUSSIAN_CARDINAL})(?=\W|$)(?!\s(?:назад|месяц|дн|тому))"
                rf"|в\s{_RU_NUMBER}\sлет(?!\s(?:лишения|колонии|тюрьмы|строгого|общего|за))"
                r"|(?:под|за)\s(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят)(?=\s?(?:[.,;!?)]|$|лет))"
            ),
            rf"{_WHOSE}\s(?:было\s|всего\s|только\s){{0,2}}(?P<baby>годик|полтора\sгод\w{{1,3}}|полгод\w{{1,3}})",
            r"(?:boy|girl|man|woman|child|kid|son|daughter)\sof\s\d{1,2}",
            r"\d{1,2}\s?(?:yo|y\.o|y/o)",
            r"(?<=,)\s\d{1,2}(?=,)",
            r"(?:i['’]?m|i\sam|he['’]?s|she['’]?s)\s\d{1,2}(?!\s?(?:%|days|months|hours|min|km|people))",
            rf"жасы(?:м|мыз)?[,:]?\s(?:\d{{1,2}}|{KAZAKH_CARDINAL})(?:да|де|та|те)?",
            r"jasy(?:m|myz)?[,:]?\s\d{1,2}\s?-?\s?(?:da|de|ta|te)?",
            r"\d{1,2}\s?-?\s?jas(?:ta|tan|qa|ar|ynda|yna)",
        )
    ).join((r"(?<!\w)(?:", r")(?!\w)")),
)


_SIBLINGS = r"(?<!\w)(?:sons|daughters|children|kids|boys|girls|brothers|sisters|twins)(?!\w)[^.!?\n]{0,40}?"
_SEVERAL_AGES = re.compile(
    rf"{_SIBLINGS}\s(?:are|were|aged)\s(?:only\s|just\s)?(?P<hide>(?:\d{{1,2}}|{ENGLISH_CARDINAL})"
    rf"(?:(?:,\s|,?\sand\s)(?:\d{{1,2}}|{ENGLISH_CARDINAL})){{1,4}})(?!\w)(?!\s(?:days|months|hours|of|others|more))",
    re.IGNORECASE,
)
_YEARS_ALONE = re.compile(rf"(?<!\w){_RU_NUMBER}\s?(?:лет|года|год)(?!\w){_DURATION}")
_LASTING = re.compile(
    r"(?<!\w)(?:через|на|за|около|более|больше|менее|последни\w{1,2}|спустя|течение|почти|просидел\w?|отсидел\w?"
    r"|сидел\w?|дал[аи]?|дают"
    r"|получил\w?|осудил\w|осужден\w?|приговор\w{2,6}|срок\w{0,2}|до|к|прожил\w?|жил\w?|живу|живем|живём"
    r"|прошл[ои]|уже|ещё|еще|эти|все"
    r"|работа\w{1,4}|отработал\w?|стаж\w?|грозит|светит|грозило|лет|и|или|по|в|с|каждые|каждый|первы[ей]|этот"
    r"|следующи\w|целых|(?:работа|служ|труд|прослуж|отслуж|прожи|жив|преподава)\w{1,5}(?:\s[^\W\d]{1,20}){1,4})\s{1,3}$",
)


# The patterns are tried only near these beginnings of words; figures stand for "Name, 34," and "сыну было 17".
_TELLING = telling(
    "лет год возраст жас jas "
    "year age turned one two three four five six seven eight nine ten eleven twel thirt fift twent "
    "fort yo of одинн двен трина четырн пятн шестн семн восемн девятн двадц тридц сорок пятьдес шестьдес семьдес "
    "0 1 2 3 4 5 6 7 8 9",
    whole="г zero hundred",
)
_TELLING_MIDDLE = "летн"
_YEARS = ("лет", "год")


def _holding(document: Document, middle: str) -> list[int]:
    """Give the tokens that hold these letters anywhere."""
    return [index for word, places in document.places.items() if middle in word for index in places]


def _matches(
    pattern: re.Pattern[str], document: Document, stretches: Iterable[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    for start, end in stretches:
        yield from pattern.finditer(document.small, start, end)


_ARE_MANY = listing("sons daughters children kids boys girls brothers sisters twins")


def find(document: Document) -> list[Span]:
    """Hide ages; the words around them stay where they say only whose age it is."""
    text = document.text
    spans: list[Span] = []
    numbers = near(document, sorted({*_holding(document, _TELLING_MIDDLE), *_TELLING.indices(document)}))
    years = near(document, sorted({index for middle in _YEARS for index in _holding(document, middle)}))
    for match in _matches(_AGES, document, numbers):
        start = max(match.start("ru"), match.start("en"), match.start("baby"), match.start())
        start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip())
        spans.append(_span(start, match.end(), 0.85))
    spans.extend(
        _span(match.start(), match.end(), 0.6)
        for match in _matches(_YEARS_ALONE, document, years)
        if not _LASTING.search(document.small[max(0, match.start() - 70) : match.start()])
    )
    if _ARE_MANY & document.places.keys():
        spans.extend(spans_of(_SEVERAL_AGES, text, SpanType.AGE, LAYER, confidence=0.8))
    spans.extend(
        _span(match.start(), match.end(), 0.6)
        for match in _matches(_KAZAKH_AT, document, numbers)
        if not _KAZAKH_HOUR.search(document.small[max(0, match.start() - 14) : match.start()])
    )
    return spans


# "ұлым 17-де" is an age where no hour or month was named before it.
_KAZAKH_AT = re.compile(r"(?<![\w:.\-])\d{1,2}\s?-?\s?(?:де|да|те|та)(?!\w)")
_KAZAKH_HOUR = re.compile(r"(?:са[ғг]ат|таңғы|тангы|кешкі|кешки|түнгі|тунги|күндізгі|[дт][ыіи][ңн]|шамамен|\d)\s{0,2}$")


def _span(start: int, end: int, confidence: float) -> Span:
    return Span(start=start, end=end, type=SpanType.AGE, layers=(LAYER,), confidence=confidence)
