"""The reader: knows every published number and every equation, and asks how far a hidden number can be narrowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from testimony.release.errors import TableUnsafe

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# HiGHS works to 1e-7; whole numbers are a long way from that.
TOLERANCE = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class Variables:
    """Numbers that add up: `matrix` @ values = 0. Values are one possible truth; a hidden one may be any from
    `lowest` to `highest`."""

    matrix: csr_array
    values: Floats
    lowest: Floats
    highest: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class Reach:
    """How far one variable can be from its value, and the price of each variable's freedom (the dual solution).

    Whatever is hidden, the reach is at most the sum of `prices` over what is hidden: that makes it a cut.
    """

    reach: float
    prices: Floats


class Sweep:
    """Asks for one choice of hidden cells which of them are narrow; every answer seen shortens later questions.

    Each solution of the reader's programme is a whole table that would be published alike. What two such tables
    differ in is proof enough that a cell isn't narrow, so that most cells need no programme of their own.
    """

    def __init__(self, variables: Variables, hidden: Flags) -> None:
        self._variables, self._hidden = variables, hidden
        down, up = variables.values - variables.lowest, variables.highest - variables.values
        self._down, self._up = down, up
        self._bounds = np.column_stack([np.where(hidden, -down, 0.0), np.where(hidden, up, 0.0)])
        self._low, self._high = variables.values.copy(), variables.values.copy()
        self._random = np.random.default_rng(0)  # only saves time: what is found is checked, what isn't is asked

    def narrow_among(self, watched: Mapping[int, int]) -> dict[int, tuple[Reach, Reach]]:
        """Return the hidden watched variables with fewer possible values than they need, and how far they reach."""
        self._stretch({place: need for place, need in watched.items() if self._bounds[place].any()})
        asked = ((place, self._narrow(place, need)) for place, need in watched.items() if self._hidden[place])
        return {place: reaches for place, reaches in asked if reaches is not None}

    def _stretch(self, watched: Mapping[int, int]) -> None:
        """Push all variables that aren't wide yet up at once, then down at once, for as long as that helps."""
        left, fruitless = dict(watched), 0
        while left and fruitless < 2:
            for sign in (-1.0, 1.0):
                goal = np.zeros(len(self._low))
                goal[list(left)] = sign * (1.0 + self._random.random(len(left)))
                self._solve(goal)
            before = len(left)
            left = {place: need for place, need in left.items() if not self._wide(place, need)}
            fruitless = fruitless + 1 if len(left) == before else 0

    def _narrow(self, place: int, need: int) -> tuple[Reach, Reach] | None:
        """Return how far up and down a variable with fewer than `need` possible values reaches, else None."""
        if self._wide(place, need):
            return None
        goal = np.zeros(len(self._variables.values))
        goal[place] = -1.0
        up = self._solve(goal)
        if self._wide(place, need):
            return None
        down = self._solve(-goal)
        return None if self._wide(place, need) else (up, down)

    def _wide(self, place: int, need: int) -> bool:
        highest, lowest = self._high[place] + TOLERANCE, self._low[place] - TOLERANCE
        return bool(np.floor(highest) - np.ceil(lowest) + 1 >= need)

    def _solve(self, goal: Floats) -> Reach:
        solution = linprog(
            c=goal,
            A_eq=self._variables.matrix,
            b_eq=np.zeros(self._variables.matrix.shape[0]),
            bounds=self._bounds,
            method="highs-ds",
        )
        if not solution.success:
            raise TableUnsafe("the published numbers contradict one another")
        point = self._variables.values + solution.x
        self._low, self._high = np.minimum(self._low, point), np.maximum(self._high, point)
        slope = goal - self._variables.matrix.T @ solution.eqlin.marginals
        prices = np.where(slope > 0, slope * self._down, -slope * self._up)
        return Reach(reach=-float(solution.fun), prices=prices)


def matrix_of(lines: Sequence[Mapping[int, float]], size: int) -> csr_array:
    """Return the equations as a sparse matrix, one row each."""
    rows = [number for number, line in enumerate(lines) for _ in line]
    columns = [place for line in lines for place in line]
    entries = [entry for line in lines for entry in line.values()]
    return csr_array((entries, (rows, columns)), shape=(len(lines), size))


def narrowed(variables: Variables, hidden: Flags, watched: Mapping[int, int]) -> list[int]:
    """Return the watched variables that have fewer possible values than they need."""
    return list(Sweep(variables, hidden).narrow_among(watched))
