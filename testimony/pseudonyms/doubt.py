"""When the strip is less to be trusted: how a text is typed decides how well names can be found in it."""

from collections.abc import Sequence

from testimony.pseudonyms.document import LONGEST_WORD, Document
from testimony.pseudonyms.layers.propagation import Coverage
from testimony.pseudonyms.spans import Span

LOWER_CASE = "lower case"
CAPITALS = "capitals"
OTHER_LANGUAGE = "other language"
UNKNOWN_WORDS = "unknown words"
LENGTH = "length"
NO_SPACES = "no spaces"
ALLOW_LIST = "allow list"
"""Not found but asked for: every word not known to be safe is hidden, and a person must look at the rest."""

# Above this length, and beyond these shares of words, a person should look at the whole text.
_LONG_TEXT = 20_000
_UNKNOWN_SHARE = 0.12
_FOREIGN_SHARE = 0.2
_FEWEST_WORDS = 8


def doubts(document: Document, spans: Sequence[Span]) -> tuple[str, ...]:
    """Name the reasons why names may have been missed; none means nothing unusual."""
    words = [token for token in document.tokens if token.is_word]
    reasons = [LOWER_CASE] if document.is_lower else []
    if document.is_shouted:
        reasons.append(CAPITALS)
    if len(document.text) > _LONG_TEXT:
        reasons.append(LENGTH)
    if any(token.end - token.start > LONGEST_WORD for token in document.tokens):
        reasons.append(NO_SPACES)
    if len(words) >= _FEWEST_WORDS:
        latin = sum(token.is_latin for token in words) / len(words)
        foreign = 1 - latin if document.language == "en" else latin
        if foreign > _FOREIGN_SHARE:
            reasons.append(OTHER_LANGUAGE)
        covered = Coverage(spans)
        open_words = [token for token in words if not covered.holds(token.start)]
        unknown = sum(not token.word.is_common for token in open_words)
        if unknown > _UNKNOWN_SHARE * len(words):
            reasons.append(UNKNOWN_WORDS)
    return tuple(reasons)
