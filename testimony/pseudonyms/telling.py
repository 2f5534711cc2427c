"""Words that tell of something, whole or by their beginning, found among a text's words without trying each on each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

_HEAD = 2


class _Words(Protocol):
    """What is asked of a document: where each different word stands, and the words by their first two letters."""

    @property
    def places(self) -> Mapping[str, Sequence[int]]: ...

    @property
    def heads(self) -> Mapping[str, Sequence[str]]: ...


def telling(beginnings: str, whole: str = "") -> "Telling":
    """Read beginnings of words, and whole words, from listings."""
    return Telling(beginnings.split(), whole.split())


def by_head(words: Iterable[str]) -> dict[str, list[str]]:
    """Gather words by their first two letters."""
    heads: dict[str, list[str]] = defaultdict(list)
    for word in words:
        heads[word[:_HEAD]].append(word)
    return dict(heads)


class Telling:
    """Words in small letters, and beginnings of words."""

    def __init__(self, beginnings: Iterable[str] = (), whole: Iterable[str] = ()) -> None:
        self.exact = frozenset(whole)
        self.stems = tuple(beginnings)
        self._letters = frozenset(stem for stem in self.stems if len(stem) < _HEAD)
        stems, exact = by_head(stem for stem in self.stems if stem not in self._letters), by_head(self.exact)
        self._heads = {head: tuple(stems.get(head, ())) for head in {*stems, *exact}}

    def words(self, document: _Words) -> set[str]:
        """Give the different words of a text that tell."""
        found: set[str] = set()
        if self._letters:
            found.update(word for head, known in document.heads.items() if head[0] in self._letters for word in known)
        for head in self._heads.keys() & document.heads.keys():
            stems = self._heads[head]
            found.update([word for word in document.heads[head] if word in self.exact or word.startswith(stems)])
        return found

    def indices(self, document: _Words) -> list[int]:
        """Give the indices of all tokens that tell, in order of text."""
        return sorted(index for word in self.words(document) for index in document.places[word])
