"""Finds places for the newcomers of a release: classes of their own, or an old class without telling their acts.

A newcomer whose acts were told in an old class would stand out: the acts that weren't there before are theirs.
"""

from dataclasses import dataclass

import numpy as np

from testimony.release.rows.acts import class_members, visible_acts
from testimony.release.rows.arrays import Codes, Costs, Flags, Index
from testimony.release.rows.peeling import peel
from testimony.release.rows.recoding import OUT, Recoding
from testimony.release.rows.rule import Rule
from testimony.release.rows.view import Node, Part, View
from testimony.release.rows.vocabulary import stars_by_cost


@dataclass(frozen=True, kw_only=True, eq=False)
class Placed:
    """The recoding with newcomers in it, and which of them have their acts withheld."""

    recoding: Recoding
    veiled: Flags


@dataclass(frozen=True, kw_only=True, eq=False)
class _Own:
    """Classes of newcomers alone: per newcomer what their columns cost in it, and the share of their acts it tells."""

    recoding: Recoding
    cost: Costs
    told: Costs


def place_newcomers(view: View, old: Recoding, rows: Index, levels: Node, rule: Rule) -> Placed:
    """Give each newcomer the cheaper place; a class of newcomers joins old ones as a whole or not at all."""
    veiled = np.zeros(view.sheet.size, dtype=np.bool_)
    if not len(rows):
        return Placed(recoding=old, veiled=veiled)
    own = _own_classes(view, rows, levels, rule)
    host, host_cost = _cheapest_hosts(view, old, rows)
    # The acts count as one column more: an old class hides of it what an own class would tell, often nothing.
    moves = _dearer(own, host_cost + own.told / view.columns, host) & (host != OUT)
    class_of = old.class_of.copy()
    stays = ~moves & (own.recoding.class_of != OUT)
    numbers, renumbered = np.unique(own.recoding.class_of[stays], return_inverse=True)
    class_of[rows[stays]] = renumbered + old.classes
    class_of[rows[moves]] = host[moves]
    veiled[rows[moves]] = True
    nodes = np.concatenate([old.nodes, own.recoding.nodes[numbers]])
    return Placed(recoding=Recoding(class_of=class_of, nodes=nodes), veiled=veiled)


def _own_classes(view: View, rows: Index, levels: Node, rule: Rule) -> _Own:
    own_view = View.of(view.sheet.of(rows))
    peeled = peel(own_view, stars_by_cost(own_view, levels), rule)
    if peeled is None:  # can't happen without a bound
        raise AssertionError("peeling gave up without a bound")
    recoding = peeled.recoding
    cost, told = np.ones(len(rows)), np.zeros(len(rows))
    known = own_view.sheet.known
    visible = visible_acts(own_view.sheet, recoding, k=rule.k, m=rule.m)
    for number, members in class_members(recoding):
        node = tuple(recoding.nodes[number].tolist())
        cost[members] = own_view.row_cost(node, members) / len(members)
        told[members] = (known[members] & visible[number]).sum(axis=1) / known[members].sum(axis=1)
    return _Own(recoding=recoding, cost=cost, told=told)


def _cheapest_hosts(view: View, old: Recoding, rows: Index) -> tuple[Codes, Costs]:
    """Return for each newcomer the old class that contains their values at least cost; OUT and 1 where none does."""
    host = np.full(len(rows), OUT, dtype=np.int32)
    cost = np.ones(len(rows))
    part = Part.whole(view)
    nodes, node_of_class = np.unique(old.nodes, axis=0, return_inverse=True)
    for number, node in enumerate(tuple(levels.tolist()) for levels in nodes):
        here = np.flatnonzero(old.released & (node_of_class[old.class_of] == number))
        key, _ = part.keys(node)
        seen, first = np.unique(key[here], return_index=True)
        place = np.minimum(np.searchsorted(seen, key[rows]), len(seen) - 1)
        price = _row_costs(view, node, rows)
        fits = (seen[place] == key[rows]) & (price < cost)
        host[fits] = old.class_of[here[first[place[fits]]]]
        cost[fits] = price[fits]
    return host, cost


def _row_costs(view: View, node: Node, rows: Index) -> Costs:
    total: Costs = np.zeros(len(rows))
    for codes, costs, level in zip(view.codes, view.costs, node, strict=True):
        total += costs[level][codes[level][rows]]
    return total / view.columns


def _dearer(own: _Own, elsewhere: Costs, host: Codes) -> Flags:
    """Say of each newcomer whether their class as a whole costs more than other places would; the unplaced do."""
    placed = own.recoding.class_of != OUT
    number, classes = own.recoding.class_of[placed], own.recoding.classes
    gain = np.bincount(number, weights=(own.cost - elsewhere)[placed], minlength=classes)
    # Who has no host would stay out, and the others' gain mustn't drive them there.
    stuck = np.bincount(number, weights=host[placed] == OUT, minlength=classes) > 0
    moves = np.ones(len(own.cost), dtype=np.bool_)
    moves[placed] = ((gain > 0) & ~stuck)[number]
    return moves
