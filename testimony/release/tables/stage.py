"""Sets the stage for the reader: which numbers there are, how they add up, and what is known from earlier releases.

An earlier release on the same, growing collection adds its own cells and, for every cell that both have, the growth
between them, which the reader is granted to be no less than nothing unless published numbers say otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from testimony.release.errors import TableUnsafe
from testimony.release.tables.published import CountTables
from testimony.release.tables.reader import Flags, Floats, Variables, narrowed
from testimony.release.tables.system import EVERYBODY, Cell, System, equations_between

# What hiding costs: by what a cell is, never by its number, so that the choice tells as little as it can.
_PRICE_OF_CELL, _PRICE_OF_MARGIN, _PRICE_OF_EVERYBODY = 1.0, 4.0, 30.0
# What was hidden in an earlier release is hidden more cheaply: the same table twice is the same table.
_HIDDEN_BEFORE = 0.5

Line = Mapping[int, float]


@dataclass(frozen=True, kw_only=True, eq=False)
class Stage:
    """The variables: new cells first in the system's order, then earlier ones and growths, which are not ours."""

    variables: Variables
    forced: Flags
    free: Flags
    price: Floats
    watched: tuple[int, ...]


def set_stage(system: System, threshold: int, earlier: Sequence[CountTables]) -> Stage:
    """Return what the reader of these releases together looks at; raise TableUnsafe where they contradict."""
    draft = _Draft(values=[float(system.victims[cell]) for cell in system.cells])
    draft.add_margins({cell: n for n, cell in enumerate(system.cells)})
    small = [system.units[cell] < threshold for cell in system.cells]
    watched = list(range(len(system.cells)))
    hidden = list(small)
    for past in earlier:
        for n, cell in enumerate(system.cells):
            hidden[n] = hidden[n] or _tells_of_few(system, past, cell, threshold)
        watched += _add_past(draft, system, past, threshold)
    ours = np.arange(len(draft.values)) < len(system.cells)
    forced = np.concatenate([hidden, draft.hidden]).astype(np.bool_)
    prices = [_price(cell) * (_HIDDEN_BEFORE if _was_hidden(earlier, cell) else 1.0) for cell in system.cells]
    price = np.array([*prices, *([0.0] * len(draft.hidden))])
    return Stage(variables=draft.variables(), forced=forced, free=ours, price=price, watched=tuple(watched))


@dataclass
class _Draft:
    """Variables while they are collected; `hidden` says of those after the new cells what the reader lacks."""

    values: list[float]
    lines: list[Line] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)
    signed: set[int] = field(default_factory=set)

    def add(self, value: float, *, hidden: bool, signed: bool = False) -> int:
        """Add a variable and return its place."""
        self.values.append(value)
        self.hidden.append(hidden)
        if signed:
            self.signed.add(len(self.values) - 1)
        return len(self.values) - 1

    def add_margins(self, places: Mapping[Cell, int]) -> None:
        """Add every margin among these cells."""
        for equation in equations_between(places):
            self.lines.append({places[equation.total]: 1.0} | {places[part]: -1.0 for part in equation.parts})

    def variables(self) -> Variables:
        """Return the variables; a hidden one may be anything up to twice the largest number."""
        values = np.array(self.values)
        room = 2 * max(10.0, float(np.abs(values).max(initial=0.0)))
        signed = np.isin(np.arange(len(values)), list(self.signed))
        return Variables(
            matrix=matrix_of(self.lines, len(values)),
            values=values,
            lowest=np.where(signed, values - room, 0.0),
            highest=values + room,
        )


def matrix_of(lines: Sequence[Line], size: int) -> csr_array:
    """Return the equations as a sparse matrix, one row each."""
    rows = [number for number, line in enumerate(lines) for _ in line]
    columns = [place for line in lines for place in line]
    entries = [entry for line in lines for entry in line.values()]
    return csr_array((entries, (rows, columns)), shape=(len(lines), size))


def _tells_of_few(system: System, past: CountTables, cell: Cell, threshold: int) -> bool:
    """Say whether the cell beside its earlier number tells of a few people, or that nobody came."""
    before = past.cells.get(cell)
    if before is None:
        return False
    if _same_again(system, past):
        return False
    return abs(system.victims[cell] - before) < threshold


def _same_again(system: System, past: CountTables) -> bool:
    return all(number in (None, system.victims.get(cell)) for cell, number in past.cells.items())


def _add_past(draft: _Draft, system: System, past: CountTables, threshold: int) -> list[int]:
    """Add an earlier release and the growth since; return what of it must not be narrowed."""
    cells = sorted(past.cells)
    alone = _Draft(values=[])
    for cell in cells:
        alone.add(float(past.cells[cell] or 0), hidden=past.cells[cell] is None)
    alone.add_margins({cell: n for n, cell in enumerate(cells)})
    limits = [system.victims.get(cell) for cell in cells]
    truth, grew = _possible_past(alone, limits)
    places = {cell: draft.add(truth[n], hidden=alone.hidden[n]) for n, cell in enumerate(cells)}
    draft.add_margins(places)
    watched = _wide_enough(alone, truth, threshold)
    found = [places[cells[n]] for n in watched]
    watch_growth = grew and not _same_again(system, past)  # of the same release again everybody knows that nothing grew
    for n, cell in enumerate(system.cells):
        if cell in places:
            growth = draft.add(draft.values[n] - draft.values[places[cell]], hidden=True, signed=not grew)
            draft.lines.append({n: 1.0, places[cell]: -1.0, growth: -1.0})
            if cells.index(cell) in watched and watch_growth:
                found.append(growth)
    return found


def _possible_past(alone: _Draft, limits: Sequence[int | None]) -> tuple[list[float], bool]:
    """Return numbers that the earlier release may stand for, and whether growth only is one explanation."""
    for growing in (True, False):
        highest = [None if limit is None or not growing else limit for limit in limits]
        bounds = [
            (0, high) if hidden else (value, value)
            for value, hidden, high in zip(alone.values, alone.hidden, highest, strict=True)
        ]
        shrunk = any(
            high is not None and not hidden and value > high
            for value, hidden, high in zip(alone.values, alone.hidden, highest, strict=True)
        )
        matrix = matrix_of(alone.lines, len(alone.values))
        solution = linprog(
            c=np.zeros(len(alone.values)),
            A_eq=matrix,
            b_eq=np.zeros(len(alone.lines)),
            bounds=bounds,
            method="highs-ds",
        )
        if solution.success and not shrunk:
            return solution.x.tolist(), growing
    raise TableUnsafe("earlier tables: their numbers contradict one another")


def _wide_enough(alone: _Draft, truth: Sequence[float], threshold: int) -> set[int]:
    """Return the cells hidden then that a reader couldn't narrow then: nothing new may narrow them either."""
    before = _Draft(values=list(truth), lines=alone.lines)
    hidden = np.array(alone.hidden, dtype=np.bool_)
    places = np.flatnonzero(hidden).tolist()
    return set(places) - set(narrowed(before.variables(), hidden, places, threshold))


def _was_hidden(earlier: Sequence[CountTables], cell: Cell) -> bool:
    return any(past.cells.get(cell, 0) is None for past in earlier)


def _price(cell: Cell) -> float:
    if cell == EVERYBODY:
        return _PRICE_OF_EVERYBODY
    return _PRICE_OF_MARGIN if len(cell) == 1 else _PRICE_OF_CELL
