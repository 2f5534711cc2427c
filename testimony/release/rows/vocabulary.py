"""One vocabulary per column: a cell says its value at the column's one level, or `*`. The analyst's default.

A column that mixes "2022-03-14", "March 2022" and "2022" can't be counted with ordinary tools; one that says
either the month or `*` can.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np

from testimony.release.rows.peeling import Peeled, by_cost, peel
from testimony.release.rows.recoding import Recoding
from testimony.release.rows.rule import Rule
from testimony.release.rows.view import COST_TOLERANCE, Node, View


def recode_with_vocabulary(view: View, rule: Rule) -> Peeled:
    """Climb from several starts to a choice of levels that no step of one or two columns improves."""
    best: Peeled | None = None
    seen: set[Node] = set()
    for start in _starts(view):
        best = _climb(view, rule, start, seen, best)
    if best is None:  # the first start is tried without a bound
        raise AssertionError("no vocabulary was tried")
    for near in _two_apart(view, vocabulary_of(view, best.recoding)):
        if near not in seen:
            seen.add(near)
            best = _better(view, rule, near, best) or best
    return best


def vocabulary_of(view: View, recoding: Recoding) -> Node:
    """Return the one level at which each column speaks: the lowest that a class has, for the others are `*`."""
    lowest = np.min(recoding.nodes, axis=0, initial=np.iinfo(np.int8).max)
    return tuple(min(int(level), top) for level, top in zip(lowest, view.tops, strict=True))


def peel_by_stars(view: View, levels: Node, rule: Rule, *, give_up_at: float = float("inf")) -> Peeled | None:
    """Release each row with as few and as cheap `*` as its class allows, everything else at the given levels."""
    return peel(view, stars_by_cost(view, levels), rule, give_up_at=give_up_at)


def stars_by_cost(view: View, levels: Node) -> list[Node]:
    """Return the levels with every choice of columns turned to `*`, the cheapest first."""
    return by_cost(view, product(*(sorted({level, top}) for level, top in zip(levels, view.tops, strict=True))))


def _climb(view: View, rule: Rule, start: Node, seen: set[Node], best: Peeled | None) -> Peeled | None:
    here, moved = start, True
    if here not in seen:
        seen.add(here)
        best = _better(view, rule, here, best)
    while moved:
        moved = False
        for near in _neighbours(view, here):
            if near in seen:
                continue
            seen.add(near)
            found = _better(view, rule, near, best)
            if found is not best:
                best, here, moved = found, near, True
                break
    return best


def _better(view: View, rule: Rule, levels: Node, best: Peeled | None) -> Peeled | None:
    bound = best.ncp - COST_TOLERANCE if best else float("inf")
    found = peel_by_stars(view, levels, rule, give_up_at=bound)
    return found if found is not None and found.ncp < bound else best


def _neighbours(view: View, levels: Node) -> Iterator[Node]:
    for place, top in enumerate(view.tops):
        for step in (1, -1):
            if 0 <= levels[place] + step <= top:
                yield (*levels[:place], levels[place] + step, *levels[place + 1 :])


def _two_apart(view: View, levels: Node) -> Iterator[Node]:
    for near in _neighbours(view, levels):
        yield from (far for far in _neighbours(view, near) if far != levels)


def _starts(view: View) -> list[Node]:
    middle = tuple(top // 2 for top in view.tops)
    below_top = tuple(max(0, top - 1) for top in view.tops)
    return [middle, below_top]
