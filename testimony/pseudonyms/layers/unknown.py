"""Where capitals say nothing: a word that no list of ordinary words knows is hidden, because it may be a name."""

from testimony.pseudonyms.document import LONGEST_WORD, Document, Token
from testimony.pseudonyms.layers.capitals import is_institutional
from testimony.pseudonyms.layers.tagger import chances_of
from testimony.pseudonyms.lexicon import also_words
from testimony.pseudonyms.spans import Span, SpanType

LAYER = "unknown word"
LAYER_ALLOW = "allow list"
LAYER_SPACED = "spaced letters"
_SHORTEST = 4
# An unknown word of which the tagger is this sure stays readable: a slip, slang, a rare form.
SURELY_ORDINARY = 0.98
_WIDEST_GAP = 3


def find(document: Document) -> list[Span]:
    """In a text all in small letters or all in capitals, hide unknown words; anywhere, hide endless ones."""
    blind = document.is_lower or document.is_shouted
    return _spaced_out(document) + [
        Span(start=token.start, end=token.end, type=SpanType.OTHER, layers=(LAYER,), confidence=0.3)
        for token in document.tokens
        if token.end - token.start > LONGEST_WORD
        or (blind and _is_unknown(token) and chances_of(document)[token.index, 0] < SURELY_ORDINARY)
    ]


def find_unlisted(document: Document) -> list[Span]:
    """Hide every word that no list knows as ordinary, whatever the tagger says."""
    return [
        Span(start=token.start, end=token.end, type=SpanType.OTHER, layers=(LAYER_ALLOW,), confidence=0.1)
        for token in document.tokens
        if not token.is_word or _is_unlisted(token)
    ]


def _is_unlisted(token: Token) -> bool:
    if token.word.is_listed:
        return token.lower in also_words()
    return not (token.word.is_visible_place or is_institutional(token) or token.word.relation is not None)


def _spaced_out(document: Document) -> list[Span]:
    """Find four or more single letters in a row, as people space out a name: Е р б о л."""
    spans: list[Span] = []
    run: list[Token] = []
    if sum([len(token.text) == 1 for token in document.tokens]) < _SHORTEST:
        return spans
    for token in document.tokens:
        single = token.is_word and len(token.text) == 1
        if single and run and len(document.gap(token.index - 1)) < _WIDEST_GAP:
            run.append(token)
            continue
        spans += _spaced_span(run)
        run = [token] if single else []
    return spans + _spaced_span(run)


def _spaced_span(run: list[Token]) -> list[Span]:
    if len(run) < _SHORTEST:
        return []
    return [Span(start=run[0].start, end=run[-1].end, type=SpanType.OTHER, layers=(LAYER_SPACED,), confidence=0.6)]


def _is_unknown(token: Token) -> bool:
    if not token.is_word or len(token.lower) < _SHORTEST or token.word.is_common:
        return False
    return not (token.word.is_visible_place or is_institutional(token) or token.word.is_safe_capital)
