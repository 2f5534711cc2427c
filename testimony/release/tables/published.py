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


@dataclass(frozen=True, kw_only=True)
class CountTables:
    """Linked tables by their dimensions, and per cell the number of victims or None where it is hidden."""

    threshold: int
    tables: tuple[tuple[str, ...], ...]
    cells: Mapping[Cell, int | None]

    def __post_init__(self) -> None:
        # A frozen dataclass offers no other way to make its mapping unchangeable.
        object.__setattr__(self, "cells", MappingProxyType(dict(self.cells)))

    @property
    def hidden(self) -> tuple[Cell, ...]:
        """Return the hidden cells in order."""
        return tuple(sorted(cell for cell, number in self.cells.items() if number is None))

    def to_bytes(self) -> bytes:
        """Return canonical JSON, from which a later release learns what is out."""
        cells = [[[list(pair) for pair in cell], number] for cell, number in sorted(self.cells.items(), key=_by_cell)]
        plain = {"threshold": self.threshold, "tables": [list(table) for table in self.tables], "cells": cells}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, blob: bytes) -> Self:
        """Return the tables that `to_bytes` wrote; raise BadSheet."""
        try:
            plain = json.loads(blob)
            return cls(
                threshold=int(plain["threshold"]),
                tables=tuple(tuple(table) for table in plain["tables"]),
                cells={
                    tuple((dimension, value) for dimension, value in cell): None if number is None else int(number)
                    for cell, number in plain["cells"]
                },
            )
        except (ValueError, KeyError, TypeError) as error:
            raise BadSheet("earlier tables: can't be read") from error

    def csv(self, table: Sequence[str]) -> bytes:
        """Return one table as CSV: one line per cell and margin, the word ALL where a dimension is summed over."""
        lines = []
        for cell, number in sorted(self.cells.items(), key=_by_cell):
            values = dict(cell)
            if values.keys() <= set(table):
                shown = HIDDEN if number is None else str(number)
                lines.append([*(values.get(dimension, ALL) for dimension in table), shown])
        return csv_bytes([*table, "victims"], lines)


def _by_cell(item: tuple[Cell, int | None]) -> Cell:
    return item[0]
