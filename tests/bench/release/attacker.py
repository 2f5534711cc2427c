"""An attacker of its own for count tables: whole numbers and another solver path, written from the issue's words.

It knows the published numbers, that margins add up, and that a hidden cell which isn't a margin holds fewer people
than the threshold, unless it is one of those `beside`: hidden for another's sake. For every hidden number it asks
the integer solver for the least and the greatest value.
"""

from collections.abc import Collection

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from testimony.release.tables.published import CountTables
from testimony.release.tables.system import Cell

_LARGEST = 100_000


def narrow_in_whole_numbers(published: CountTables, beside: Collection[Cell] = ()) -> int:
    """Count the hidden numbers with fewer possible values than the threshold."""
    cells = list(published.cells)
    rows = []
    for total in cells:
        for dimension in {name for cell in cells for name, _ in cell} - {name for name, _ in total}:
            parts = [
                cell
                for cell in cells
                if set(cell) > set(total) and {n for n, _ in set(cell) - set(total)} == {dimension}
            ]
            if parts:
                rows.append([1.0 if cell == total else -1.0 * (cell in parts) for cell in cells])
    totals = {cell for cell in cells if any(set(other) > set(cell) for other in cells)}
    low = np.array([published.cells[cell] or 0 for cell in cells], dtype=np.float64)
    most = [_LARGEST if cell in totals or cell in beside else published.threshold - 1 for cell in cells]
    high = np.array([most[n] if published.cells[cell] is None else low[n] for n, cell in enumerate(cells)])
    sums = [LinearConstraint(np.array(rows), 0, 0)] if rows else []

    hidden = [n for n, cell in enumerate(cells) if published.cells[cell] is None]
    # Every solution is a whole table that fits: what two of them differ in needs no question of its own.
    least, greatest = np.full(len(cells), np.inf), np.full(len(cells), -np.inf)
    for place in hidden:
        for sign in (1.0, -1.0):
            if greatest[place] - least[place] + 1 >= published.threshold:
                break
            goal = np.zeros(len(cells))
            goal[place] = sign
            solution = milp(goal, integrality=np.ones(len(cells)), bounds=Bounds(low, high), constraints=sums)
            assert solution.success
            found = np.round(solution.x)
            least, greatest = np.minimum(least, found), np.maximum(greatest, found)
    return int(sum(greatest[hidden] - least[hidden] + 1 < published.threshold))
