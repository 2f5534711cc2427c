"""Numbers and addresses of the wire: phones, documents, plates, cards, e-mail, handles, links."""

import re

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.numbers import CARDINALS
from testimony.pseudonyms.layers.patterns import spans_of
from testimony.pseudonyms.lexicon import is_listed_plainly
from testimony.pseudonyms.spans import Span, SpanType

LAYER = "identifier"

_SEPARATORS = r"[ \t\u00a0().\-–—/]{0,3}"
_RUN = re.compile(rf"(?<![\w.])\+?\(?\d(?:{_SEPARATORS}\d){{4,23}}(?![\w])")
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

_MAIL = re.compile(
    r"[\w.+\-]{1,64}\s?(?:@|\((?:at|собака|собачка)\)|\[at\]|\sсобака\s)\s?[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)\S{1,500}", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?<![\w@.])(?:[a-z0-9\-]{1,63}\.){1,4}(?:kz|ru|com|org|net|me|info|io|app|su|uz|kg|рф"
    r"|қаз)(?:/[^\s,;]{0,200})?(?!\w)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@])@[^\W\d]\w{1,63}(?:\.\w{1,63}){0,2}")
_ACCOUNT = re.compile(
    r"(?:инстаграм\w{0,2}|инста|instagram|insta|телеграм{1,2}\w{0,2}|telegram|тикток|tiktok|ник(?:нейм)?"
    r"|nickname|username|логин|login)"
    r"\s{0,2}[:\-–—]?\s{0,2}(?:аккаунт\w{0,2}\s|account\s|@)?(?P<hide>[a-z][\w.]{2,63})(?<!\.)",
    re.IGNORECASE | re.ASCII,
)
_UNDERSCORED = re.compile(r"(?<![\w@.])[A-Za-z0-9]{1,40}(?:_[A-Za-z0-9]{1,40}){1,5}(?!\w)")

_PLATE_LETTERS = "A-ZА-Я"
_PLATE = re.compile(
    rf"(?<![\w])(?:\d{{3}}[ \-]?[{_PLATE_LETTERS}]{{2,3}}[ \-]?(?:0[1-9]|1\d|20)"
    rf"|[{_PLATE_LETTERS}][ \-]?\d{{3}}[ \-]?"
    rf"[{_PLATE_LETTERS}]{{2,3}}(?:[ \-]?\d{{2,3}})?|[{_PLATE_LETTERS}]\d{{3}}[{_PLATE_LETTERS}]{{2}}\d{{2,3}})(?!\w)"
)
_PLATE_LOWER = re.compile(
    r"(?<![\w])(?:\d{3}[a-zа-я]{3}(?:0[1-9]|1\d|20)|\d{3} [a-z]{3} (?:0[1-9]|1\d|20)"
    r"|[a-zа-я]\d{3}[a-zа-я]{2,3}(?:\d{2,3})?"
    r"|\d{3} [авекмнорстухабвгджлфз]{2,3} (?:0[1-9]|1\d|20))(?!\w)"
)
_PLATE_CUE = re.compile(
    r"(?:гос\.?\s?номер\w{0,3}|госномер\w{0,3}|номер\w{0,3} машин\w{1,2}|номерами?|plates?|plate number"
    r"|licen[cs]e plate"
    r"|мемлекеттік нөмір\w{0,4})[\s:№]{1,4}(?P<hide>[A-ZА-Я0-9]{1,4}(?:[ \-]?[A-ZА-Я0-9]{1,4}){1,3})",
    re.IGNORECASE,
)
_TRAILER = re.compile(r"(?<!\w)\d{2}[ \-]?[a-z]{3}[ \-]?(?:0[1-9]|1\d|20)(?!\w)", re.IGNORECASE)
_OLD_PLATE = re.compile(r"(?<!\w)[a-zа-я] ?\d{3} ?(?P<tail>[a-zа-я]{2,3})(?!\w)", re.IGNORECASE)
_SERIES = re.compile(
    r"(?<!\w)(?!(?:в|с|к|на|по|до|от|из|о|и|а|у|at|to|of|in|on|is|by|или|or)\s)"
    r"(?:[a-zа-я]{1,2}|no\.?|№)[ .\-]{0,2}\d{6,9}"
    r"(?!\w)",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?<![\w@.])[a-z0-9\-]{2,63}\.[a-z]{2,10}/[\w\-/.]{2,100}", re.IGNORECASE)
_MIXED = re.compile(r"(?<![\w@])(?=[^\W_]{5,40}(?!\w))(?=\D{0,39}\d)(?=\d{0,39}[^\W\d])[^\W_]{5,40}")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?(?!\w)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:№|#|(?<!\w)(?:no|n|nr|номер\w{0,2}|нөмірі|нөмірлі"
    r"|number)\.?[:]?)\s{0,2}(?P<hide>(?-i:[A-ZА-Я]{0,4})[-/ ]?\d[\dA-ZА-Я]{0,20}(?:[-/.][\dA-ZА-Я]{1,20}){0,6})",
    re.IGNORECASE,
)
_CASE_NUMBER = re.compile(r"(?<![\w.])\d{1,6}[А-Яа-яA-Za-z]{0,2}[-–/]\d{1,8}(?:[-–/]\d{1,8}){0,4}(?![\w])")
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
    """Hide everything that is an identifier by its form."""
    text = document.text
    spans: list[Span] = []
    if any(character.isdigit() for character in text):
        spans += _digits(text)
    spans += spans_of(_LINK, text, SpanType.HANDLE, LAYER)
    spans += spans_of(_DOMAIN, text, SpanType.HANDLE, LAYER)
    spans += spans_of(_PATH, text, SpanType.HANDLE, LAYER) if "/" in text else ()
    spans += spans_of(_ACCOUNT, text, SpanType.HANDLE, LAYER)
    if "@" in text or "(" in text or "[" in text or "собак" in text:
        spans += spans_of(_MAIL, text, SpanType.EMAIL, LAYER)
        spans += spans_of(_HANDLE, text, SpanType.HANDLE, LAYER)
    if "_" in text:
        spans += spans_of(_UNDERSCORED, text, SpanType.HANDLE, LAYER)
    return spans + _spoken_phones(document)


def _digits(text: str) -> list[Span]:
    spans = [span for match in _RUN.finditer(text) if (span := _judge_run(match, text)) is not None]
    spans += spans_of(_PLATE, text, SpanType.VEHICLE, LAYER)
    spans += spans_of(_PLATE_LOWER, text, SpanType.VEHICLE, LAYER, confidence=0.8)
    spans += spans_of(_PLATE_CUE, text, SpanType.VEHICLE, LAYER, keep=lambda m: _has_digit(m["hide"]))
    spans += spans_of(_TRAILER, text, SpanType.VEHICLE, LAYER)
    spans += spans_of(_OLD_PLATE, text, SpanType.VEHICLE, LAYER, keep=_is_plate)
    spans += spans_of(_SERIES, text, SpanType.ID, LAYER)
    spans += spans_of(_IBAN, text, SpanType.ID, LAYER)
    spans += spans_of(_COORDINATES, text, SpanType.ID, LAYER)
    spans += spans_of(_INTERNET, text, SpanType.ID, LAYER)
    spans += spans_of(_NUMBERED, text, SpanType.ID, LAYER, keep=lambda m: len(m["hide"]) > 2)
    spans += spans_of(_MIXED, text, SpanType.ID, LAYER, keep=_is_code, confidence=0.8)
    spans += spans_of(_CASE_NUMBER, text, SpanType.ID, LAYER, keep=lambda m: _is_case_number(m, text), confidence=0.8)
    return spans


def _is_plate(match: re.Match[str]) -> bool:
    tail = match["tail"].lower()
    return not is_listed_plainly(tail) and tail not in CARDINALS


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


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
    spans: list[Span] = []
    run: list[int] = []
    for token in document.tokens:
        spoken = token.lower in CARDINALS or (token.lower.isdigit() and len(token.lower) < 4)
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
