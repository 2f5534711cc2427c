"""A table seen at every level of its hierarchies at once, and the groups that a choice of levels makes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from testimony.release.rows.arrays import Codes, Costs, Flags, Index, Keys
from testimony.release.rows.sheet import Sheet

Node = tuple[int, ...]

# Up to here a key is its own bucket; above, keys are first counted by remainder, which is quick and never
# counts a group too small, and only rows in full buckets are sorted.
_SPACE = 1 << 18
_BUCKETS = 131_071
_LARGEST_KEY = 1 << 62
# Costs are sums of floats in different orders; a real difference is one leaf in one row.
COST_TOLERANCE = 1e-12


@dataclass(frozen=True, kw_only=True, eq=False)
class View:
    """Per column and level: each row's code, each code's cost, the number of codes, the mean cost over all rows."""

    sheet: Sheet
    codes: tuple[tuple[Codes, ...], ...]
    costs: tuple[tuple[Costs, ...], ...]
    means: tuple[tuple[float, ...], ...]

    @classmethod
    def of(cls, sheet: Sheet) -> "View":
        """Look up every row at every level."""
        codes = tuple(
            tuple(level[sheet.leaves[:, place]] for level in hierarchy.codes)
            for place, hierarchy in enumerate(sheet.hierarchies)
        )
        costs = tuple(hierarchy.costs for hierarchy in sheet.hierarchies)
        means = tuple(
            tuple(float(cost[code].mean()) for code, cost in zip(column, prices, strict=True))
            for column, prices in zip(codes, costs, strict=True)
        )
        return cls(sheet=sheet, codes=codes, costs=costs, means=means)

    @property
    def columns(self) -> int:
        """Return the number of columns with a hierarchy."""
        return len(self.codes)

    @property
    def tops(self) -> Node:
        """Return the node at which everything is `*`."""
        return tuple(hierarchy.top for hierarchy in self.sheet.hierarchies)

    def nodes(self) -> Iterator[Node]:
        """Yield every choice of one level per column."""
        return product(*(range(top + 1) for top in self.tops))

    def mean_cost(self, node: Node) -> float:
        """Return the NCP of the whole table at this node, nobody left out."""
        return sum(means[level] for means, level in zip(self.means, node, strict=True)) / self.columns

    def row_cost(self, node: Node, rows: Index) -> float:
        """Return the summed NCP of these rows at this node."""
        return (
            sum(
                float(costs[level][codes[level][rows]].sum())
                for codes, costs, level in zip(self.codes, self.costs, node, strict=True)
            )
            / self.columns
        )


@dataclass(frozen=True, eq=False)
class Part:
    """The rows still to be placed, with their codes kept beside them so that each step reads memory in order."""

    view: View
    rows: Index
    codes: tuple[tuple[Codes, ...], ...]

    @classmethod
    def whole(cls, view: View) -> "Part":
        """Start with every row."""
        return cls(view, np.arange(view.sheet.size), view.codes)

    def without(self, placed: Index) -> "Part":
        """Return what remains when the rows at these positions are placed."""
        stays = np.ones(len(self.rows), dtype=np.bool_)
        stays[placed] = False
        codes = tuple(tuple(level[stays] if len(level) else level for level in column) for column in self.codes)
        return Part(self.view, self.rows[stays], codes)

    def only_levels(self, wanted: Sequence[frozenset[int]]) -> "Part":
        """Return the part without the levels that aren't wanted: they needn't be carried along."""
        none = np.zeros(0, dtype=np.int32)
        codes = tuple(
            tuple(level if place in keep else none for place, level in enumerate(column))
            for column, keep in zip(self.codes, wanted, strict=True)
        )
        return Part(self.view, self.rows, codes)

    def keys(self, node: Node) -> tuple[Keys, int]:
        """Return one number per row, equal where the values at this node are, and the bound of these numbers."""
        key = np.zeros(len(self.rows), dtype=np.int64)
        space = 1
        for codes, costs, level in zip(self.codes, self.view.costs, node, strict=True):
            many = len(costs[level])
            if many == 1:
                continue
            if space * many > _LARGEST_KEY:
                key = np.unique(key, return_inverse=True)[1].astype(np.int64)
                space = len(key)
            key = key * many + codes[level]
            space *= many
        return key, space


@dataclass(frozen=True, eq=False)
class Crowds:
    """Groups of rows by equal values: `positions` in the part, the `group` of each, and people per group."""

    positions: Index
    group: Index
    people: Index


def crowds(part: Part, node: Node, k: int) -> Crowds | None:
    """Return the groups of at least k people at this node; None where there is none."""
    key, space = part.keys(node)
    small = space <= _SPACE
    bucket = key if small else key % _BUCKETS
    in_bucket = np.bincount(bucket)
    full = in_bucket >= k
    positions = np.flatnonzero(full[bucket])
    if not len(positions):
        return None
    if small:
        group, rows_in = (np.cumsum(full) - 1)[key[positions]], in_bucket[full]
    else:
        _, group, rows_in = np.unique(key[positions], return_inverse=True, return_counts=True)
    people = rows_in
    if not part.view.sheet.each_alone:
        people = distinct_units(group, part.view.sheet.units[part.rows[positions]], len(rows_in))
    return keep_groups(Crowds(positions, group, people), people >= k)


def keep_groups(found: Crowds, good: Flags) -> Crowds | None:
    """Return the good groups numbered from 0; None where none is good."""
    if good.all():
        return found
    if not good.any():
        return None
    stays = good[found.group]
    renumbered = np.cumsum(good) - 1
    return Crowds(found.positions[stays], renumbered[found.group[stays]], found.people[good])


def distinct_units(group: Index, units: Codes, groups: int) -> Index:
    """Count distinct people (units) in each group."""
    span = int(units.max()) + 1 if len(units) else 1
    pairs = np.unique(group.astype(np.int64) * span + units)
    return np.bincount(pairs // span, minlength=groups)
