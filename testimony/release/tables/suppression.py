"""Chooses which cells to hide besides the small ones: an integer programme, with a cut for each cell still narrow.

The programme asks for the cheapest set of hidden cells. Whatever the reader can still narrow comes back as a cut
(the dual of the reader's own programme, after Fischetti and Salazar 2001), until the reader finds nothing.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from testimony.release.errors import TableUnsafe
from testimony.release.tables.reader import TOLERANCE, Flags, Floats, Reach, Sweep, Variables

MOST_ROUNDS = 200


def choose_hidden(
    variables: Variables,
    *,
    margins: int,
    forced: Flags,
    free: Flags,
    price: Floats,
    watched: Sequence[int],
    threshold: int,
) -> Flags:
    """Return what to hide so that every hidden watched variable keeps `threshold` possible values.

    The first `margins` equations are those of tables. `forced` must be hidden, `free` may be; what is neither is
    known to the reader. Raise TableUnsafe where even
    hiding everything free doesn't help.
    """
    cuts = _two_per_line(variables, margins)
    bounds = Bounds(forced.astype(np.float64), (forced | free).astype(np.float64))
    for _ in range(MOST_ROUNDS):
        hidden = _cheapest(price, bounds, cuts)
        sweep = Sweep(variables, hidden, threshold)
        narrow = ((place, sweep.narrow(place)) for place in watched if hidden[place])
        fresh = [_cut(hidden, place, *reaches, threshold) for place, reaches in narrow if reaches is not None]
        if not fresh:
            return hidden
        cuts += fresh
    raise TableUnsafe("table: no set of hidden cells was found")


def _cheapest(price: Floats, bounds: Bounds, cuts: Sequence[Floats]) -> Flags:
    constraints = [LinearConstraint(np.array(cuts), lb=-TOLERANCE)] if cuts else []
    solution = milp(c=price, integrality=np.ones(len(price)), bounds=bounds, constraints=constraints)
    if solution.x is None:
        raise TableUnsafe("table: can't be published without narrowing a hidden cell")
    hidden: Flags = solution.x > 1 / 2
    return hidden


def _cut(hidden: Flags, place: int, up: Reach, down: Reach, threshold: int) -> Floats:
    """Return what the narrow variable asks for: the prices of what is hidden sum to (threshold - 1) if it is hidden."""
    need = threshold - 1.0
    cut = np.minimum(up.prices + down.prices, need)  # more than the need helps no more: hiding is yes or no
    cut[np.abs(cut) < TOLERANCE] = 0.0
    if (cut * hidden).sum() >= need - TOLERANCE:
        # Wide enough in fractions, not in whole numbers: anything more hidden is worth a try.
        return np.where(hidden, 0.0, 1.0) - _share_of_one(hidden, place)
    cut[place] -= need
    return cut


def _share_of_one(hidden: Flags, place: int) -> Floats:
    share: Floats = np.zeros(len(hidden))
    share[place] = 1.0
    return share


def _two_per_line(variables: Variables, lines: int) -> list[Floats]:
    """Return for each variable of each margin: if it is hidden, so is another (else it is a subtraction away)."""
    cuts = []
    for line in variables.matrix[:lines].toarray():
        places = np.flatnonzero(line)
        for place in places:
            cut = np.zeros(len(variables.values))
            cut[places] = 1.0
            cut[place] = -1.0
            cuts.append(cut)
    return cuts
