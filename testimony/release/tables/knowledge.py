"""What a reader knows: every release so far, how its numbers add up, and the rules by which it was made.

Nothing secret enters: the reader is given published numbers and rules only. The rules that a reader is granted:

- A hidden cell that isn't a margin holds fewer than `threshold` people, unless an earlier release shows it; then it
  is less than `threshold` more than it was. Which few are hidden beside them, without being small, the reader knows.
- Later numbers aren't less than earlier ones: collections grow.
- The margin of a row in which people stand several times is at least its largest cell and at most their sum.

Where published numbers contradict one of the first two (people were withdrawn, a household is one unit of many
people), the reader has noticed too, and it isn't granted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

from testimony.release.errors import TableUnsafe
from testimony.release.tables.acts import is_open, successors
from testimony.release.tables.published import CountTables
from testimony.release.tables.reader import Flags, Floats, Variables, matrix_of, narrowed
from testimony.release.tables.system import Cell, Margin, margins_between

Line = dict[int, float]


@dataclass(frozen=True, kw_only=True, eq=False)
class Knowledge:
    """The variables, the newest release's cells first, and which are hidden.

    `watched` leads from the place of what must not be narrowed to the number of possible values that it needs.
    """

    variables: Variables
    cells: tuple[Cell, ...]
    hidden: Flags
    watched: Mapping[int, int]


def know(
    now: CountTables,
    earlier: Sequence[CountTables],
    *,
    beside: Collection[Cell] = (),
    truth: Mapping[Cell, int] | None = None,
) -> Knowledge:
    """Return what the releases tell together; raise TableUnsafe where they contradict one another.

    Cells `beside` the small ones are hidden for their sake and not small themselves. `truth` are the numbers
    of all cells of `now`, where it isn't decided yet which of the others are hidden.
    """
    room = _room([now, *earlier], truth or {})
    for small, growing in ((True, True), (True, False), (False, True), (False, False)):
        draft = _Draft(small=small, growing=growing, room=room)
        cells = draft.add_release(now, earlier, beside=beside, undecided=truth is not None)
        before = [draft.add_release(past, earlier[:number]) for number, past in enumerate(earlier)]
        draft.add_growth(earlier, before)
        growths = [draft.add_growth([past, now], [places, cells]) for past, places in zip(earlier, before, strict=True)]
        fixed = {cells[cell][0]: float(number) for cell, number in (truth or {}).items()}
        point = draft.solve(fixed)
        if point is not None:
            break
    else:
        raise TableUnsafe("earlier tables: their numbers contradict one another")
    hidden = np.ones(len(point), dtype=np.bool_)
    hidden[[cells[cell][0] for cell in cells]] = [now.cells[cell] is None for cell in cells]
    return Knowledge(
        variables=draft.variables(point),
        cells=tuple(cells),
        hidden=hidden,
        watched=dict.fromkeys(range(len(cells)), now.threshold) | _watched_before(draft, earlier, before, growths),
    )


Places = Mapping[Cell, tuple[int, ...]]


@dataclass(kw_only=True)
class _Draft:
    """Variables while they are collected, and lines that are 0 in every possible world."""

    small: bool
    growing: bool
    room: float
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def add(self, low: float, high: float) -> int:
        """Add a variable and return its place."""
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def add_release(
        self,
        release: CountTables,
        before: Sequence[CountTables],
        *,
        beside: Collection[Cell] = (),
        undecided: bool = False,
    ) -> Places:
        """Add a release with its margins; return the places whose sum each cell's number is."""
        cells = sorted(release.cells)
        margins = margins_between(cells)
        totals = {margin.total for margin in margins}
        shown = _shown_before(release, before)
        most = {cell: shown.get(cell, 0) + release.threshold - 1.0 for cell in cells}
        places = {}
        for cell in cells:
            number = release.cells[cell]
            open_ended = cell in totals or cell in beside or not self.small or (undecided and number is not None)
            if number is None or undecided:
                places[cell] = self.add(0.0, self.room if open_ended else most[cell])
            else:
                places[cell] = self.add(number, number)
        found: dict[Cell, tuple[int, ...]] = {cell: (place,) for cell, place in places.items()}
        for margin in margins:
            if release.overlapping:
                found[margin.total] += (self._overlap(release, margin, places),)
            else:
                self.lines.append({places[margin.total]: 1.0} | {places[part]: -1.0 for part in margin.parts})
        return found

    def _overlap(self, release: CountTables, margin: Margin, places: Mapping[Cell, int]) -> int:
        """Add the margin of a row in which people stand several times; return what it is more than it says."""
        total = places[margin.total]
        more = self.add(0.0, self.room if is_open(release, margin) else 0.0)
        several = self.add(0.0, self.room * len(margin.parts))
        self.lines.append({total: 1.0, more: 1.0, several: 1.0} | {places[part]: -1.0 for part in margin.parts})
        for part in margin.parts:
            self.lines.append({total: 1.0, more: 1.0, places[part]: -1.0, self.add(0.0, 2 * self.room): -1.0})
        return more

    def add_growth(self, releases: Sequence[CountTables], places: Sequence[Places]) -> dict[Cell, int]:
        """Add what each cell grew by from each release to the next; return the last step's places by cell."""
        growths: dict[Cell, int] = {}
        for number in range(len(releases) - 1):
            growths = {}
            for cell, parts in successors(releases[number], releases[number + 1]).items():
                if not self.growing and len(parts) > 1:
                    continue
                growth = self.add(0.0 if self.growing else -self.room, self.room * len(parts))
                line = dict.fromkeys(places[number][cell], -1.0) | {growth: -1.0}
                self.lines.append(line | {place: 1.0 for part in parts for place in places[number + 1][part]})
                if len(parts) == 1:
                    growths[cell] = growth
        return growths

    def solve(self, fixed: Mapping[int, float]) -> Floats | None:
        """Return one possible world in which some variables have these values, or None."""
        bounds = np.column_stack([self.low, self.high])
        for place, value in fixed.items():
            bounds[place] = value
        matrix = matrix_of(self.lines, len(self.low))
        zeros = np.zeros(len(self.lines))
        found = linprog(np.zeros(len(self.low)), A_eq=matrix, b_eq=zeros, bounds=bounds, method="highs-ds")
        return np.asarray(found.x) if found.success else None

    def variables(self, point: Floats) -> Variables:
        """Return the variables around one possible world; a true number may lie outside what is granted."""
        return Variables(
            matrix=matrix_of(self.lines, len(point)),
            values=point,
            lowest=np.minimum(self.low, point),
            highest=np.maximum(self.high, point),
        )


def _shown_before(release: CountTables, before: Sequence[CountTables]) -> dict[Cell, int]:
    """Return the greatest number that an earlier release shows for those who may stand in a cell now."""
    shown: dict[Cell, int] = {}
    for past in before:
        for cell, parts in successors(past, release).items():
            for part in parts:
                shown[part] = max(shown.get(part, 0), past.cells[cell] or 0)
    return shown


def _watched_before(
    draft: _Draft, earlier: Sequence[CountTables], before: Sequence[Places], growths: Sequence[Mapping[Cell, int]]
) -> dict[int, int]:
    """Return the hidden cells of earlier releases that couldn't be narrowed until now, and how they grew."""
    if not earlier:
        return {}
    alone = _Draft(small=draft.small, growing=draft.growing, room=draft.room)
    then = [alone.add_release(past, earlier[:number]) for number, past in enumerate(earlier)]
    alone.add_growth(earlier, then)
    point = alone.solve({})
    if point is None:
        raise TableUnsafe("earlier tables: their numbers contradict one another")
    watched: dict[int, int] = {}
    asked = {was[cell][0]: past.threshold for past, was in zip(earlier, then, strict=True) for cell in past.hidden}
    narrow = set(narrowed(alone.variables(point), np.ones(len(point), dtype=np.bool_), asked))
    for past, was, places, grown in zip(earlier, then, before, growths, strict=True):
        for cell in (cell for cell in past.hidden if was[cell][0] not in narrow):
            watched |= dict.fromkeys((places[cell][0], *filter(None, [grown.get(cell)])), past.threshold)
    return watched


def _room(releases: Sequence[CountTables], truth: Mapping[Cell, int]) -> float:
    """Return more than any hidden number can be for all that the shown ones say."""
    shown = [number or release.threshold for release in releases for number in release.cells.values()]
    return 2.0 * (sum(shown) + sum(truth.values()))
