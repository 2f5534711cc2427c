"""Count tables as published: every cell a number or hidden, and nothing that tells why it is hidden."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from testimony.release.errors import BadSheet
from testimony.release.files import HIDDEN, csv_bytes
from testimony.release.tables.system import Cell

ALL = "all"
# The margin of a table in which one person stands in several cells is a lower bound, never a sum.
ALL_AT_LEAST = "all_at_least"
# The column of everything that has none of its own, in such a table.
OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class CountTables:
    """Linked tables by their dimensions, and per cell the number of victims or None where it is hidden.

    `overlapping` says that one person may stand in several cells of a row; then there is one table of two
    dimensions, its only margins are those of its rows, and these are lower bounds.
    """

    threshold: int
    tables: tuple[tuple[str, ...], ...]
    cells: Mapping[Cell, int | None]
    overlapping: bool = False

    def __post_init__(self) -> None:
        # A frozen dataclass offers no other way to make its mapping unchangeable.
        object.__setattr__(self, "cells", MappingProxyType(dict(self.cells)))

    @property
    def hidden(self) -> tuple[Cell, ...]:
        """Return the hidden cells in order."""
        return tuple(sorted(cell for cell, number in self.cells.items() if number is None))

    def categories(self, dimension: str) -> tuple[str, ...]:
        """Return the categories that the tables list, in order, OTHER last."""
        found = {category for cell in self.cells for name, category in cell if name == dimension}
        return tuple(sorted(found, key=lambda category: (self.overlapping and category == OTHER, category)))

    def number(self, *pairs: tuple[str, str]) -> int | None:
        """Return a cell's number, None where it is hidden or not listed."""
        return self.cells.get(tuple(sorted(pairs)))

    def to_bytes(self) -> bytes:
        """Return canonical JSON, from which a later release learns what is out."""
        cells = [[[list(pair) for pair in cell], number] for cell, number in sorted(self.cells.items(), key=_by_cell)]
        plain = {
            "threshold": self.threshold,
            "tables": [list(table) for table in self.tables],
            "cells": cells,
            "overlapping": self.overlapping,
        }
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, blob: bytes) -> Self:
        """Return the tables that `to_bytes` wrote; raise BadSheet for anything else."""
        try:
            plain = json.loads(blob)
            tables = cls(
                threshold=int(plain["threshold"]),
                tables=tuple(tuple(table) for table in plain["tables"]),
                cells={
                    tuple((dimension, value) for dimension, value in cell): None if number is None else int(number)
                    for cell, number in plain["cells"]
                },
                overlapping=bool(plain["overlapping"]),
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BadSheet("earlier tables: can't be read") from error
        if tables.to_bytes() != blob:
            raise BadSheet("earlier tables: aren't in the form this code writes")
        return tables

    def csv(self, table: Sequence[str]) -> bytes:
        """Return one table as CSV: one line per cell and margin, ALL or ALL_AT_LEAST where a dimension is left out."""
        lines = []
        whole = ALL_AT_LEAST if self.overlapping else ALL
        for cell, number in sorted(self.cells.items(), key=_by_cell):
            values = dict(cell)
            if values.keys() <= set(table):
                shown = HIDDEN if number is None else str(number)
                lines.append([*(values.get(dimension, whole) for dimension in table), shown])
        return csv_bytes([*table, "victims"], lines)

    def files(self) -> dict[str, bytes]:
        """Return every table as CSV and all of them as JSON, by file name."""
        files = {f"table-{'-by-'.join(table)}.csv": self.csv(table) for table in self.tables}
        return {**files, TABLES_NAME: self.to_bytes()}


TABLES_NAME = "tables.json"


def _by_cell(item: tuple[Cell, int | None]) -> Cell:
    return item[0]
