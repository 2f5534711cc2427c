"""Peeling: go from fine to coarse, and release at each step every class that already keeps the rule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from testimony.release.rows.arrays import Index, Levels
from testimony.release.rows.recoding import OUT, Recoding
from testimony.release.rows.rule import Rule
from testimony.release.rows.strength import strong_enough
from testimony.release.rows.view import Crowds, Node, Part, View, crowds, keep_groups


@dataclass(frozen=True, kw_only=True, eq=False)
class Peeled:
    """A recoding and its NCP over all rows."""

    recoding: Recoding
    ncp: float


def peel(view: View, nodes: Sequence[Node], rule: Rule, *, give_up_at: float = np.inf) -> Peeled | None:
    """Peel along nodes in the order given, which should be that of their cost; None where the NCP passes the bound.

    Rows that no node places stay out and cost 1 each. A step never breaks an earlier one: a class once released
    is never touched again, so each class holds at least k people with the same values at one node.
    """
    part = Part.whole(view).only_levels([frozenset(levels) for levels in zip(*nodes, strict=True)])
    class_of = np.full(view.sheet.size, OUT, dtype=np.int32)
    steps: list[tuple[Node, int]] = []
    cost, first = 0.0, 0
    for node in nodes:
        if (cost + _least(view, node, part)) / view.sheet.size >= give_up_at:
            return None
        found = diverse_crowds(part, node, rule)
        if found is None:
            continue
        placed = part.rows[found.positions]
        class_of[placed] = found.group + first
        steps.append((node, len(found.people)))
        first += len(found.people)
        cost += view.row_cost(node, placed)
        part = part.without(found.positions)
        if not len(part.rows):
            break
    total = (cost + len(part.rows)) / view.sheet.size
    return Peeled(recoding=Recoding(class_of=class_of, nodes=_repeat(steps, view.columns)), ncp=total)


def diverse_crowds(part: Part, node: Node, rule: Rule) -> Crowds | None:
    """Return the groups at this node that keep k and l."""
    found = crowds(part, node, rule.k)
    if found is None:
        return None
    sheet = part.view.sheet
    sensitive = sheet.sensitive[part.rows[found.positions]]
    good = strong_enough(found.group, sensitive, len(found.people), rule, untold=sheet.untold)
    return keep_groups(found, good)


def by_cost(view: View, nodes: Iterable[Node]) -> list[Node]:
    """Sort nodes from fine to coarse by what they would cost the whole table."""
    return sorted(nodes, key=lambda node: (view.mean_cost(node), node))


def recode_locally(view: View, rule: Rule) -> Peeled:
    """Let every class have the finest node, in order of cost, at which it finds enough company."""
    peeled = peel(view, by_cost(view, view.nodes()), rule)
    if peeled is None:  # can't happen without a bound
        raise AssertionError("peeling gave up without a bound")
    return peeled


def _least(view: View, node: Node, part: Part) -> float:
    # What is left costs about this node or more. An estimate: it decides what is worth a look, never what is safe.
    return view.mean_cost(node) * len(part.rows)


def _repeat(steps: Sequence[tuple[Node, int]], columns: int) -> Levels:
    if not steps:
        return np.zeros((0, columns), dtype=np.int8)
    nodes = np.array([node for node, _ in steps], dtype=np.int8)
    many: Index = np.array([count for _, count in steps], dtype=np.intp)
    return np.repeat(nodes, many, axis=0)
