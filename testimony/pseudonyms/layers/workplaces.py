"""Where people work or study: the word after "works at", firms by their legal form, employers everybody knows."""

import re
from functools import cache

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.layers.institutions import word_before
from testimony.pseudonyms.lexicon import word_set
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.matching import forms_of
from testimony.pseudonyms.places import is_visible_place
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.windows import Kinds, indices, span

LAYER = "workplace"

_WORK_VERB = re.compile(
    r"(?<!\w)(?:работа(?:ю|л|ла|ли|ет|ют|я|вш\w{2,3})|подрабатыва\w{1,3}|трудил\w{1,3}|устроил\w{1,3}"
    r"|служи(?:л|т|ла)|учи(?:тся|лся|лась|ться|ла|л)"
    r"|препода(?:ю|вал|вала|ет)|учусь)\s(?:(?:там|тогда|раньше|сейчас|много|долго|\w{3,14}(?:ом|ем|ём|ой|ей"
    r"|ицей|цем))\s){0,2}"
    r"(?:в|на|у|при)\s(?P<hide>(?!меня|нас|него|неё|нее|них|этом|том|тот|полставки|дому|себя|пенсии)[^\W\d]{3,30})",
)
_LEFT_WORK = re.compile(
    r"(?<!\w)(?:(?:отчисл|исключ|уволи|выгна|вылете|уволен)\w{0,5}\s(?:меня\s|его\s|её\s|ее\s|нас\s)?(?:из|с|со)"
    r"|поступи\w{1,3}\s(?:в|на)|(?:за)?кончи(?:л|ла|ли|в)|выпускни\w{1,4})\s"
    r"(?P<hide>(?!работы|меня|нас|него|неё|неволи|службы|учебы|учёбы|дома|жизнь|свою|мою|его|её|школу\b|приказ)[^\W\d]{3,30})",
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
)
_KK_WORK = re.compile(
    r"(?<!\w)(?P<hide>[^\W\d]{3,30}(?:да|де|та|те|нда|нде))\s(?:\w{3,20}\s(?:болып\s)?){0,2}?(?:жұмыс\s(?:іст"
    r"|жаса)\w{1,12}|жумыс\s(?:ист|жаса)\w{1,12}"
    r"|қызмет\sет\w{1,12}|қызмет\sіст\w{1,12}|оқи\w{1,8}|оқыд\w{1,5}|оқыға\w{1,6}|сабақ\sбер\w{1,10})",
)
_QUOTED_FORM = re.compile(
    r"(?<!\w)(?:тоо|ао|зао|оао|ооо|ип|кх|жшс|ақ|жк|llp|llc|jsc)(?:\s|\s?[«“\"„])(?P<hide>[^\W\d_][^»”\"\n,.;]{1,40})"
    r"|[«“\"„](?P<hide2>[^»”\"\n]{2,40})[»”\"]\s(?:жшс|ақ|жк|кх|тоо)(?!\w)",
)


_FIRM_WORDS = Kinds("текстиль* холдинг* трейд* инвест логистик* телеком* ойл фарм textile holding trading logistics")
_HEAD = 3


def find(document: Document) -> list[Span]:
    """Hide where somebody works or studies, and firms."""
    return [*_workplaces(document), *_known(document)]


def _known(document: Document) -> list[Span]:
    """Find large employers and universities by their short names, and firms by the last word of many firms' names."""
    found = [
        span(document, token.index, token.index, SpanType.ORG, LAYER)
        for token in document.tokens
        if token.key[:_HEAD] in _organisation_heads() and any(key in _organisations() for key in token.word.base_keys)
    ]
    for index in indices(document, _FIRM_WORDS):
        first = word_before(document, index)
        if first is not None:
            found.append(span(document, first, index, SpanType.ORG, LAYER, 0.7))
    return found


@cache
def _organisations() -> frozenset[str]:
    return frozenset(key for name in word_set("organisations.txt") for key in forms_of(name))


@cache
def _organisation_heads() -> frozenset[str]:
    return frozenset(key[:_HEAD] for key in _organisations())


# What a text must hold for a pattern to match.
_WORK = (
    (_WORK_VERB, ("работа", "рабатыва", "труди", "устрои", "служи", "учи", "препода", "учусь")),
    (_LEFT_WORK, ("числ", "исключ", "увол", "выгна", "вылете", "поступи", "кончи", "выпускни")),
    (_EN_WORK, ("work", "employed", "teach", "taught", "stud", "interning")),
    (_KK_WORK, ("жұмыс", "жумыс", "қызмет", "оқи", "оқы", "сабақ")),
)
_FORMS = listing("тоо ао зао оао ооо ип кх жшс ақ жк llp llc jsc")
_SOME_QUOTE = re.compile('[«“"„]')


def _workplaces(document: Document) -> list[Span]:
    spans: list[Span] = []
    for pattern, signs in _WORK:
        if not any(sign in document.small for sign in signs):
            continue
        spans.extend(
            Span(start=match.start("hide"), end=match.end("hide"), type=SpanType.WORK, layers=(LAYER,), confidence=0.6)
            for match in pattern.finditer(document.small)
            if not is_visible_place(fold(match["hide"]))
        )
    if _FORMS.isdisjoint(document.places) and not _SOME_QUOTE.search(document.small):
        return spans
    for match in _QUOTED_FORM.finditer(document.small):
        group = "hide" if match["hide"] else "hide2"
        spans.append(
            Span(start=match.start(group), end=match.end(group), type=SpanType.ORG, layers=(LAYER,), confidence=0.8)
        )
    return spans
