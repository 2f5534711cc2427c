"""Where the lists alone call a word a name and the tagger is sure that it is none, the word stays readable."""

from collections.abc import Sequence

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.names import LAYER_LIST, LAYER_SHAPE
from testimony.pseudonyms.layers.tagger import chances_of
from testimony.pseudonyms.spans import Span

# Only a word that no capital marks as a name: in small letters, in capitals throughout, or opening a sentence.
_SURELY_ORDINARY = 0.98
_WEAK = {LAYER_LIST, LAYER_SHAPE}


def vetoed(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Leave out what only the lists of names found, where neither a capital nor the tagger agrees."""
    weak = {span.start for span in spans if set(span.layers) <= _WEAK}
    if not weak:
        return list(spans)
    backed = {span.start for span in spans if not set(span.layers) <= _WEAK}
    tokens = {token.start: token for token in document.tokens if token.start in weak and token.start not in backed}
    spared = {
        start
        for start, token in tokens.items()
        if (not token.is_title or token.opens or document.is_shouted)
        and chances_of(document)[token.index, 0] >= _SURELY_ORDINARY
    }
    return [span for span in spans if span.start not in spared]
