"""Where capitals say nothing: a word that no list of ordinary words knows is hidden, because it may be a name."""

from testimony.pseudonyms.document import LONGEST_WORD, Document, Token
from testimony.pseudonyms.layers.capitals import is_institutional
from testimony.pseudonyms.lexicon import word_set
from testimony.pseudonyms.places import is_visible_place
from testimony.pseudonyms.spans import Span, SpanType

LAYER = "unknown word"
_SHORTEST = 4


def find(document: Document) -> list[Span]:
    """In a text all in small letters or all in capitals, hide unknown words; anywhere, hide endless ones."""
    blind = document.is_lower or document.is_shouted
    return [
        Span(start=token.start, end=token.end, type=SpanType.OTHER, layers=(LAYER,), confidence=0.3)
        for token in document.tokens
        if token.end - token.start > LONGEST_WORD or (blind and _is_unknown(token, document))
    ]


def _is_unknown(token: Token, document: Document) -> bool:
    if not token.is_word or len(token.lower) < _SHORTEST or document.is_common(token):
        return False
    return not (is_visible_place(token.key) or is_institutional(token) or token.lower in word_set("safe_capitals.txt"))
