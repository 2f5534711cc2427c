"""Linked tables as one system: every cell of every table is a variable, every margin says how its parts add up.

Cells are named by what they count, so tables that share a margin share the cell, and a reader who lays them side by
side gains nothing that the audit hasn't seen.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from testimony.release.errors import BadSheet

# What a cell counts: (dimension, category) pairs in order of dimension; the empty one is everybody.
Cell = tuple[tuple[str, str], ...]
EVERYBODY: Cell = ()
UNKNOWN = "unknown"
MOST_CELLS = 5_000


@dataclass(frozen=True, kw_only=True)
class Person:
    """One victim as additive tables count them; `unit` is the household, or the victim's own id.

    Each dimension has one value per victim. What a victim can have several of (acts) doesn't add up and belongs
    into the table of act codes instead.
    """

    victim: str
    unit: str
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Margin:
    """The cell `total` counts the people of `parts`: their sum, or less where one person stands in several."""

    total: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class System:
    """Cells with the number that would be shown, which of them are too few to be shown, and the margins."""

    numbers: Mapping[Cell, int]
    few: frozenset[Cell]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return all cells in a fixed order."""
        return tuple(sorted(self.numbers))


def make_system(people: Sequence[Person], tables: Sequence[tuple[str, ...]], threshold: int) -> System:
    """Count people in one- and two-way tables with all their margins; raise BadSheet.

    Categories are those that occur, crossed: an empty cell is a cell.
    """
    _check(people, tables)
    categories = _categories(people, tables)
    chosen = sorted({some for table in tables for size in range(len(table) + 1) for some in combinations(table, size)})
    # Asked before anything is crossed: two long columns alone would fill the memory.
    if sum(math.prod(len(categories[dimension]) for dimension in some) for some in chosen) > MOST_CELLS:
        raise BadSheet(f"tables: more than {MOST_CELLS} cells; ask for fewer tables or coarser categories")
    victims, crowds = Counter[Cell](), defaultdict[Cell, set[str]](set)
    for person in people:
        for some in chosen:
            cell = tuple((dimension, value_of(person, dimension)) for dimension in some)
            victims[cell] += 1
            crowds[cell].add(person.unit)
    cells = [
        tuple(zip(some, values, strict=True))
        for some in chosen
        for values in product(*(categories[dimension] for dimension in some))
    ]
    return System(
        numbers={cell: victims[cell] for cell in cells},
        few=frozenset(cell for cell in cells if len(crowds[cell]) < threshold),
    )


def margins_between(cells: Iterable[Cell]) -> tuple[Margin, ...]:
    """Return every margin among these cells: a cell counts those that add one dimension to it."""
    parts: dict[tuple[Cell, str], list[Cell]] = defaultdict(list)
    known = set(cells)
    for cell in sorted(known):
        for dimension, _ in cell:
            total = tuple(pair for pair in cell if pair[0] != dimension)
            if total in known:
                parts[total, dimension].append(cell)
    return tuple(Margin(total=total, parts=tuple(found)) for (total, _), found in sorted(parts.items()))


def value_of(person: Person, dimension: str) -> str:
    """Return a person's category; missing and refused are UNKNOWN."""
    value = person.values.get(dimension, "")
    return UNKNOWN if value in ("", "*") else value


def people_of(
    columns: Mapping[str, Sequence[str]], *, victim: str, household: str, dimensions: Sequence[str]
) -> tuple[Person, ...]:
    """Return one person per victim of a table in columns; what a victim's rows disagree on is unknown."""
    for name in (victim, *filter(None, [household]), *dimensions):
        if name not in columns:
            raise BadSheet(f"{name}: the table has no such column")
    found: dict[str, tuple[set[str], dict[str, str]]] = {}
    for row, who in enumerate(columns[victim]):
        if who in ("", "*"):  # everybody without an id would be one person
            raise BadSheet(f"{victim}: a row has no victim")
        values = {dimension: columns[dimension][row] for dimension in dimensions}
        home = columns[household][row] if household else ""
        homes, known = found.setdefault(who, (set(), values))
        homes |= {home} - {"", "*"}  # known from one row, a household is known of the victim in all of them
        found[who] = (homes, {name: value if values[name] == value else UNKNOWN for name, value in known.items()})
    return tuple(
        Person(victim=who, unit=f"home {min(homes)}" if homes else f"victim {who}", values=values)
        for who, (homes, values) in found.items()
    )


def _check(people: Sequence[Person], tables: Sequence[tuple[str, ...]]) -> None:
    if not people:
        raise BadSheet("table: holds nobody")
    if len({person.victim for person in people}) != len(people):
        raise BadSheet("victim: stands on two rows")
    if not tables:
        raise BadSheet("tables: none is asked for")
    for table in tables:
        if not 1 <= len(table) <= 2 or len(set(table)) != len(table):
            raise BadSheet("tables: each has one or two different dimensions")
        if list(table) != sorted(table):
            raise BadSheet("tables: dimensions stand in alphabetical order")


def _categories(people: Sequence[Person], tables: Sequence[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    dimensions = {dimension for table in tables for dimension in table}
    return {
        dimension: tuple(sorted({value_of(person, dimension) for person in people})) for dimension in sorted(dimensions)
    }
