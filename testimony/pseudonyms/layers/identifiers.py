"""Numbers that point to one person: phones, personal numbers, documents, cards, accounts, cases."""

import re
from collections.abc import Sequence
from functools import partial

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.layers.numbers import CARDINALS
from testimony.pseudonyms.layers.patterns import near, spans_of
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.windows import Kinds, indices

LAYER = "identifier"

_SEPARATORS = r"[ \t\u00a0().\-–—/]{0,3}"
_RUN = re.compile(rf"(?<![\w.])\+?\(?\d(?:{_SEPARATORS}\d){{4,40}}(?![\w])")
_SHORT_PHONE = re.compile(r"\d{2,3}[-–]\d{2}[-–]\d{2}")
_PHONE_CUE = re.compile(
    r"(?:тел|моб|сот|номер|звон|позвон|whatsapp|ватсап|вотсап|phone|call|mobile|нөмір|нөмер)\w{0,10}[\s.:№#-]{0,4}"
    r"(?:\w{1,8}[\s:]{1,2}){0,2}$",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\s{0,2}(?:тг\b|тенге|теңге|руб|₸|\$|€|доллар|dollar|tenge|usd|kzt|млн|мың|тысяч|килом|км\b)", re.IGNORECASE
)
_DATE_LIKE = re.compile(
    r"[0-3]?\d[./-](?:0?[1-9]|1[0-2])[./-](?:\d{4}|\d{2})(?!\d)|(?:19|20)\d\d[./-](?:0?[1-9]|1[0-2])[./-]\d{1,2}(?!\d)"
)
_YEARS = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d\s{0,2}[-–—]\s{0,2}\d{1,2}[.:]\d\d")
_PHONE_LENGTHS = range(9, 16)
_LONG_NUMBER = 6
_PERSONAL_NUMBER = 12

# A letter typed for a figure that looks like it: 8-7O1-555-12-З4.
_FIGURE = "[0-9OoОоЗз]"
_MISTYPED_PHONE = re.compile(
    rf"(?<!\w)(?:\+ ?7|8)[ (\-]{{0,2}}{_FIGURE}{{3}}[ )\-]{{0,2}}{_FIGURE}{{3}}"
    rf"[ \-]?{_FIGURE}{{2}}[ \-]?{_FIGURE}{{2}}(?!\w)"
)
_EXTENSION = re.compile(r"(?<!\w)(?:доб(?:авочный)?|вн(?:утр)?|ext|ішкі)\b\.?\s?(?P<hide>\d{2,6})(?!\w)", re.IGNORECASE)
_LAST_FIGURES = re.compile(
    r"(?<!\w)(?:(?:кончает|заканчивает|оканчивает)ся\s(?:на\s)?"
    r"|последние\s(?:\d\s|\w{3,8}\s)?цифры\s(?:\w{3,9}\s)?|соңғы\s(?:\w{3,5}\s)?цифр\w{1,5}\s"
    r"|end(?:s|ing)\s(?:in|with)\s|last\s(?:\w{3,5}\s)?digits\s(?:are\s)?)(?P<hide>\d[\d \-]{1,10}\d)(?!\w)"
    r"|(?<!\w)\d[\d \-]{1,10}\d(?=\s(?:(?:кончает|заканчивает|оканчивает)ся|деп\sаяқтал|-?[гқк][аеә]\sаяқтал))",
    re.IGNORECASE,
)
# A card with its middle starred out still tells the bank and the last figures.
_MASKED_CARD = re.compile(r"(?<!\w)\d{4}(?:[ \-]?\d{2,4})?(?:[ \-]?[*xхXХ•]{2,8}){1,3}[ \-]?\d{4}(?!\w)")
_SERIES = re.compile(r"(?<!\w)(?P<letters>[a-zа-я]{1,2}|no\.?|№)[ .\-]{0,2}(?:№ ?)?\d{6,9}(?!\w)", re.IGNORECASE)
_NO_SERIES = listing("в с к на по до от из о и а у за не at to of in on is by or я он мы вы ты те че")
_MIXED = re.compile(r"(?<![\w@])(?=[^\W_]{5,64}(?!\w))(?=\D{0,63}\d)(?=\d{0,63}[^\W\d])[^\W_]{5,64}")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?(?!\w)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:№|#|(?<!\w)(?:no|n|nr|номер\w{0,2}|нөмірі|нөмірлі"
    r"|number)\.?[:]?)\s{0,2}(?P<hide>(?-i:[A-ZА-Я]{0,4})[-/ ]?\d[\dA-ZА-Я]{0,20}(?:[-/.][\dA-ZА-Я]{1,20}){0,6})",
    re.IGNORECASE,
)
_CASE_NUMBER = re.compile(
    r"(?<![\w.])(?:[А-ЯA-Zа-яa-z]{1,3}[-–])?\d{1,6}[А-Яа-яA-Za-z]{0,2}[-–/]\d{1,8}(?:[-–/]\d{1,8}){0,4}(?![\w])"
)
_PAPERS = Kinds(
    "иин* жсн* бин* бсн* инн снилс iin bin паспорт* төлқұжат* толкужат* passport* удостоверени* куәлі* куалик* куәлик* "
    "удостак* уд водительск* права прав ву licence license licenses id билет* военник* свидетельств* диплом* аттестат* "
    "талон* куи құж еруж ердр сдтбт дело делу деле дела іс ісі исі case cases протокол* хаттама* постановлени* қаулы* "
    "ордер* обращени* заявлени* материал* счет счёт счета счету шот* карт* карточк* card cards account* полис* policy "
    "imei виза вид доверенност* сенімхат* договор* шарт жетон* badge* пропуск* рұқсат* справк* анықтама* квитанц* "
    "түбіртек* табельн* направлени* студенческ* permit certificate receipt warrant"
)
_AFTER_PAPER = re.compile(
    r"(?:[\s:№#.,\-–—(]{1,4}(?:сери[ияюей]{1,2}|сериясы|номер\w{0,3}"
    r"|номир\w{0,2}|нөмір\w{0,2}|no|nr|number|личности|рф|рк|за|is|was|это|мой|моя|о"
    r"|рождении|смерти|браке|уведомлени\w|куи|ердр|жол|бойынша)(?!\w)){0,4}[\s:№#.,\-–—(]{0,4}"
    r"(?P<hide>(?:[A-Za-zА-Яа-яӘәІіҚқҒғ]{1,3}(?:-[A-Za-zА-Яа-я]{1,2})?[ №.\-]{0,3})?"
    r"\d[\d./\-]{0,24}(?: [\d./\-]{2,16}){0,5}"
    r"(?:\s(?:номер|№)\s?\d{4,10})?)(?<![./\-])(?!\w)",
    re.IGNORECASE,
)
_FEWEST_FIGURES = 4
_ARTICLE = re.compile(
    r"(?:ст|стать\w{1,3}|ч|част\w{1,2}|п|пункт\w{0,2}|article|art|section|бап\w{0,3})\.?\s{0,2}$", re.IGNORECASE
)
_COORDINATES = re.compile(
    r"(?<![\w.])-?\d{1,3}\.\d{3,10}°?\s{0,2}[NSns]?[,;\s]\s{0,3}-?\d{1,3}\.\d{3,10}°?\s?[EWew]?(?!\w)"
)
_INTERNET = re.compile(
    r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])", re.IGNORECASE
)


def find(document: Document) -> list[Span]:
    """Hide every number that is an identifier by its form or by the word before it."""
    spans = _spoken_phones(document)
    figures = near(document, [token.index for token in document.tokens if _may_hold_figure(token)])
    if figures:
        announced = _announced(document)
        spans += [s for s in _digits(document.text, figures) if not _is_of_paper(s, announced, document.text)]
        spans += announced
    return spans


_KAZAKH_PHONE = re.compile(r"(?:\+? ?7|8)\D{0,3}7\d{2}")


def _is_of_paper(span: Span, announced: Sequence[Span], text: str) -> bool:
    """Say whether what has a phone's length is a paper's number; what begins as our phones do stays a phone."""
    if span.type is not SpanType.PHONE or _KAZAKH_PHONE.match(text, span.start):
        return False
    return any(paper.start <= span.start and span.end <= paper.end for paper in announced)


def _may_hold_figure(token: Token) -> bool:
    """Say whether a word is not of letters alone; of an endless one only the head is known."""
    return not token.text.isalpha() or token.end - token.start > len(token.text)


def _digits(text: str, near_figures: Sequence[tuple[int, int]]) -> list[Span]:
    """Try the patterns only near figures, of which all of them hold one."""
    spans = [
        span
        for first, last in near_figures
        for match in _RUN.finditer(text, first, last)
        if (span := _judge_run(match, text)) is not None
    ]
    found = partial(spans_of, text=text, layer=LAYER, within=near_figures)
    spans += found(_MISTYPED_PHONE, kind=SpanType.PHONE)
    spans += found(_EXTENSION, kind=SpanType.PHONE)
    spans += found(_LAST_FIGURES, kind=SpanType.ID)
    spans += found(_MASKED_CARD, kind=SpanType.ID)
    spans += found(_SERIES, kind=SpanType.ID, keep=_is_series)
    spans += found(_IBAN, kind=SpanType.ID)
    spans += found(_COORDINATES, kind=SpanType.ID)
    spans += found(_INTERNET, kind=SpanType.ID)
    spans += found(_NUMBERED, kind=SpanType.ID, keep=lambda m: len(m["hide"]) > 2)
    spans += found(_MIXED, kind=SpanType.ID, keep=_is_code, confidence=0.8)
    spans += found(_CASE_NUMBER, kind=SpanType.ID, keep=lambda m: _is_case_number(m, text), confidence=0.8)
    return spans


def _announced(document: Document) -> list[Span]:
    """Hide the number after a word for a paper, a case or a card, however it is grouped and however short."""
    text = document.text
    spans = []
    for index in indices(document, _PAPERS):
        match = _AFTER_PAPER.match(text, document.tokens[index].end)
        if match is None or sum(c.isdigit() for c in match["hide"]) < _FEWEST_FIGURES or _is_other(match, text):
            continue
        start, end = match.span("hide")
        spans.append(Span(start=start, end=end, type=SpanType.ID, layers=(LAYER,), confidence=0.9))
    return spans


def _is_other(match: re.Match[str], text: str) -> bool:
    """Say whether the figures after a paper are a day, a year or a sum."""
    figures = match["hide"]
    if figures.split(" ")[0].lower() in _NO_SERIES:
        return True
    return bool(_DATE_LIKE.match(figures) or _YEARS.fullmatch(figures) or _MONEY.match(text, match.end()))


def _judge_run(match: re.Match[str], text: str) -> Span | None:
    """Tell a phone from a document's number, and both from dates, years and money."""
    run = match.group()
    digits = "".join(character for character in run if character.isdigit())
    if _DATE_LIKE.match(run) or _CLOCK.match(run) or _MONEY.match(text, match.end()):
        return None
    groups = re.findall(r"\d+", run)
    if all(_YEARS.fullmatch(group) for group in groups):
        return None
    if len(digits) == _PERSONAL_NUMBER and len(groups) == 1:
        return _span(match, SpanType.ID, 0.99 if is_personal_number(digits) else 0.9)
    if len(groups) == 1 and len(digits) not in _PHONE_LENGTHS and len(digits) >= _LONG_NUMBER:
        return _span(match, SpanType.ID, 0.9)
    if len(digits) in _PHONE_LENGTHS and "/" in run:
        return _span(match, SpanType.ID, 0.9)
    if len(digits) in _PHONE_LENGTHS:
        return _span(match, SpanType.PHONE, 0.95)
    if len(digits) > _PHONE_LENGTHS[-1]:
        return _span(match, SpanType.ID, 0.9)
    if _SHORT_PHONE.fullmatch(run) or _PHONE_CUE.search(text[max(0, match.start() - 40) : match.start()]):
        return _span(match, SpanType.PHONE, 0.85)
    return None


def _span(match: re.Match[str], kind: SpanType, confidence: float) -> Span:
    return Span(start=match.start(), end=match.end(), type=kind, layers=(LAYER,), confidence=confidence)


_WEIGHTS = (
    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2),
)


def is_personal_number(digits: str) -> bool:
    """Check the control digit of a Kazakh personal number (12 digits, two rounds of weights modulo 11)."""
    values = [int(digit) for digit in digits]
    for weights in _WEIGHTS:
        control = sum(weight * value for weight, value in zip(weights, values[:-1], strict=True)) % 11
        if control < 10:
            return control == values[-1]
    return False


def _is_series(match: re.Match[str]) -> bool:
    return match["letters"].lower() not in _NO_SERIES


def _is_code(match: re.Match[str]) -> bool:
    """Letters and at least three figures in one word: a code, but not "1990х" or "2022ж"."""
    word = match.group()
    figures = sum(character.isdigit() for character in word)
    head = len(word) - len(word.lstrip("0123456789"))
    return figures >= 3 and not (head == figures and len(word) - head < 4 and head <= 4)


def _is_case_number(match: re.Match[str], text: str) -> bool:
    """Leave ranges of years, fractions and articles of the law; dates are another layer's."""
    run = match.group()
    groups = re.findall(r"\d+", run)
    if _DATE_LIKE.fullmatch(run) or all(_YEARS.fullmatch(group) for group in groups):
        return False
    if _ARTICLE.search(text[max(0, match.start() - 12) : match.start()]) or _MONEY.match(text, match.end()):
        return False
    return sum(map(len, groups)) >= 5


_SPOKEN = 6


def _spoken_phones(document: Document) -> list[Span]:
    """Find a number said word by word: eight seven zero one … , in any of the languages, figures mixed in."""
    if CARDINALS.isdisjoint(document.places):
        return []
    words = {word for word in document.places if word in CARDINALS or (word.isdigit() and len(word) < 4)}
    if sum(len(document.places[word]) for word in words) < _SPOKEN:
        return []
    spans: list[Span] = []
    run: list[int] = []
    for token in document.tokens:
        spoken = token.lower in words
        if spoken and (not run or not document.gap(token.index - 1).strip(" ,-–\t")):
            run.append(token.index)
            continue
        spans += _spoken(run, document)
        run = [token.index] if spoken else []
    return spans + _spoken(run, document)


def _spoken(run: list[int], document: Document) -> list[Span]:
    if len(run) < _SPOKEN or not any(document.tokens[index].lower in CARDINALS for index in run):
        return []
    start, end = document.tokens[run[0]].start, document.tokens[run[-1]].end
    return [Span(start=start, end=end, type=SpanType.PHONE, layers=(LAYER,), confidence=0.8)]
