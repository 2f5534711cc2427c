"""Where people are held, work and study: facilities, organisations, employers, schools."""

import re

from testimony.pseudonyms.document import Document
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
    "ивс сизо рувд ровд гровд увд гувд дп уп овд говд кпз шизо ик лиу уис дуис приемник* приёмник* "
    "спецприемник* спецприёмник* "
    "колония колонии колонию колонией тюрьма тюрьмы тюрьме тюрьму изолятор изолятора изоляторе отдел отдела "
    "отделе отделение "
    "отделения отделении участок участка участке ауп умвд опорный опорного опорном камера камеры камере "
    "камеру барак бараке отряд "
    "отряде военкомат военкомате часть части абақты* абакты* түрме* турме* тергеу-абақтысы камерасы* "
    "изоляторы* бөлімі* бөлімше* "
    "болими* бөліміне басқармасы* департаменті* sizo ivs rovd uvd prison colony cell cellblock detention "
    "precinct station "
    "учреждение учреждении учреждения"
)
_SCHOOL = Kinds(
    "школа школы школе школу школой гимназия гимназии гимназию лицей лицея лицее лицеем колледж колледжа "
    "колледже университет "
    "университета университете институт института институте академия академии детсад детсада детсаде "
    "больница больницы "
    "больнице больницу поликлиника поликлиники поликлинике госпиталь госпиталя госпитале роддом роддоме "
    "мечеть мечети церковь "
    "мектеп мектебі* мектепте* гимназиясы* лицейі* колледжі* университеті* институты* ауруханасы* емханасы* "
    "мешіті* балабақша* "
    "school lyceum gymnasium college university institute hospital clinic mosque kindergarten polyclinic"
)
_ORGANISATION = Kinds(
    "тоо ао зао оао ооо ип кх гку гккп кгу нпо оо жшс ақ жк кмм ҚБ компания компании компанию фирма фирмы "
    "фирме фонд фонда "
    "фонде магазин магазина магазине кафе ресторан ресторане ресторана рынок рынке рынка базар базаре завод "
    "завода заводе "
    "шахта шахты шахте фабрика фабрике комбинат комбината комбинате банк банка банке газета газеты газете "
    "редакция редакции "
    "партия партии движение движения организация организации профсоюз профсоюза гостиница гостинице отель "
    "отеле салон салоне "
    "аптека аптеке стройка ферма llp llc jsc ltd inc company firm factory plant mine market shop cafe "
    "restaurant bank newspaper "
    "hotel фирмасы* компаниясы* қоры* дүкені* кафесі* зауыты* шахтасы* базары* банкі* газеті* партиясы* "
    "ұйымы* қозғалысы* "
    "foundation movement party union ngo"
)
_WORK_VERB = re.compile(
    r"(?<!\w)(?:работа(?:ю|л|ла|ли|ет|ют|я|вш\w{2,3})|подрабатыва\w{1,3}|трудил\w{1,3}|устроил\w{1,3}"
    r"|служи(?:л|т|ла)|учи(?:тся|лся|лась|ться|ла|л)"
    r"|препода(?:ю|вал|вала|ет)|учусь)\s(?:(?:там|тогда|раньше|сейчас|много|долго|\w{3,14}(?:ом|ем|ём|ой|ей"
    r"|ицей|цем))\s){0,2}"
    r"(?:в|на|у|при)\s(?P<hide>(?!меня|нас|него|неё|нее|них|этом|том|тот|полставки|дому|себя|пенсии)[^\W\d]{3,30})",
    re.IGNORECASE,
)
_EN_WORK = re.compile(
    r"(?<!\w)(?:work(?:s|ed|ing)?|employed|teach(?:es|ing)?|taught|stud(?:y|ies|ied|ying)"
    r"|interning)\s(?:as\s(?:an?\s)?(?:\w{2,20}\s){1,3}?)?"
    r"(?:at|for|in|with)\s(?P<hide>(?:an?\s|the\s|our\s|my\s|his\s|her\s)?(?!me\b|us\b|him\b|years?\b"
    r"|months?\b|night\b|home\b|secret\b|fear\b|order\b|peace\b"
    r"|january|february|march|april|may\b|june|july|august|september|october|november|december|kazakhstan"
    r"|almaty|astana|russia)"
    r"[^\W\d]{3,30}(?:\s(?:school|factory|mine|plant|bakery|hospital|shop|market|company|bank|office"
    r"|university|station|farm|café|cafe))?)",
    re.IGNORECASE,
)
_KK_WORK = re.compile(
    r"(?<!\w)(?P<hide>[^\W\d]{3,30}(?:да|де|та|те|нда|нде))\s(?:\w{3,20}\s(?:болып\s)?){0,2}?(?:жұмыс\s(?:іст"
    r"|жаса)\w{1,12}|жумыс\s(?:ист|жаса)\w{1,12}"
    r"|қызмет\sет\w{1,12}|қызмет\sіст\w{1,12}|оқи\w{1,8}|оқыд\w{1,5}|оқыға\w{1,6}|сабақ\sбер\w{1,10})",
    re.IGNORECASE,
)
_QUOTED_FORM = re.compile(
    r"(?<!\w)(?:тоо|ао|зао|оао|ооо|ип|кх|жшс|ақ|жк|llp|llc"
    r"|jsc)\s?[«“\"„]?(?P<hide>[^\W\d_][^»”\"\n,.;]{1,40})|[«“\"„](?P<hide2>[^»”\"\n]{2,40})[»”\"]\s(?:жшс|ақ"
    r"|жк|кх|тоо)",
    re.IGNORECASE,
)


def find(document: Document) -> list[Span]:
    """Hide a facility, school or organisation with its name or number, and where somebody works."""
    return [
        *_named(document, _FACILITY, SpanType.FACILITY),
        *_named(document, _SCHOOL, SpanType.WORK),
        *_named(document, _ORGANISATION, SpanType.ORG),
        *_workplaces(document),
    ]


def _named(document: Document, kinds: Kinds, kind: SpanType) -> list[Span]:
    """The announcing word is hidden too where a name or number makes it one of a kind."""
    found: list[Span] = []
    for index in indices(document, kinds):
        if document.tokens[index].lower.startswith(_KAZAKH):
            last = None
        elif document.tokens[index].lower in (
            "часть",
            "части",
            "участок",
            "отряд",
            "station",
            "party",
            "движение",
            "партии",
        ):
            last = number_after(document, index) or quote_after(document, index)
        else:
            last = number_after(document, index) or _of_town(document, index) or name_after(document, index, 2)
        first = number_before(document, index)
        if first is None:
            first = name_before(document, index, 2)
        if first is None and last is None:
            continue
        found.append(span(document, index if first is None else first, index if last is None else last, kind, LAYER))
    return found


# A Kazakh kind stands after its name, and what follows it is the rest of the sentence.
_KAZAKH = tuple(
    stem for kinds in (_FACILITY, _SCHOOL, _ORGANISATION) for stem in kinds.stems if set(stem) & set("әғқңөұүһі")
)


def _of_town(document: Document, index: int) -> int | None:
    """УВД города Талдыкорган: beside a facility even a big city tells which one it is."""
    after = index + 2
    if after >= len(document.tokens) or document.tokens[index + 1].lower not in ("города", "г"):
        return None
    return after if set(document.gap(index) + document.gap(index + 1)) <= set(" .") else None


def _workplaces(document: Document) -> list[Span]:
    spans: list[Span] = []
    for pattern in (_WORK_VERB, _EN_WORK, _KK_WORK):
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
