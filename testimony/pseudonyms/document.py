"""A text prepared once for all layers: normalised, cut into tokens, each with its folded form and its neighbours."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from testimony.pseudonyms.folding import Normal, fold_all, normalise, one_script, small_letters
from testimony.pseudonyms.telling import by_head
from testimony.pseudonyms.word import Word

# An English possessive stays outside its word.
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`](?!s\b)[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:;\n\"«»“”()•*]|(?:^|\s)[-–—](?:\s|$)")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_TWO_SCRIPTS = re.compile("[\u0400-\u04ff][A-Za-z\u00c0-\u024f]|[A-Za-z\u00c0-\u024f][\u0400-\u04ff]")
_APOSTROPHE = re.compile("['’ʼ`]")
# Longer "words" are no words: they are folded by their head only, so that a page without spaces costs little.
LONGEST_WORD = 40


@dataclass(slots=True, eq=False)
class Token:
    """A word or figure: `text` as written (look-alikes undone), `lower`, folded `key`, place, and how it is cased.

    `word` is shared by all tokens with the same `lower` and remembers what the lists say of it.

    Not frozen: a text has thousands, and making a frozen one costs several times as much.
    """

    index: int
    start: int
    end: int
    text: str
    lower: str
    key: str
    word: Word
    opens: bool
    is_title: bool
    is_upper: bool
    is_word: bool
    is_latin: bool


@dataclass(frozen=True, eq=False)
class Document:
    """What the layers look at; lives for one call and is thrown away with it."""

    source: str
    normal: Normal
    text: str
    """The normalised text, to which all spans refer."""
    small: str
    """The same in small letters, at the same places: long patterns are matched with it in a third of the time that
    they take to ignore case."""
    tokens: Sequence[Token]
    starts: Sequence[int]
    gaps: Sequence[str]
    """What stands between each token and the next one, and after the last."""
    language: str
    is_lower: bool
    is_shouted: bool
    places: dict[str, list[int]]
    """Where each different word stands."""
    heads: dict[str, list[str]]
    """The different words by their first two letters."""
    name_words: dict[str, Any]
    """The words of names that were read, by how they are written."""
    learnt: dict[frozenset[str], Any]
    """What a reader of names made of such words together."""
    chances: list[Any]
    """What the tagger said of this text, once it was asked; at most one table."""

    def tokens_of(self, start: int, end: int) -> Sequence[Token]:
        """Give the tokens that begin between two places of the normalised text."""
        first = bisect_left(self.starts, start)
        return self.tokens[first : bisect_left(self.starts, end, first)]

    def gap(self, index: int) -> str:
        """Give what stands between token `index` and the next one."""
        return self.gaps[index]

    def is_common(self, token: Token) -> bool:
        """Say whether the token is an ordinary word."""
        return token.word.is_common


def prepare(text: str, language: str) -> Document:
    """Cut a text into tokens and look at how it is typed."""
    normal = normalise(text)
    tokens = _tokens(normal.text)
    starts = [token.start for token in tokens]
    places = _places(tokens)
    return Document(
        source=text,
        normal=normal,
        text=normal.text,
        small=small_letters(normal.text),
        tokens=tokens,
        starts=starts,
        gaps=[normal.text[token.end : after] for token, after in zip(tokens, [*starts[1:], None], strict=False)],
        language=language,
        is_lower=_is_lower(tokens),
        is_shouted=_is_shouted(tokens),
        places=places,
        heads=by_head(places),
        name_words={},
        learnt={},
        chances=[],
    )


def _places(tokens: Sequence[Token]) -> dict[str, list[int]]:
    """Map every lower-case word to the indices of its tokens."""
    places: dict[str, list[int]] = {}
    for token in tokens:
        places.setdefault(token.lower, []).append(token.index)
    return places


def _tokens(text: str) -> list[Token]:
    places = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end][:LONGEST_WORD] for start, end in places]
    if _TWO_SCRIPTS.search(text):
        words = [one_script(word) for word in words]
    lowers = [word.lower() for word in words]
    known = {lower: Word(lower, key) for lower, key in fold_all(set(lowers)).items()}
    tokens: list[Token] = []
    previous_end = 0
    for (start, end), word, lower in zip(places, words, lowers, strict=True):
        between = text[previous_end:start]
        about = known[lower]
        tokens.append(
            Token(
                len(tokens),
                start,
                end,
                word,
                lower,
                about.key,
                about,
                opens=not tokens or (between != " " and _SENTENCE_END.search(between) is not None),
                is_title=word[0].isupper(),
                is_upper=len(word) > 1 and word.isupper(),
                is_word=word.isalpha() or _APOSTROPHE.sub("", word).isalpha(),
                is_latin=word.isascii() or not _CYRILLIC.search(word),
            )
        )
        previous_end = end
    return tokens


# Below this share of sentence openings with a capital, a small letter says nothing about a word; above this share of
# words in capitals, a capital says nothing.
_CASED_SHARE = 0.5


def _is_lower(tokens: Sequence[Token]) -> bool:
    openers = [token for token in tokens if token.is_word and token.opens]
    return sum(token.is_title for token in openers) < _CASED_SHARE * len(openers)


def _is_shouted(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.is_word]
    return bool(words) and sum(token.is_upper for token in words) >= _CASED_SHARE * len(words)
