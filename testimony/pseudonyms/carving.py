"""A person who stands at the edge of an office's or a place's name is given back to the people."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.layers.propagation import Coverage
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.spans import Span, SpanType

_WIDE = (SpanType.FACILITY, SpanType.ORG, SpanType.PLACE, SpanType.WORK, SpanType.ADDRESS)
_NAMED_AFTER = listing("имени им атындағы атындагы named")


def carved(spans: Sequence[Span], document: Document) -> list[Span]:
    """Cut off the first and last words of an office's name that are somebody known elsewhere in the text."""
    wide = [span for span in spans if span.type in _WIDE]
    people = [span for span in spans if span.type is SpanType.PERSON]
    if not wide or not people:
        return list(spans)
    taken, named = Coverage(wide), Coverage(people)
    known = _known(people, taken, document)
    return [
        piece for span in spans for piece in ([span] if span.type not in _WIDE else _cut(span, known, named, document))
    ]


def _known(people: Sequence[Span], taken: Coverage, document: Document) -> set[str]:
    """Give the bases of the people who stand outside of any office."""
    free = [span for span in people if not taken.holds(span.start)]
    words = {token.word for span in free for token in document.tokens_of(span.start, span.end) if token.is_word}
    return {base for word in words for base in word.base_keys if len(base) > _SHORTEST}


_SHORTEST = 3


def _cut(span: Span, known: set[str], named: Coverage, document: Document) -> Iterable[Span]:
    tokens = list(document.tokens_of(span.start, span.end))
    first, last = 0, len(tokens)
    while last - first > 1 and _is_person(tokens[last - 1], known, named):
        if tokens[last - 2].lower in _NAMED_AFTER:
            break
        last -= 1
    while last - first > 1 and _is_person(tokens[first], known, named) and tokens[first + 1].lower not in _NAMED_AFTER:
        first += 1
    if (first, last) == (0, len(tokens)):
        return [span]
    start = span.start if first == 0 else tokens[first].start
    end = span.end if last == len(tokens) else tokens[last - 1].end
    return [replace(span, start=start, end=end)]


def _is_person(token: Token, known: set[str], named: Coverage) -> bool:
    return named.holds(token.start) and any(base in known for base in token.word.base_keys)
