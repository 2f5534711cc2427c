"""Addresses of the wire: e-mail, also as it is spoken, handles, accounts, links."""

import re

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.patterns import spans_of
from testimony.pseudonyms.lexicon import is_listed_plainly
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.spans import Span, SpanType

LAYER = "contact"

_MAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}(?:@|\s@\s|\s?\((?:at|собака|собачка|эт)\)|\s?\[at\]|\sсобак[аи]\s|\sсобачка\s)\s?"
    r"[\w\-]{1,63}(?:\.[\w\-]{1,63}|,(?:ru|kz|com)\b){1,5}",
    re.IGNORECASE,
)
# arman точка k собака mail точка ru
_DOT = r"(?:\s?[\[(]?(?:dot|точка|тчк|нүкте|нукте)[\])]?\s?|\.)"
_SPOKEN_MAIL = re.compile(
    rf"(?<![\w.+\-])(?:[\w+\-]{{1,40}}{_DOT}){{0,3}}[\w+\-]{{1,40}}\s?"
    r"(?:@|[\[(]?(?<!\w)(?:at|эт|собака|собачка|ит белгісі)(?!\w)[\])]?)\s?"
    rf"[\w\-]{{1,40}}(?:{_DOT}[\w\-]{{2,40}}){{1,3}}",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)\S{1,500}", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?<![\w@.])(?:[a-z0-9\-]{1,63}\.){1,4}(?:kz|ru|com|org|net|me|info|io|app|su|uz|kg|be|tv|cc|link|online|site|рф"
    r"|қаз)(?:/[^\s,;]{0,200})?(?!\w)",
    re.IGNORECASE,
)
_TELEGRAM_LINK = re.compile(r"(?<!\w)[tт]\s?\.?\s?[mм][eе]\s?/\s?\+?\w{3,64}", re.IGNORECASE)
# A link typed with a space for its stop: youtube com/watch.
_SPACED_LINK = re.compile(
    r"(?<!\w)(?:youtube|youtu|facebook|fb|instagram|vk|tiktok|drive)\s(?:google\s)?(?:com|be|ru)\s?/\S{1,200}",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?<![\w@.])[a-z0-9\-]{2,63}\.[a-z]{2,10}/[\w\-/.]{2,100}", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])@\s?[^\W\d]\w{1,63}(?:\.\w{1,63}){0,2}")
_ACCOUNT = re.compile(
    r"(?<!\w)(?:инстаграм\w{0,4}|инст[аеу]\w{0,3}|instagram\w{0,4}|insta|телеграм{1,2}\w{0,4}|телег[аеиу]|telegram\w{0,4}"
    r"|тг|tg|тикток\w{0,3}|tiktok|вк|vk|вконтакте|фейсбук\w{0,3}|фб|facebook|skype|скайп\w{0,2}|discord|дискорд\w{0,2}"
    r"|twitter|твит{1,2}ер\w{0,2}|snapchat|ютуб\w{0,2}|аккаунт\w{0,4}|account|ник\w{0,4}|никнейм\w{0,2}|nickname"
    r"|username|логин\w{0,2}|login|желідегі аты)"
    r"(?:\s(?:is|аккаунт\w{0,4}|account|канал\w{0,3}|арнасы|ник|мой|моя|аты|это)){0,2}"
    r"(?:\s{1,2}|\s?[:\-–—@]\s?)@?(?P<hide>[a-z][a-z0-9_.]{2,63})(?<!\.)(?!\w)",
    re.IGNORECASE,
)
_ACCOUNT_WORDS = (
    "инст", "inst", "теле", "tele", "тг", "tg", "тикт", "tikt", "вк", "vk", "фейс", "фб", "face", "skyp", "скай",
    "disc", "диск", "twit", "твит", "snap", "юту", "акка", "acco", "ник", "nick", "user", "логи", "logi", "желі",
)  # fmt: skip
_NICKNAME = re.compile(
    r"(?<!\w)(?:ник|никнейм\w?|логин|прозвище)(?:\s|\s?[:\-–—]\s?)(?P<hide>[^\W\d_]\w{2,40})", re.IGNORECASE
)
_LIVE = re.compile(r"(?<!\w)live:[\w.]{3,64}", re.IGNORECASE)
_UNDERSCORED = re.compile(r"(?<![\w@.])[A-Za-z0-9]{1,40}(?:_[A-Za-z0-9]{1,40}){1,5}(?!\w)")
_SPOKEN_AT = listing("at эт собака собачка собаки белгісі")
_SPOKEN_DOT = listing("dot точка тчк нүкте нукте")


def find(document: Document) -> list[Span]:
    """Hide what reaches or shows a person on the wire."""
    text = document.text
    spans = [*spans_of(_LINK, text, SpanType.HANDLE, LAYER)] if "www" in text.lower() or "://" in text else []
    if "." in text:
        spans += spans_of(_DOMAIN, text, SpanType.HANDLE, LAYER)
    if "/" in text:
        spans += spans_of(_PATH, text, SpanType.HANDLE, LAYER)
        spans += spans_of(_SPACED_LINK, text, SpanType.HANDLE, LAYER)
        spans += spans_of(_TELEGRAM_LINK, text, SpanType.HANDLE, LAYER)
    if any(word.startswith(_ACCOUNT_WORDS) for word in document.places):
        spans += spans_of(_ACCOUNT, text, SpanType.HANDLE, LAYER, keep=_is_no_word)
        spans += spans_of(_NICKNAME, text, SpanType.HANDLE, LAYER, keep=_is_no_word)
    if "live" in document.places:
        spans += spans_of(_LIVE, text, SpanType.HANDLE, LAYER)
    if "_" in text:
        spans += spans_of(_UNDERSCORED, text, SpanType.HANDLE, LAYER)
    return spans + _mails(document)


def _mails(document: Document) -> list[Span]:
    text, words = document.text, document.places.keys()
    spans: list[Span] = []
    if "@" in text or not _SPOKEN_AT.isdisjoint(words):
        spans += spans_of(_MAIL, text, SpanType.EMAIL, LAYER)
        spans += spans_of(_HANDLE, text, SpanType.HANDLE, LAYER)
        if not _SPOKEN_DOT.isdisjoint(words):
            spans += spans_of(_SPOKEN_MAIL, text, SpanType.EMAIL, LAYER)
    return spans


def _is_no_word(match: re.Match[str]) -> bool:
    """Spare "telegram channel" and "instagram account"."""
    return not is_listed_plainly(match["hide"].lower())
