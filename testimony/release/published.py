"""The published form of a table, which every engine behind `safe_table` fills and every writer reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

# The column of all months that have none of their own, and of unknown ones.
OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class SafeRow:
    """One act code: a number or None (hidden: below the threshold, empty or refused) per column.

    `at_least` is a lower bound of the distinct victims over all months, or None.
    """

    code: str
    cells: tuple[int | None, ...]
    at_least: int | None


@dataclass(frozen=True, kw_only=True)
class SafeTable:
    """Rows by code over the months; the last month is always OTHER. Everything in here may be published."""

    threshold: int
    months: tuple[str, ...]
    rows: tuple[SafeRow, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the table as JSON-ready values."""
        rows = [[row.code, list(row.cells), row.at_least] for row in self.rows]
        return {"months": list(self.months), "rows": rows, "threshold": self.threshold}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """Return the table in values that `to_json` made."""
        rows = (SafeRow(code=code, cells=tuple(cells), at_least=low) for code, cells, low in plain["rows"])
        return cls(threshold=plain["threshold"], months=tuple(plain["months"]), rows=tuple(rows))
