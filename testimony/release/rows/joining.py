"""Joins classes that grew too small with their nearest one, as a whole: a class may grow coarser, never be torn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from testimony.release.rows.arrays import Codes, Index, Keys
from testimony.release.rows.recoding import OUT, Recoding, as_nodes
from testimony.release.rows.rule import Rule
from testimony.release.rows.strength import strong_enough
from testimony.release.rows.view import Node, View

_STAR = -1


@dataclass(frozen=True, kw_only=True, eq=False)
class Joined:
    """The recoding after joining, and for each of its classes the numbers of the classes it was joined from."""

    recoding: Recoding
    parts: tuple[tuple[int, ...], ...]


def join_small(view: View, class_of: Codes, nodes: Sequence[Node], levels: Node, rule: Rule) -> Joined:
    """Join every class below k or l with the one that costs least; who can't be joined stays out.

    A joined class keeps a column where both say the same and says `*` elsewhere: the vocabulary stays one.
    """
    work = _Work(view, class_of, nodes, levels, rule)
    while (weak := work.weakest()) is not None:
        nearest = work.nearest(weak)
        if nearest is None:
            work.drop(weak)
        else:
            work.join(weak, nearest)
    return work.result()


class _Work:
    """Classes while they are being joined: their rows, their codes at the vocabulary's levels, and who is alive."""

    def __init__(self, view: View, class_of: Codes, nodes: Sequence[Node], levels: Node, rule: Rule) -> None:
        self._view, self._levels, self._rule = view, levels, rule
        self._rows: list[Index] = [np.zeros(0, dtype=np.intp) for _ in nodes]
        order = np.argsort(class_of, kind="stable")
        bounds = np.searchsorted(class_of[order], np.arange(len(nodes) + 1))
        for number in range(len(nodes)):
            self._rows[number] = order[bounds[number] : bounds[number + 1]]
        self._parts: list[tuple[int, ...]] = [(number,) for number in range(len(nodes))]
        self._codes: Keys = np.full((len(nodes), view.columns), _STAR, dtype=np.int64)
        self._costs = np.ones((len(nodes), view.columns))
        for number, (node, rows) in enumerate(zip(nodes, self._rows, strict=True)):
            if len(rows):
                self._describe(number, node, int(rows[0]))
        self._alive = np.array([len(rows) > 0 for rows in self._rows], dtype=np.bool_)
        self._sizes = np.array([len(rows) for rows in self._rows], dtype=np.intp)
        self._weak: list[int] = [number for number in np.flatnonzero(self._alive).tolist() if not self._keeps(number)]

    def weakest(self) -> int | None:
        """Return the smallest class that breaks the rule; None where all keep it."""
        self._weak = [number for number in self._weak if self._alive[number] and not self._keeps(number)]
        return min(self._weak, key=lambda number: (self._sizes[number], number), default=None)

    def nearest(self, number: int) -> int | None:
        """Return the class whose joining costs least; None where there is no other."""
        others = np.flatnonzero(self._alive)
        others = others[others != number]
        if not len(others):
            return None
        same = (self._codes[others] == self._codes[number]) & (self._codes[number] != _STAR)
        mine = np.where(same, 0.0, 1 - self._costs[number]).sum(axis=1) * self._sizes[number]
        theirs = np.where(same, 0.0, 1 - self._costs[others]).sum(axis=1) * self._sizes[others]
        return int(others[np.argmin(mine + theirs)])

    def drop(self, number: int) -> None:
        """Leave a class out."""
        self._alive[number] = False

    def join(self, weak: int, into: int) -> None:
        """Make one class of two."""
        apart = (self._codes[weak] != self._codes[into]) | (self._codes[weak] == _STAR)
        self._codes[into][apart] = _STAR
        self._costs[into][apart] = 1.0
        self._rows[into] = np.concatenate([self._rows[into], self._rows[weak]])
        self._parts[into] += self._parts[weak]
        self._sizes[into] += self._sizes[weak]
        self._alive[weak] = False
        if into not in self._weak:
            self._weak.append(into)

    def result(self) -> Joined:
        """Return the classes that are left, numbered anew."""
        class_of = np.full(self._view.sheet.size, OUT, dtype=np.int32)
        nodes: list[Node] = []
        parts: list[tuple[int, ...]] = []
        for number in np.flatnonzero(self._alive):
            class_of[self._rows[number]] = len(nodes)
            starred = self._codes[number] == _STAR
            nodes.append(tuple(np.where(starred, self._view.tops, self._levels).tolist()))
            parts.append(self._parts[number])
        recoding = Recoding(class_of=class_of, nodes=as_nodes(nodes, self._view.columns))
        return Joined(recoding=recoding, parts=tuple(parts))

    def _describe(self, number: int, node: Node, row: int) -> None:
        for place, (level, top) in enumerate(zip(node, self._view.tops, strict=True)):
            if level != top:
                code = int(self._view.codes[place][level][row])
                self._codes[number, place] = code
                self._costs[number, place] = self._view.costs[place][level][code]

    def _keeps(self, number: int) -> bool:
        rows, sheet = self._rows[number], self._view.sheet
        people = len(rows) if sheet.each_alone else len(np.unique(sheet.units[rows]))
        if people < self._rule.k:
            return False
        one = np.zeros(len(rows), dtype=np.intp)
        return bool(strong_enough(one, sheet.sensitive[rows], 1, self._rule, untold=sheet.untold)[0])
