"""Recognising a known name again: in any case form, spelling or script, or glued into a longer word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from testimony.pseudonyms.distance import allowed, within
from testimony.pseudonyms.document import Token
from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.morphology import russian_keys

# A glued name is looked for only where it is long enough not to be found inside ordinary words.
_SHORTEST_GLUED = 5
_SHORTEST_BASE = 2
# Only so many names are compared letter by letter, so that a page of nothing but unknown words stays cheap.
_MOST_COMPARED = 200


def forms_of(word: str) -> set[str]:
    """Give the folded Russian case forms of a word whose base form or whose own form this is."""
    lower = word.lower()
    forms = russian_keys(lower) | {fold(lower)}
    for ending in ("ого", "ому", "ой", "ом", "ым", "ем", "ей", "а", "у", "е", "ы", "ю", "я", "и"):
        if lower.endswith(ending) and len(lower) - len(ending) > 3:
            forms |= russian_keys(lower[: -len(ending)])
            break
    return forms


class Matcher:
    """A set of known words, asked whether a token is one of them; lives for one text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._exact: set[str] = set()
        self._near: dict[str, list[str]] = defaultdict(list)
        self._long: list[str] = []
        for word in words:
            self._add(word)

    def _add(self, word: str) -> None:
        key = fold(word)
        if not key or key in self._words:
            return
        self._words.add(key)
        self._exact |= forms_of(word)
        if len(self._exact) < _MOST_COMPARED * 10:
            self._near[key[0]].append(key)
            if len(key) >= _SHORTEST_GLUED:
                self._long.append(key)

    def match(self, token: Token, *, spare_common: bool) -> bool:
        """Say whether the token is a form of a known word; ordinary words are compared exactly only, or not at all."""
        if not self._exact:
            return False
        ordinary = token.word.is_listed
        if ordinary and spare_common:
            return False
        if token.key in self._exact:
            return True
        bases = [base for base in token.word.base_keys[1:] if len(base) > _SHORTEST_BASE]
        if any(base in self._words for base in bases):
            return True
        if token.word.is_common:
            return False
        return any(base in self._exact for base in bases) or self._is_near(token.key) or self._is_glued(token.key)

    def _is_near(self, key: str) -> bool:
        limit = allowed(len(key))
        if not limit:
            return False
        candidates = self._near.get(key[0], ())[:_MOST_COMPARED]
        return any(
            within(form, known, min(limit, allowed(len(known)))) for known in candidates for form in _trimmed(key)
        )

    def _is_glued(self, key: str) -> bool:
        return any(known in key for known in self._long[:_MOST_COMPARED] if len(known) < len(key))


def _trimmed(key: str) -> Iterator[str]:
    """Give a word whole and without the commonest case endings, for a comparison letter by letter."""
    yield key
    for ending in (
        "nin",
        "din",
        "tin",
        "men",
        "ben",
        "pen",
        "ga",
        "ge",
        "ka",
        "ke",
        "di",
        "ti",
        "ni",
        "om",
        "im",
        "a",
        "u",
        "e",
    ):
        if key.endswith(ending) and len(key) - len(ending) > 4:
            yield key[: -len(ending)]
            return
