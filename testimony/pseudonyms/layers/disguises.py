"""Words that somebody broke on purpose: a sign or figure among the letters, a name cut by a hyphen or a line's end."""

import re
from collections.abc import Iterator

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.lexicon import given_names, is_common
from testimony.pseudonyms.spans import Span, SpanType

LAYER = "disguise"
_LETTER = r"[^\W\d_]"
# Nobody writes an ordinary word so: Бол_ат, Бол@т, ерб*л, B$lat.
_SIGN = re.compile(rf"{_LETTER}{{1,15}}(?:(?:[_·•*@$€|~^]|\(\)){_LETTER}{{1,15}})+")
# Bo1at, сейтк4лиев. Each word is looked at from its beginning only, so that a page without spaces costs little.
_FIGURE = re.compile(rf"(?<![^\W_]){_LETTER}{{1,20}}(?:\d{{1,2}}{_LETTER}{{1,20}})+")
_CUT = re.compile(rf"(?<![^\W_])({_LETTER}{{2,12}})([-‐‑/]|[ \t]?\r?\n[ \t]?)({_LETTER}{{2,12}})(?![^\W_])")
# Without one of these there is nothing to look for.
_SOME_SIGN = re.compile(r"[_·•*@$€|~^]|\(\)")
_SOME_CUT = re.compile(r"[-‐‑/\n]")
_SHORTEST_NAME = 5


def find(document: Document) -> list[Span]:
    """Hide broken words whole; nothing is said of whose name they are."""
    text = document.text
    found = [match.span() for match in _SIGN.finditer(text)] if _SOME_SIGN.search(text) else []
    if any(_mixes(token) for token in document.tokens):
        found += [match.span() for match in _FIGURE.finditer(text) if match.end() - match.start() >= _SHORTEST_NAME]
    if _SOME_CUT.search(text):
        found += _cut_names(text)
    return [Span(start=start, end=end, type=SpanType.OTHER, layers=(LAYER,), confidence=0.5) for start, end in found]


def _mixes(token: Token) -> bool:
    """Say whether a word may have figures among its letters; of an endless one only the head is known."""
    return not (token.is_word or token.text.isdecimal()) or token.end - token.start > len(token.text)


def _cut_names(text: str) -> Iterator[tuple[int, int]]:
    """Find Ер-бол and, over the end of a line, Бо лат: two halves that only together are a name."""
    position = 0
    while match := _CUT.search(text, position):
        # The second half may be the first half of the next.
        position = match.start(3)
        head, gap, tail = match.groups()
        whole = (head + tail).lower()
        if len(whole) < _SHORTEST_NAME or fold(whole) not in given_names():
            continue
        if gap in "-‐‑/" or not (_is_ordinary(head) and _is_ordinary(tail)):
            yield match.span()


def _is_ordinary(word: str) -> bool:
    return is_common(word.lower(), fold(word))
