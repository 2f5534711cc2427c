"""Chooses which cells to hide besides the small ones: an integer programme, with a cut for each cell still narrow.

The programme asks for the cheapest set of hidden cells. Whatever the reader can still narrow comes back as a cut
(the dual of the reader's own programme, after Fischetti and Salazar 2001), until the reader finds nothing.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from testimony.release.errors import TableUnsafe
from testimony.release.tables.knowledge import Knowledge
from testimony.release.tables.reader import TOLERANCE, Flags, Floats, Reach, Sweep

MOST_ROUNDS = 200


def choose_hidden(knowledge: Knowledge, price: Floats) -> Flags:
    """Return what to hide so that every hidden watched variable keeps the values it needs.

    What `knowledge` has hidden stays so. Of the newest release's cells others may join, each at its price. Raise
    TableUnsafe where nothing helps.
    """
    ours = len(knowledge.cells)
    bounds = Bounds(knowledge.hidden[:ours].astype(np.float64), np.ones(ours))
    hidden = knowledge.hidden.copy()
    cuts: list[Floats] = []
    for _ in range(MOST_ROUNDS):
        hidden[:ours] = _cheapest(price, bounds, cuts)
        narrow = Sweep(knowledge.variables, hidden).narrow_among(knowledge.watched)
        fresh = [_cut(hidden, place, *reaches, knowledge.watched[place]) for place, reaches in narrow.items()]
        if not fresh:
            return hidden[:ours]
        cuts += fresh
    raise TableUnsafe("table: no set of hidden cells was found")


def _cheapest(price: Floats, bounds: Bounds, cuts: Sequence[Floats]) -> Flags:
    if not cuts:
        return np.asarray(bounds.lb > 1 / 2)
    # Variables that aren't ours to hide are hidden anyway: what they give to a cut is a constant.
    ours = len(price)
    asked = np.array(cuts)
    constraint = LinearConstraint(csr_array(asked[:, :ours]), lb=-asked[:, ours:].sum(axis=1) - TOLERANCE)
    solution = milp(
        c=price, integrality=np.ones(ours), bounds=bounds, constraints=constraint, options={"mip_rel_gap": 0.0}
    )
    if solution.x is None:
        raise TableUnsafe("table: can't be published without narrowing a hidden cell")
    hidden: Flags = solution.x > 1 / 2
    return hidden


def _cut(hidden: Flags, place: int, up: Reach, down: Reach, values: int) -> Floats:
    """Return what the narrow variable asks for: the prices of what is hidden sum to (values - 1) if it is hidden."""
    need = values - 1.0
    cut = np.minimum(up.prices + down.prices, need)  # more than the need helps no more: hiding is yes or no
    cut[np.abs(cut) < TOLERANCE] = 0.0
    if (cut * hidden).sum() >= need - TOLERANCE:
        # Wide enough in fractions, not in whole numbers: anything more hidden is worth a try.
        cut = np.where(hidden, 0.0, 1.0)
        need = 1.0
    cut[place] -= need
    return cut
