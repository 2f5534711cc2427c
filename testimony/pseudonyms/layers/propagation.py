"""A name found once is hidden everywhere: in other cases, spellings and casings of the same text."""

from collections.abc import Sequence

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.layers.tagger import LAYER as TAGGER
from testimony.pseudonyms.layers.unknown import LAYER as UNKNOWN
from testimony.pseudonyms.lexicon import also_words
from testimony.pseudonyms.matching import Matcher
from testimony.pseudonyms.spans import Span, SpanType

LAYER = "propagation"
_SHORTEST = 3


def find(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Look for every word of every person in `spans` among the words that no span covers yet."""
    # A word that is hidden as nobody knows what is asked too: if it is a known name again, it joins its person.
    covered = Coverage([span for span in spans if not is_doubtful(span)])
    sure, shared = _known_words(document, spans)
    if not sure and not shared:
        return []
    names, homonyms = Matcher(sure), Matcher(shared)
    verdicts: dict[tuple[str, bool], bool] = {}
    found: list[Span] = []
    for token in document.tokens:
        if len(token.key) < _SHORTEST or covered.holds(token.start) or token.word.is_never:
            continue
        asked = (token.lower, token.is_title)
        if asked not in verdicts:
            verdicts[asked] = _is_again(token, document, names, homonyms)
        if verdicts[asked]:
            found.append(Span(start=token.start, end=token.end, type=SpanType.PERSON, layers=(LAYER,), confidence=0.7))
    return found


def is_doubtful(span: Span) -> bool:
    """Say whether the kind of a span is a guess, which a name known from elsewhere corrects."""
    return span.type is SpanType.OTHER or (
        span.type in (SpanType.PLACE, SpanType.ORG) and span.layers in ((TAGGER,), (TAGGER, UNKNOWN))
    )


def _is_again(token: Token, document: Document, names: Matcher, homonyms: Matcher) -> bool:
    """A name that is also an ordinary word comes again where it is capitalised, or where capitals say nothing."""
    if names.match(token, spare_common=True):
        return True
    telling = token.is_title or document.is_shouted or document.is_lower
    return telling and homonyms.match(token, spare_common=False)


def _known_words(document: Document, spans: Sequence[Span]) -> tuple[list[str], list[str]]:
    sure: dict[str, None] = {}
    shared: dict[str, None] = {}
    people = Coverage([span for span in spans if span.type is SpanType.PERSON])
    for token in document.tokens:
        if len(token.key) < _SHORTEST or not token.is_word or not people.holds(token.start):
            continue
        if token.lower in also_words() or token.word.is_common:
            shared[token.text] = None
        else:
            sure[token.text] = None
    return list(sure), list(shared)


class Coverage:
    """Answers whether some span covers a position."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._length = max([span.end for span in spans], default=0)
        covered = self._covered = bytearray(self._length)
        for span in spans:
            start, end = span.start, span.end
            covered[start:end] = b"\1" * (end - start)

    def holds(self, position: int) -> bool:
        """Say whether the character at this position is inside a span."""
        return position < self._length and self._covered[position] == 1
