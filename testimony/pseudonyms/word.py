"""One different word of a text, with everything the lists say of it looked up at most once."""

from collections.abc import Callable
from typing import Generic, TypeVar

from testimony.pseudonyms.grammar import kazakh, russian
from testimony.pseudonyms.grammar.cell import Cell
from testimony.pseudonyms.lexicon import (
    given_names,
    is_common_form,
    is_listed_kazakh,
    is_listed_plainly,
    name_heads,
    surnames,
    word_set,
)
from testimony.pseudonyms.morphology import base_keys, kazakh_bases
from testimony.pseudonyms.places import is_hidden_place, is_visible_place
from testimony.pseudonyms.relations import relation_of

Fact = TypeVar("Fact")
_SHORTEST_BASE = 2


class _Once(Generic[Fact]):
    """A fact worked out when it is first asked for; `functools.cached_property` locks, which costs more than the fact.

    The answer lies in the object of the text at hand and goes with it.
    """

    def __init__(self, find: Callable[["Word"], Fact]) -> None:
        self._find = find
        self._name = find.__name__

    def __get__(self, word: "Word", owner: type) -> Fact:
        fact = word.__dict__[self._name] = self._find(word)
        return fact


class Word:
    """A word as every layer asks about it: in small letters and by its folded key."""

    def __init__(self, lower: str, key: str) -> None:
        self.lower = lower
        self.key = key
        self.name = given_names().get(key)
        """The given name of which it is a form."""
        self.relation = relation_of(lower)
        """The relation or office it announces."""
        self.is_never = lower in word_set("never_names.txt")
        """Whether it is on the list of words that are no names."""
        self.is_safe_capital = lower in word_set("safe_capitals.txt")
        """Whether it may be written large without being a name."""
        self.is_visible_place = is_visible_place(key)
        """Whether it is a country, a region or a big city."""

    @_Once
    def is_common(self) -> bool:
        """Say whether it is an ordinary word of one of the languages, Kazakh suffixes guessed at."""
        return self.is_listed or self.is_common_form

    @_Once
    def is_common_form(self) -> bool:
        """Say whether it is a known stem with Kazakh endings and no form of a name."""
        return is_common_form(self.lower, self.key)

    @_Once
    def is_listed(self) -> bool:
        """Say the same without guessing."""
        return is_listed_kazakh(self.key) or self.is_listed_plainly

    @_Once
    def is_listed_plainly(self) -> bool:
        """Say whether it is on the English or the Russian list of ordinary words."""
        return is_listed_plainly(self.lower)

    @_Once
    def is_hidden_place(self) -> bool:
        """Say whether it is a listed smaller place."""
        return is_hidden_place(self.key)

    @_Once
    def is_form_of_name(self) -> bool:
        """Say whether it may be a frequent given name under Kazakh suffixes."""
        names = given_names()
        return self.key[:3] in name_heads() and any(
            base in names and names[base].is_frequent for base, _ in self.kazakh_bases if len(base) > _SHORTEST_BASE + 1
        )

    @_Once
    def is_known_name(self) -> bool:
        """Say whether it may be a form of a listed name."""
        names, families = given_names(), surnames()
        return any(base in names or base in families for base in self.base_keys if len(base) > _SHORTEST_BASE)

    @_Once
    def russian_cells(self) -> list[Cell]:
        """Give what its ending says in Russian, if it is a name."""
        return russian.cells(self.lower)

    @_Once
    def kazakh_cell(self) -> Cell | None:
        """Give what its suffixes say in Kazakh, if it is a name."""
        return kazakh.read(self.lower)

    @_Once
    def kazakh_bases(self) -> list[tuple[str, str]]:
        """Give every base under its Kazakh suffixes, with the case they say."""
        return kazakh_bases(self.key)

    @_Once
    def base_keys(self) -> list[str]:
        """Give its key and every base it may be a form of, the surest first."""
        return base_keys(self.key, self.kazakh_bases)
