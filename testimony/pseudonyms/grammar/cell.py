"""One way to read one word of a name, as a cell of its declension."""

from dataclasses import dataclass

GIVEN, SURNAME, PATRONYMIC, LINEAGE, INITIAL, OTHER = "given", "surname", "patronymic", "lineage", "initial", "other"
"""The parts of a name; a lineage is -ұлы or -қызы, and other is what nothing tells apart."""
PLURAL = "pl"
STILL_OTHER = 5
"""A word that costs as much or more is on no list and has no known shape."""


@dataclass(kw_only=True, slots=True)
class Cell:
    """A reading; an empty case or sex stands for all, and the higher the cost the less likely it is.

    Never changed, yet not frozen: making a frozen one costs several times as much, and a text has hundreds.
    """

    role: str
    case: str = "nom"
    sex: str = ""
    number: str = ""
    kind: str = ""
    """How Russian declines the name, as in pools.py."""
    possessor: str = ""
    is_frozen: bool = False
    """The word stands in its first form though the sentence asks for another."""
    is_slavic: bool = False
    cost: int = 0
