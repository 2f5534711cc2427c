"""The fallback: a capitalised word that is not known to be safe is hidden, because it is most often a name."""

from functools import cache

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.lexicon import word_set
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.morphology import heads, russian_stem
from testimony.pseudonyms.spans import Span, SpanType

LAYER = "capital"


def find(document: Document) -> list[Span]:
    """Hide capitalised words that open no sentence and are not safe, and unknown words that open one."""
    if document.is_shouted:
        return []
    return [
        Span(
            start=token.start,
            end=token.end,
            type=SpanType.OTHER if token.is_upper else SpanType.PERSON,
            layers=(LAYER,),
            confidence=0.5,
        )
        for token in document.tokens
        if token.is_title and token.is_word and len(token.text) > 1 and not _is_safe(token, document)
    ]


# Of the words that are never names in small letters, those that may be written large inside a sentence; others are
# somebody's name there: Алла, Рая, Ким Ир Сен.
_WRITTEN_LARGE = listing(
    "вы вас вам аллах бог боже господь құдай отец мать мама папа бабушка дядя тётя тетя апа апай ата аға ағай әке әже "
    "апке әпке көке ана шеше намаз азан курбан май мая мае маю марта марте қазақстан казахстан казакстан алматы астана "
    "an и i"
)


def _is_safe(token: Token, document: Document) -> bool:
    """Inside a sentence only listed words are safe in capitals: a surname may be any word (Брод, Мороз, Smith)."""
    if token.word.is_safe_capital:
        return True
    if _is_written_large(token, document) or (token.word.is_never and (token.opens or token.is_upper)):
        return True
    if token.word.is_visible_place:
        return True
    if token.word.relation is not None:
        return not _follows_name(token, document)
    if token.opens or token.is_upper:
        return token.word.is_common
    return is_institutional(token)


def _follows_name(token: Token, document: Document) -> bool:
    """Right behind a given name, an office written large is a family name: Дик Адвокат."""
    if token.index == 0 or token.is_upper or document.gap(token.index - 1) != " ":
        return False
    before = document.tokens[token.index - 1]
    named = before.word.name is not None or not before.word.is_common
    return before.is_title and named and not token.lower.endswith(_KAZAKH_ADDRESS)


_KAZAKH_ADDRESS = ("аға", "апай", "әже", "ата", "тәте", "көке", "ағай", "апа", "жан")


def _is_written_large(token: Token, document: Document) -> bool:
    """Tell God from a woman called Алла by the language."""
    return token.lower in _WRITTEN_LARGE or (document.language == "kk" and token.lower in _GOD)


_GOD = listing("алла аллаға алланың алланы алламен алладан")


def is_institutional(token: Token) -> bool:
    """Say whether a word is one that offices, laws and feasts are written with: Верховный Суд, the Ministry."""
    stems = word_set("safe_stems.txt")
    if token.is_latin:
        return token.lower in stems or token.lower.removesuffix("s") in stems
    return (
        russian_stem(token.lower) in stems
        or token.key in _institutional_keys()
        or (
            token.key[:3] in _institutional_heads()
            and any(base in _institutional_keys() for base, _ in token.word.kazakh_bases)
        )
    )


@cache
def _institutional_keys() -> frozenset[str]:
    return frozenset(fold(word) for word in word_set("safe_stems.txt"))


@cache
def _institutional_heads() -> frozenset[str]:
    return heads(_institutional_keys())
