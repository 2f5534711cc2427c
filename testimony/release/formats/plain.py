"""The released table as plain text columns, in an order and with ids that tell nothing of where it came from."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from testimony.release.errors import BadSheet
from testimony.release.files import csv_bytes, safe_cell
from testimony.release.rows.anonymise import Anonymised
from testimony.release.rows.hierarchy import STAR
from testimony.release.rows.sheet import ACTS_APART

ID_COLUMN = "release_row"
_ID_BYTES = 8

# Returns so many numbers in random order; an argument, so that a test may hold it.
Shuffle = Callable[[int], Sequence[int]]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its name, what it is ("id", "quasi", "main act", "acts") and its cells."""

    name: str
    kind: str
    cells: tuple[str, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """Return the different values, sorted, `*` last."""
        parts = {part for cell in self.cells for part in (cell.split(ACTS_APART) if self.kind == "acts" else [cell])}
        return (*sorted(parts - {STAR}), *sorted(parts & {STAR}))


@dataclass(frozen=True, kw_only=True)
class PlainTable:
    """What every format writes. `order` says which released row stands where; it never leaves."""

    columns: tuple[Column, ...]
    order: tuple[int, ...]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Return the lines of the table."""
        return list(zip(*(column.cells for column in self.columns), strict=True))

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """Return the cells column by column."""
        return [column.cells for column in self.columns]

    @property
    def names(self) -> list[str]:
        """Return the header."""
        return [column.name for column in self.columns]


def shuffle_securely(count: int) -> Sequence[int]:
    """Shuffle with the operating system's randomness: a seeded order could be undone."""
    order = list(range(count))
    secrets.SystemRandom().shuffle(order)
    return order


def plain_table(
    release: Anonymised, *, main_act: str, acts: str = "", only: Sequence[str] = (), shuffle: Shuffle = shuffle_securely
) -> PlainTable:
    """Return the table with only the columns asked for (all where none is named); raise BadSheet for unknown ones."""
    texts, mains, sets = release.text()
    order = tuple(shuffle(release.released))
    named = [
        (hierarchy.name, "quasi", cells) for hierarchy, cells in zip(release.sheet.hierarchies, texts, strict=True)
    ]
    named.append((main_act, "main act", mains))
    if acts:
        named.append((acts, "acts", sets))
    if not set(only) <= {name for name, _, _ in named}:
        raise BadSheet("only: names a column that the release doesn't have")
    columns = [
        Column(name=safe_cell(name), kind=kind, cells=tuple(safe_cell(cells[row]) for row in order))
        for name, kind, cells in named
        if not only or name in only
    ]
    ids = tuple(_ids(len(order)))
    return PlainTable(columns=(Column(name=ID_COLUMN, kind="id", cells=ids), *columns), order=order)


def table_csv(table: PlainTable) -> bytes:
    """Return the table as CSV."""
    return csv_bytes(table.names, table.rows)


def order_tells(table: PlainTable) -> float:
    """Return the rank correlation of the order written with the order of the source; near 0 tells nothing."""
    if len(table.order) <= 1:
        return 0.0
    return float(np.corrcoef(table.order, np.arange(len(table.order)))[0, 1])


def _ids(count: int) -> list[str]:
    # Letters first: an id of digits alone would be read as a number and lose its zeros.
    ids: set[str] = set()
    while len(ids) < count:
        ids.add(f"r{secrets.token_hex(_ID_BYTES)}")
    return list(ids)
