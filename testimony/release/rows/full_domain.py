"""Full-domain recoding: one level per column for everybody, and the choice of levels that provably costs least.

Two facts make the search exact and short. Coarser levels only merge classes, so where too many people would stay
out, finer nodes below are no better and needn't be looked at. And leaving people out only costs more (1 each), so
a node whose cost without anybody left out reaches the best found can't win, nor can any coarser one.
"""

from dataclasses import dataclass

import numpy as np

from testimony.release.errors import CannotHold
from testimony.release.rows.peeling import Peeled, diverse_crowds
from testimony.release.rows.recoding import OUT, Recoding
from testimony.release.rows.rule import Rule
from testimony.release.rows.view import Crowds, Node, Part, View

MOST_NODES = 2_000_000


def recode_full_domain(view: View, rule: Rule) -> Peeled:
    """Return the cheapest recoding among all nodes that leave out at most the allowed share; raise CannotHold."""
    if np.prod([top + 1 for top in view.tops], dtype=np.float64) > MOST_NODES:
        raise CannotHold(f"hierarchies: more than {MOST_NODES} combinations of levels")
    grid = np.array(list(view.nodes()), dtype=np.int8)
    bounds = np.array([view.mean_cost(tuple(node)) for node in grid])
    by_bound = np.argsort(bounds, kind="stable")
    grid, bounds = grid[by_bound], bounds[by_bound]
    part = Part.whole(view)
    best: _Found | None = None
    open_nodes = np.arange(len(grid))
    while len(open_nodes):
        # The middle one: if it fails, about everything finer goes with it; if it holds, everything dearer.
        middle = open_nodes[len(open_nodes) // 2]
        node = tuple(int(level) for level in grid[middle])
        found = _try(part, node, rule)
        if found is None:
            open_nodes = open_nodes[~(grid[open_nodes] <= grid[middle]).all(axis=1)]
            continue
        if best is None or found.ncp < best.ncp:
            best = found
        open_nodes = open_nodes[(open_nodes != middle) & (bounds[open_nodes] < best.ncp)]
    if best is None:
        raise CannotHold("table: even with every value hidden too many people would stay out")
    return best.peeled(view)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Found:
    node: Node
    crowds: Crowds
    ncp: float

    def peeled(self, view: View) -> Peeled:
        class_of = np.full(view.sheet.size, OUT, dtype=np.int32)
        class_of[self.crowds.positions] = self.crowds.group
        nodes = np.tile(np.array(self.node, dtype=np.int8), (len(self.crowds.people), 1))
        return Peeled(recoding=Recoding(class_of=class_of, nodes=nodes), ncp=self.ncp)


def _try(part: Part, node: Node, rule: Rule) -> _Found | None:
    """Return the node's recoding; None where it leaves out too many (or everybody)."""
    found = diverse_crowds(part, node, rule)
    size = len(part.rows)
    if found is None:
        return None
    out = size - len(found.positions)
    if out > rule.suppressed * size:
        return None
    cost = part.view.row_cost(node, found.positions) + out
    return _Found(node=node, crowds=found, ncp=cost / size)
