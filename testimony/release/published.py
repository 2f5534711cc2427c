"""The published form of a table, which every engine behind `safe_table` fills and every writer reads."""

from dataclasses import dataclass

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
