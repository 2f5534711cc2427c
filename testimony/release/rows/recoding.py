"""What a recoding decided: for every row its class and the level of each of its cells, or that it stays out."""

from dataclasses import dataclass

import numpy as np

from testimony.release.rows.arrays import Codes, Flags, Levels
from testimony.release.rows.sheet import Sheet
from testimony.release.rows.view import Node, View, distinct_units

OUT = -1


@dataclass(frozen=True, kw_only=True, eq=False)
class Recoding:
    """Class number per row (OUT where the row isn't released) and, per class, the level of each column."""

    class_of: Codes
    nodes: Levels

    @property
    def released(self) -> Flags:
        """Say which rows are released."""
        flags: Flags = self.class_of != OUT
        return flags

    @property
    def classes(self) -> int:
        """Return the number of classes."""
        return len(self.nodes)

    def levels(self) -> Levels:
        """Return rows × columns: the level of each released row's cells, in the order of the released rows."""
        levels: Levels = self.nodes[self.class_of[self.released]]
        return levels

    def average_risk(self, sheet: Sheet) -> float:
        """Return the mean over released rows of 1 / people of their class; 0 where nobody is released."""
        group = self.class_of[self.released].astype(np.intp)
        if not len(group):
            return 0.0
        rows = np.bincount(group, minlength=self.classes)
        people = rows if sheet.each_alone else distinct_units(group, sheet.units[self.released], self.classes)
        return float((rows[rows > 0] / people[rows > 0]).sum()) / len(group)


def ncp(view: View, recoding: Recoding) -> float:
    """Return the leaf-coverage NCP over all rows; a row left out costs 1."""
    released = recoding.released
    levels = recoding.levels()
    total = float((~released).sum()) * view.columns
    for place, prices in enumerate(view.costs):
        for level, price in enumerate(prices):
            here = levels[:, place] == level
            total += float(price[view.codes[place][level][released][here]].sum())
    return total / (view.columns * view.sheet.size)


def released_codes(sheet: Sheet, recoding: Recoding) -> tuple[Codes, ...]:
    """Return per column one number per released row, equal where the text that leaves is equal; 0 is `*`."""
    released, levels = recoding.released, recoding.levels()
    found = []
    for place, hierarchy in enumerate(sheet.hierarchies):
        leaves = sheet.leaves[released, place]
        codes = np.zeros(len(leaves), dtype=np.int32)
        before = 1
        for level in range(hierarchy.top):
            here = levels[:, place] == level
            own = hierarchy.codes[level][leaves[here]]
            star = hierarchy.codes[level][hierarchy.missing]
            codes[here] = np.where(own == star, 0, own + before)
            before += len(hierarchy.labels[level])
        found.append(codes)
    return tuple(found)


def released_text(sheet: Sheet, recoding: Recoding) -> list[list[str]]:
    """Return per column the text of each released row."""
    released, levels = recoding.released, recoding.levels()
    return [
        [
            hierarchy.labels[level][hierarchy.codes[level][leaf]]
            for level, leaf in zip(levels[:, place], sheet.leaves[released, place], strict=True)
        ]
        for place, hierarchy in enumerate(sheet.hierarchies)
    ]


def as_nodes(nodes: list[Node], columns: int) -> Levels:
    """Return the levels of many classes as one array."""
    return np.array(nodes, dtype=np.int8).reshape(len(nodes), columns)
