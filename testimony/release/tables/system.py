"""Linked additive tables as one system: every cell of every table is a variable, every margin an equation.

Cells are named by what they count, so tables that share a margin share the cell, and a reader who lays them side by
side gains nothing that the audit hasn't seen.
"""

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
    """One victim as tables count them; `unit` is the household, or the victim's own id.

    Each dimension has one value per victim. What a victim can have several of (acts) doesn't add up and belongs
    into the table of act codes instead.
    """

    victim: str
    unit: str
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Equation:
    """The cell `total` is the sum of `parts`."""

    total: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class System:
    """Cells with their number of victims and of units, and the equations between them."""

    victims: Mapping[Cell, int]
    units: Mapping[Cell, int]
    equations: tuple[Equation, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return all cells in a fixed order."""
        return tuple(sorted(self.victims))


def make_system(people: Sequence[Person], tables: Sequence[tuple[str, ...]]) -> System:
    """Count people in one- and two-way tables with all their margins; raise BadSheet.

    Categories are those that occur, crossed: an empty cell is a cell.
    """
    _check(people, tables)
    categories = _categories(people, tables)
    dimensions = {chosen for table in tables for size in range(len(table) + 1) for chosen in combinations(table, size)}
    cells = [
        tuple(zip(chosen, values, strict=True))
        for chosen in sorted(dimensions)
        for values in product(*(categories[dimension] for dimension in chosen))
    ]
    if len(cells) > MOST_CELLS:
        raise BadSheet(f"tables: more than {MOST_CELLS} cells")
    victims, crowds = Counter[Cell](), defaultdict[Cell, set[str]](set)
    for person in people:
        for chosen in dimensions:
            cell = tuple((dimension, _value(person, dimension)) for dimension in chosen)
            victims[cell] += 1
            crowds[cell].add(person.unit)
    return System(
        victims={cell: victims[cell] for cell in cells},
        units={cell: len(crowds[cell]) for cell in cells},
        equations=equations_between(cells),
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
        dimension: tuple(sorted({_value(person, dimension) for person in people})) for dimension in sorted(dimensions)
    }


def _value(person: Person, dimension: str) -> str:
    value = person.values.get(dimension, "")
    return UNKNOWN if value in ("", "*") else value


def equations_between(cells: Iterable[Cell]) -> tuple[Equation, ...]:
    """Return every margin among these cells: a cell is the sum of those that add one dimension to it."""
    parts: dict[tuple[Cell, str], list[Cell]] = defaultdict(list)
    known = set(cells)
    for cell in sorted(known):
        for dimension, _ in cell:
            total = tuple(pair for pair in cell if pair[0] != dimension)
            if total in known:
                parts[total, dimension].append(cell)
    return tuple(Equation(total=total, parts=tuple(found)) for (total, _), found in sorted(parts.items()))


def people_of(
    columns: Mapping[str, Sequence[str]], *, victim: str, household: str, dimensions: Sequence[str]
) -> tuple[Person, ...]:
    """Return one person per victim of a table in columns; what a victim's rows disagree on is unknown."""
    for name in (victim, *filter(None, [household]), *dimensions):
        if name not in columns:
            raise BadSheet(f"{name}: the table has no such column")
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for row, who in enumerate(columns[victim]):
        if not who:
            raise BadSheet(f"{victim}: a row has no victim")
        values = {dimension: columns[dimension][row] for dimension in dimensions}
        home = columns[household][row] if household else ""
        unit, known = found.setdefault(who, (f"home {home}" if home not in ("", "*") else f"victim {who}", values))
        found[who] = (unit, {name: value if values[name] == value else UNKNOWN for name, value in known.items()})
    return tuple(Person(victim=who, unit=unit, values=values) for who, (unit, values) in found.items())
