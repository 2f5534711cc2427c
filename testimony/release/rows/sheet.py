"""The coded table as the row engine takes it: one row per victim, values as numbers, refused cells as `*`."""

import csv
import io
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from testimony.release.errors import BadSheet
from testimony.release.files import FORMULA_STARTS
from testimony.release.rows.arrays import Codes, Flags, Index
from testimony.release.rows.hierarchy import STAR, Hierarchy

MOST_ROWS = 1_000_000
MOST_ACTS = 500
ACTS_APART = "|"
# An act or a category is a code or a few words; a longer value is somebody's story in the wrong column.
LONGEST_CODE = 200

Columns = Mapping[str, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Which columns of a table say what; an empty name means that the table has no such column.

    `sensitive` is what must not be learned (the main act), `acts` a set of acts parted by `|`.
    """

    victim: str
    sensitive: str
    acts: str = ""
    household: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """One row per victim. `units` numbers households (a victim without one is a unit); people are counted by it.

    `leaves` is rows × hierarchies. `sensitive` and the columns of `acts` share the numbering of `act_labels`;
    `known` is `acts` with the sensitive one added: whatever somebody may know was done to a person.
    """

    hierarchies: tuple[Hierarchy, ...]
    victims: tuple[str, ...]
    units: Codes
    leaves: Codes
    sensitive: Codes
    acts: Flags
    act_labels: tuple[str, ...]

    @property
    def size(self) -> int:
        """Return the number of victims."""
        return len(self.victims)

    @property
    def untold(self) -> int:
        """Return the number of the main act that nobody told; -1 where everybody told theirs."""
        return self.act_labels.index(STAR) if STAR in self.act_labels else -1

    @property
    def each_alone(self) -> bool:
        """Say whether every row is a unit of its own, so that counting rows counts people."""
        return self.size == 0 or int(self.units.max()) + 1 == self.size

    @property
    def known(self) -> Flags:
        """Return rows × acts: everything that somebody may know was done to a person."""
        return self.known_of(np.arange(self.size))

    def known_of(self, rows: Index) -> Flags:
        """Return the same of these rows only: asked class by class, the whole would be copied for each."""
        known: Flags = self.acts[rows]
        known[np.arange(len(rows)), self.sensitive[rows]] = True
        return known

    def of(self, rows: Sequence[int] | Codes | Index) -> "Sheet":
        """Return the table of these rows; units are numbered anew."""
        chosen = np.asarray(rows, dtype=np.intp)
        units = np.unique(self.units[chosen], return_inverse=True)[1].astype(np.int32)
        return Sheet(
            hierarchies=self.hierarchies,
            victims=tuple(self.victims[row] for row in chosen),
            units=units,
            leaves=self.leaves[chosen],
            sensitive=self.sensitive[chosen],
            acts=self.acts[chosen],
            act_labels=self.act_labels,
        )


def read_columns(blob: bytes) -> dict[str, list[str]]:
    """Read CSV bytes into columns; raise BadSheet where lines and header disagree or there are too many rows."""
    try:
        lines = csv.reader(io.StringIO(blob.decode("utf-8-sig"), newline=""), strict=True)
        header = next(lines, [])
        if len(set(header)) != len(header) or not header:
            raise BadSheet("header: each column needs a name of its own")
        columns: list[list[str]] = [[] for _ in header]
        for line in lines:
            if not line:  # an empty line, as many programs leave at the end
                continue
            if len(columns[0]) == MOST_ROWS:
                raise BadSheet(f"table: more than {MOST_ROWS} rows")
            if len(line) != len(header):
                raise BadSheet(f"line {lines.line_num}: has more or fewer cells than the header")
            for column, cell in zip(columns, line, strict=True):
                column.append(sys.intern(cell.strip()))  # a large table repeats few values
    except UnicodeDecodeError as error:
        raise BadSheet("table: isn't UTF-8 text; save it as CSV UTF-8") from error
    except csv.Error as error:
        raise BadSheet(f"table: isn't CSV, or a cell is longer than {csv.field_size_limit()} letters") from error
    if not columns[0]:
        raise BadSheet("table: has a header and no rows")
    return dict(zip(header, columns, strict=True))


def code_sheet(columns: Columns, layout: Layout, hierarchies: Sequence[Hierarchy], *, lenient: bool = False) -> Sheet:
    """Turn text into numbers, one row per victim; raise BadSheet.

    Empty cells and `*` are alike. A value that its hierarchy doesn't know is refused, or with `lenient` read as `*`.
    Rows of one victim become one: what they disagree on is `*`, their acts are joined, the first main act stays.
    """
    _check(columns, layout, hierarchies)
    first_rows, followers = _rows_by_victim(columns[layout.victim])
    leaves = np.empty((len(first_rows), len(hierarchies)), dtype=np.int32)
    for place, hierarchy in enumerate(hierarchies):
        coded = _leaves(columns[hierarchy.name], hierarchy, lenient=lenient)
        leaves[:, place] = coded[first_rows]
        for victim, row in followers:
            if coded[row] != leaves[victim, place]:
                leaves[victim, place] = hierarchy.missing
    labels, sensitive, acts = _acts(columns, layout, first_rows, followers)
    return Sheet(
        hierarchies=tuple(hierarchies),
        victims=tuple(columns[layout.victim][row] for row in first_rows),
        units=_units(columns, layout, first_rows, followers),
        leaves=leaves,
        sensitive=sensitive,
        acts=acts,
        act_labels=labels,
    )


def _check(columns: Columns, layout: Layout, hierarchies: Sequence[Hierarchy]) -> None:
    wanted = [layout.victim, layout.sensitive, *filter(None, (layout.acts, layout.household))]
    wanted += [hierarchy.name for hierarchy in hierarchies]
    if len(set(wanted)) != len(wanted):
        raise BadSheet("columns: one column is used twice")
    if not hierarchies:
        raise BadSheet("columns: none has a hierarchy")
    for name in wanted:
        if name not in columns:
            raise BadSheet(f"{name}: the table has no such column")
    rows = len(columns[layout.victim])
    if not 1 <= rows <= MOST_ROWS:
        raise BadSheet(f"table: needs between 1 and {MOST_ROWS} rows")
    if not {"", STAR}.isdisjoint(columns[layout.victim]):
        raise BadSheet(f"{layout.victim}: a row has no victim")
    if any(name.startswith(FORMULA_STARTS) for name in wanted):
        raise BadSheet("header: the name of a column begins like a formula")
    for name in filter(None, (layout.sensitive, layout.acts)):
        require_codes(name, {part for cell in set(columns[name]) for part in cell.split(ACTS_APART)})
    if any(ACTS_APART in main for main in set(columns[layout.sensitive])):
        raise BadSheet(f"{layout.sensitive}: a main act holds the sign that parts acts")


def require_codes(name: str, values: Iterable[str]) -> None:
    """Raise BadSheet where a value is no code but text: too long, or with line breaks and control characters."""
    for value in values:
        if len(value) > LONGEST_CODE:
            raise BadSheet(f"{name}: a value is longer than {LONGEST_CODE} letters; codes are meant, not text")
        if not value.isprintable():
            raise BadSheet(f"{name}: a value holds a line break or another control character")


def known_values(
    columns: Columns, hierarchies: Iterable[Hierarchy], *, lenient: bool = False
) -> dict[str, Sequence[str]]:
    """Return the table with `*` for values that a hierarchy lacks; without `lenient` raise BadSheet for them."""
    found = dict(columns)
    for hierarchy in hierarchies:
        leaves = set(hierarchy.leaves) | {"", STAR}
        cells = [cell if cell in leaves else None for cell in columns.get(hierarchy.name, ())]
        unseen = cells.count(None)
        if unseen and not lenient:
            raise BadSheet(f"{hierarchy.name}: {unseen} cells hold a value that its hierarchy lacks")
        found[hierarchy.name] = [STAR if cell is None else cell for cell in cells]
    return found


def _rows_by_victim(victims: Sequence[str]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return each victim's first row, and (victim number, row) for every further one."""
    numbers: dict[str, int] = {}
    first_rows: list[int] = []
    followers: list[tuple[int, int]] = []
    for row, victim in enumerate(victims):
        number = numbers.setdefault(victim, len(numbers))
        if number == len(first_rows):
            first_rows.append(row)
        else:
            followers.append((number, row))
    return first_rows, followers


def _leaves(cells: Sequence[str], hierarchy: Hierarchy, *, lenient: bool) -> Codes:
    known = {leaf: code for code, leaf in enumerate(hierarchy.leaves)}
    known[""] = known[STAR] = hierarchy.missing
    unseen = hierarchy.missing if lenient else -1
    coded = np.fromiter((known.get(cell, unseen) for cell in cells), dtype=np.int32, count=len(cells))
    if (coded < 0).any():
        raise BadSheet(f"{hierarchy.name}: {int((coded < 0).sum())} cells hold a value that its hierarchy lacks")
    return coded


def _acts(
    columns: Columns, layout: Layout, first_rows: Sequence[int], followers: Iterable[tuple[int, int]]
) -> tuple[tuple[str, ...], Codes, Flags]:
    sets = columns[layout.acts] if layout.acts else [""] * len(columns[layout.victim])
    mains = columns[layout.sensitive]
    parts = {text: tuple(part for part in text.split(ACTS_APART) if part not in ("", STAR)) for text in set(sets)}
    labels = sorted({part for acts in parts.values() for part in acts} | {main or STAR for main in mains})
    if len(labels) > MOST_ACTS:
        raise BadSheet(f"{layout.acts or layout.sensitive}: more than {MOST_ACTS} different acts")
    codes = {label: code for code, label in enumerate(labels)}
    acts = np.zeros((len(first_rows), len(labels)), dtype=np.bool_)
    numbers = {text: [codes[part] for part in found] for text, found in parts.items()}
    for victim, row in [*enumerate(first_rows), *followers]:
        acts[victim, numbers[sets[row]]] = True
    sensitive = np.array([codes[mains[row] or STAR] for row in first_rows], dtype=np.int32)
    if layout.acts:
        for victim, row in followers:  # a second testimony's main act must not vanish
            acts[victim, codes[mains[row] or STAR]] |= bool(mains[row] not in ("", STAR))
    return tuple(labels), sensitive, acts


def _units(columns: Columns, layout: Layout, first_rows: Sequence[int], followers: Iterable[tuple[int, int]]) -> Codes:
    if not layout.household:
        return np.arange(len(first_rows), dtype=np.int32)
    names = ["" if name == STAR else name for name in columns[layout.household]]
    homes = [names[row] for row in first_rows]
    joined: dict[str, str] = {}
    for victim, row in followers:
        here, there = (_joined_home(joined, name) for name in (homes[victim], names[row]))
        homes[victim] = here or there
        if here and there and here != there:  # somebody of two households makes them one
            joined[there] = here
    numbers: dict[object, int] = defaultdict(lambda: len(numbers))
    # A victim without a household is keyed by a number, which no household's name can equal.
    return np.array([numbers[_joined_home(joined, home) or row] for row, home in enumerate(homes)], np.int32)


def _joined_home(joined: Mapping[str, str], name: str) -> str:
    while name in joined:
        name = joined[name]
    return name
