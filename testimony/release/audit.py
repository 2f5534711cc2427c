"""The audit: a proof by linear programming that no hidden cell can be narrowed below the threshold.

It reads nothing but the published table and takes the side of a reader who knows how the table is made. Rows
share no published total, so each is a programme of its own. The hidden cells of a row enter it alike (same
bounds, same coefficients), so one of them stands for all.
"""

import math
from dataclasses import dataclass

from scipy.optimize import linprog

from testimony.release.errors import TableUnsafe
from testimony.release.published import SafeRow, SafeTable

# HiGHS works to 1e-7; whole numbers are a long way from that.
_TOLERANCE = 1e-6


@dataclass(frozen=True, kw_only=True)
class Interval:
    """The whole numbers that a hidden cell may be, both ends included."""

    low: int
    high: int

    @property
    def values(self) -> int:
        """Count the whole numbers in the interval."""
        return max(0, self.high - self.low + 1)


def audit(table: SafeTable) -> None:
    """Raise TableUnsafe, naming the code, unless every hidden cell keeps `threshold` possible values."""
    for row in table.rows:
        interval = hidden_interval(row, table.threshold)
        if interval is not None and interval.values < table.threshold:
            raise TableUnsafe(f"{row.code}: a hidden cell can be narrowed to {interval.values} values")


def hidden_interval(row: SafeRow, threshold: int) -> Interval | None:
    """Return what a reader can find out about any hidden cell of the row; None where none is hidden.

    The reader knows that a hidden cell is below the threshold, and that the margin D of distinct victims
    is at least the largest cell and at most the sum of all cells. Any D in between can happen within one
    row (sets of these sizes with that union exist), so nothing more follows. The published margin is D or
    less; the reader is granted that it is D, which can only narrow. Where another cell is hidden too, the
    reader is granted that OTHER is empty if hidden: perhaps nothing happened in other months, and many know.
    """
    if None not in row.cells:
        return None
    hidden = max(1, sum(cell is None for cell in row.cells[:-1]))
    shown = sum(cell or 0 for cell in row.cells)
    if row.at_least is None:
        return Interval(low=0, high=threshold - 1)
    highest = min(threshold - 1, row.at_least)
    low = _extreme(hidden, row.at_least - shown, highest, sign=1)
    high = _extreme(hidden, row.at_least - shown, highest, sign=-1)
    return Interval(low=math.ceil(low - _TOLERANCE), high=math.floor(high + _TOLERANCE))


def _extreme(hidden: int, missing: int, highest: int, *, sign: int) -> float:
    """Return the least (sign 1) or greatest (sign -1) value of the first hidden cell."""
    solution = linprog(
        c=[sign, *[0] * (hidden - 1)],
        A_ub=[[-1] * hidden],  # the hidden cells make up at least what the shown ones leave missing
        b_ub=[-missing],
        bounds=[(0, highest)] * hidden,
        method="highs",
    )
    if not solution.success:
        raise TableUnsafe("the published numbers contradict one another")
    return sign * float(solution.fun)
