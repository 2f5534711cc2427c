"""Where people are held, work and study: facilities, organisations, employers, schools."""

import re
from functools import cache

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.patterns import spans_of
from testimony.pseudonyms.lexicon import word_set
from testimony.pseudonyms.listing import beginnings, listing
from testimony.pseudonyms.matching import forms_of
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.windows import (
    Kinds,
    indices,
    name_after,
    name_before,
    number_after,
    number_before,
    quote_after,
    span,
)

LAYER = "institution"

_FACILITY = Kinds(
    "ивс сизо рувд ровд гровд увд гувд дп уп овд говд кпз шизо ик лиу уис дуис приемник* приёмник* спецприемник* "
    "спецприёмник* колония колонии колонию колонией тюрьма тюрьмы тюрьме тюрьму изолятор изолятора изоляторе отдел "
    "отдела отделе отделение отделения отделении участок участка участке ауп умвд опорный опорного опорном пост "
    "посту поста камера камеры камере камеру барак бараке отряд отряде взвод военкомат военкомате вч "
    "полк полка полку бригада бригады бригаде застава заставы заставе учреждение учреждении учреждения абақты* "
    "абакты* түрме* турме* тергеу-абақтысы* камера* изоляторы* изоляторын* бөлімі* бөлімше* болими* бөліміне "
    "басқармасы* баскармасы* департаменті* мекемесі* колониясы* бөлім sizo ivs rovd uvd prison colony cell "
    "cellblock detention centre center precinct station unit barrack barracks regiment brigade outpost"
)
_SCHOOL = Kinds(
    "школа школы школе школу школой гимназия гимназии гимназию лицей лицея лицее лицеем колледж колледжа колледже "
    "университет университета университете институт института институте академия академии академию детсад детсада "
    "детсаде садик садике больница больницы больнице больницу больницей поликлиника поликлиники поликлинике "
    "поликлинику госпиталь госпиталя госпитале роддом роддома роддоме диспансер диспансере училище училища мечеть "
    "мечети церковь пту нии подстанция подстанции мектеп мектеб* мектепт* гимназияс* лицейі* колледжі* "
    "университеті* институты* аурухан* емхан* мешіті* балабақша* school lyceum gymnasium college university "
    "institute hospital clinic mosque kindergarten polyclinic academy"
)
# What may stand between a number and the kind of an institution, and belongs to its name.
_QUALIFIERS = Kinds(
    "школа школе школы школу городск* областн* районн* центральн* средн* общеобразовательн* военн* войсков* воинск* "
    "исправительн* следственн* детск* полиции полиция милиции внутренних дел уголовн* опорн* участков* мвд ivd "
    "қалалық калалык облыстық областык аудандық аудандык орталық орта жалпы тергеу әскери аскери құс city regional "
    "central district secondary primary military police remand pre-trial children's emergency"
)
_ORGANISATION = Kinds(
    "тоо ао зао оао ооо ип кх гку гккп кгу нпо оо жшс ақ жк кмм ҚБ компания компании компанию фирма фирмы фирме "
    "фонд фонда фонде магазин магазина магазине кафе ресторан ресторане ресторана рынок рынке рынка базар базаре "
    "завод завода заводе шахта шахты шахте фабрика фабрике комбинат комбината комбинате банк банка банке газета "
    "газеты газете редакция редакции партия партии движение движения организация организации профсоюз профсоюза "
    "гостиница гостинице отель отеле салон салоне аптека аптеке стройка ферма llp llc jsc ltd inc company firm "
    "factory plant mine market shop cafe restaurant bank newspaper hotel фирмасы* цехы* цехын* фабрикасы* "
    "комбинаты* мейрамханасы* орталығы* редакциясы* service substation компаниясы* қоры* дүкені* кафесі* зауыты* "
    "шахтасы* базары* банкі* газеті* партиясы* ұйымы* қозғалысы* foundation movement party union ngo"
)
_WORK_VERB = re.compile(
    r"(?<!\w)(?:работа(?:ю|л|ла|ли|ет|ют|я|вш\w{2,3})|подрабатыва\w{1,3}|трудил\w{1,3}|устроил\w{1,3}"
    r"|служи(?:л|т|ла)|учи(?:тся|лся|лась|ться|ла|л)"
    r"|препода(?:ю|вал|вала|ет)|учусь)\s(?:(?:там|тогда|раньше|сейчас|много|долго|\w{3,14}(?:ом|ем|ём|ой|ей"
    r"|ицей|цем))\s){0,2}"
    r"(?:в|на|у|при)\s(?P<hide>(?!меня|нас|него|неё|нее|них|этом|том|тот|полставки|дому|себя|пенсии)[^\W\d]{3,30})",
    re.IGNORECASE,
)
_LEFT_WORK = re.compile(
    r"(?<!\w)(?:(?:отчисл|исключ|уволи|выгна|вылете|уволен)\w{0,5}\s(?:меня\s|его\s|её\s|ее\s|нас\s)?(?:из|с|со)"
    r"|поступи\w{1,3}\s(?:в|на)|(?:за)?кончи(?:л|ла|ли|в)|выпускни\w{1,4})\s"
    r"(?P<hide>(?!работы|меня|нас|него|неё|неволи|службы|учебы|учёбы|дома|жизнь|свою|мою|его|её|школу\b|приказ)[^\W\d]{3,30})",
    re.IGNORECASE,
)
_EN_WORK = re.compile(
    r"(?<!\w)(?:work(?:s|ed|ing)?|employed|teach(?:es|ing)?|taught|stud(?:y|ies|ied|ying)"
    r"|interning)\s(?:as\s(?:an?\s)?(?:\w{2,20}\s){1,3}?)?"
    r"(?:at|for|in|with)\s(?P<hide>(?:an?\s|the\s|our\s|my\s|his\s|her\s)?(?!me\b|us\b|him\b|years?\b"
    r"|months?\b|night\b|home\b|secret\b|fear\b|order\b|peace\b"
    r"|january|february|march|april|may\b|june|july|august|september|october|november|december|kazakhstan"
    r"|almaty|astana|russia)"
    r"[^\W\d]{3,30}(?:(?:\s[^\W\d]{2,20}){0,2}?\s(?:school|factory|mine|plant|bakery|hospital|shop|market|company|bank"
    r"|office|university|station|farm|café|cafe|llp|llc|jsc))?)",
    re.IGNORECASE,
)
_KK_WORK = re.compile(
    r"(?<!\w)(?P<hide>[^\W\d]{3,30}(?:да|де|та|те|нда|нде))\s(?:\w{3,20}\s(?:болып\s)?){0,2}?(?:жұмыс\s(?:іст"
    r"|жаса)\w{1,12}|жумыс\s(?:ист|жаса)\w{1,12}"
    r"|қызмет\sет\w{1,12}|қызмет\sіст\w{1,12}|оқи\w{1,8}|оқыд\w{1,5}|оқыға\w{1,6}|сабақ\sбер\w{1,10})",
    re.IGNORECASE,
)
_QUOTED_FORM = re.compile(
    r"(?<!\w)(?:тоо|ао|зао|оао|ооо|ип|кх|жшс|ақ|жк|llp|llc|jsc)(?:\s|\s?[«“\"„])(?P<hide>[^\W\d_][^»”\"\n,.;]{1,40})"
    r"|[«“\"„](?P<hide2>[^»”\"\n]{2,40})[»”\"]\s(?:жшс|ақ|жк|кх|тоо)(?!\w)",
    re.IGNORECASE,
)


_MOST_QUALIFIERS = 2
_HEAD = 3
_FIRM_WORDS = Kinds("текстиль* холдинг* трейд* инвест логистик* телеком* ойл фарм textile holding trading logistics")
# Part, unit, post, party: a name beside one of these is rarely its own.
_ORDINARY = listing(
    "участок отряд отряде пост посту поста взвод полк полка полку бригада бригады бригаде station party "
    "движение партии unit centre center service бөлім"
)
# ЛА-155/18, УК-161/1: what the prisons are called in the papers, and since then by everyone.
_CODE = re.compile(r"(?<!\w)(?P<letters>[^\W\d_]{2,3})[ \-–]{0,2}\d{2,3} ?/ ?\d{1,2}(?![\d/])", re.IGNORECASE)
_NO_CODE = listing("ст на до от за из по или при как the art and bap бап тел том лет раз жас мкр кор кв ул дом дело")
_MILITARY = re.compile(
    r"(?<!\w)(?:в ?[/\\] ?ч|вч|ә ?/ ?б|(?:(?:войсков|воинск)\w{2,3}\s)?част[ьи]|military\sunit|әскери\sбөлім\w{0,6})"
    r"(?:\s(?:№|no\.?|number|номер)|[ №]{1,2})\s?\d{4,5}(?!\w)"
    r"|(?<!\w)\d{4,5}\s?-?\s?(?:әскери\sбөлім\w{0,8}|в ?/ ?ч)(?!\w)",
    re.IGNORECASE,
)


def find(document: Document) -> list[Span]:
    """Hide a facility, school or organisation with its name or number, and where somebody works."""
    return [
        *_named(document, _FACILITY, SpanType.FACILITY),
        *_named(document, _SCHOOL, SpanType.WORK),
        *_named(document, _ORGANISATION, SpanType.ORG),
        *_workplaces(document),
        *_known(document),
        *(spans_of(_CODE, document.text, SpanType.FACILITY, LAYER, keep=_is_code) if "/" in document.text else ()),
        *spans_of(_MILITARY, document.text, SpanType.FACILITY, LAYER),
    ]


def _is_code(match: re.Match[str]) -> bool:
    return match["letters"].lower() not in _NO_CODE


def _named(document: Document, kinds: Kinds, kind: SpanType) -> list[Span]:
    """The announcing word is hidden too where a name or number makes it one of a kind."""
    found: list[Span] = []
    for index in indices(document, kinds):
        left, right = _qualified(document, index)
        first, last = number_before(document, left), number_after(document, right)
        if first is None and last is None:
            first, last = _by_name(document, left, index, right, kind)
        if first is None and last is None:
            continue
        first, last = left if first is None else first, right if last is None else last
        found.append(span(document, _numbered_of(document, first), _with_district(document, last), kind, LAYER))
    return found


def _qualified(document: Document, index: int) -> tuple[int, int]:
    """Take in the words that make a kind: городская больница, отдел полиции, қалалық аурухана."""
    left = right = index
    while left > 0 and index - left < _MOST_QUALIFIERS and _is_qualifier(document, left - 1, left - 1):
        left -= 1
    while right - index < _MOST_QUALIFIERS and _is_qualifier(document, right + 1, right):
        right += 1
    return left, right


def _is_qualifier(document: Document, index: int, gap: int) -> bool:
    if index >= len(document.tokens) or document.gap(gap) not in (" ", "-"):
        return False
    word = document.tokens[index].lower
    return word in _QUALIFIERS.exact or word.startswith(_QUALIFIERS.stems)


def _by_name(document: Document, left: int, index: int, right: int, kind: SpanType) -> tuple[int | None, int | None]:
    """Look for a proper name beside a kind; a few kinds are ordinary words and take one in quotation marks only."""
    word = document.tokens[index].lower
    if word in _ORDINARY and left == index:
        return None, quote_after(document, index)
    if word.startswith(_CELLS):
        return None, None
    # Before a kind even a big city tells which one it is, and before a prison's on either side.
    first = name_before(document, left, 2, cities=True)
    if word.startswith(_KAZAKH):
        if first is None and left == index and _OWNED.search(word):
            first = _word_before(document, index)
        return first, None
    return first, _of_town(document, right) or name_after(document, right, 2, cities=kind is SpanType.FACILITY)


def _word_before(document: Document, index: int) -> int | None:
    """In Kazakh the ending of "its" on a kind makes the word before it the name: бал текстиль цехында."""
    if not index or document.gap(index - 1) != " ":
        return None
    word = document.tokens[index - 1]
    return None if not word.is_word or word.lower in _NO_OWNERS else index - 1


def _numbered_of(document: Document, first: int) -> int:
    """Take in a number before "of": No. 3 of Taraz Emergency Service."""
    if first > 1 and document.tokens[first - 1].lower == "of" and document.tokens[first - 2].text[0].isdigit():
        first -= 2
    return first - 1 if first and document.tokens[first - 1].lower in _NUMBER_WORDS else first


def _with_district(document: Document, last: int) -> int:
    following = last + 1
    if following >= len(document.tokens) or document.gap(last) != " ":
        return last
    return following if document.tokens[following].lower in _DISTRICTS else last


# A cell has a number only; the name before it is somebody's.
_CELLS = beginnings("камер cell барак barrack отряд")
_NOT_KAZAKH = beginnings("приемник приёмник спецприемник спецприёмник")
# A Kazakh kind stands after its name, and what follows it is the rest of the sentence.
_KAZAKH = tuple(
    stem for kinds in (_FACILITY, _SCHOOL, _ORGANISATION) for stem in kinds.stems if stem not in _NOT_KAZAKH
)
_OWNED = re.compile(r"(?:с[ыіи]|[ыіи]н\w{0,4}|[^тдн\W][ыіи]|(?:тет|мент|тут|нат|уыт|код|вод)[ыіи])$")
_NO_OWNERS = listing(
    "осы сол бір бұл ол оның біздің менің сенің олардың сіздің өз басқа барлық әр қай кез біз мен және пен бен да "
    "де та те деген жаңа ескі үлкен кіші осында сонда биздин менин онын баска бир жане сосын содан тергеу"
)
_NUMBER_WORDS = listing("no nr number номер")
_DISTRICTS = listing("района районы области обл области города аудан ауданы ауданының ауданынын")


def _of_town(document: Document, index: int) -> int | None:
    """УВД города Талдыкорган: beside a facility even a big city tells which one it is."""
    after = index + 2
    if after >= len(document.tokens) or document.tokens[index + 1].lower not in ("города", "г"):
        return None
    return after if set(document.gap(index) + document.gap(index + 1)) <= set(" .") else None


def _known(document: Document) -> list[Span]:
    """Find large employers and universities by their short names, and firms by the last word of many firms' names."""
    found = [
        span(document, token.index, token.index, SpanType.ORG, LAYER)
        for token in document.tokens
        if token.key[:_HEAD] in _organisation_heads() and any(key in _organisations() for key in token.word.base_keys)
    ]
    for index in indices(document, _FIRM_WORDS):
        first = _word_before(document, index)
        if first is not None:
            found.append(span(document, first, index, SpanType.ORG, LAYER, 0.7))
    return found


@cache
def _organisations() -> frozenset[str]:
    return frozenset(key for name in word_set("organisations.txt") for key in forms_of(name))


@cache
def _organisation_heads() -> frozenset[str]:
    return frozenset(key[:_HEAD] for key in _organisations())


def _workplaces(document: Document) -> list[Span]:
    spans: list[Span] = []
    for pattern in (_WORK_VERB, _LEFT_WORK, _EN_WORK, _KK_WORK):
        spans.extend(
            Span(start=match.start("hide"), end=match.end("hide"), type=SpanType.WORK, layers=(LAYER,), confidence=0.6)
            for match in pattern.finditer(document.text)
        )
    for match in _QUOTED_FORM.finditer(document.text):
        group = "hide" if match["hide"] else "hide2"
        spans.append(
            Span(start=match.start(group), end=match.end(group), type=SpanType.ORG, layers=(LAYER,), confidence=0.8)
        )
    return spans
