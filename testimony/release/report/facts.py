"""Collects the facts of a report: how strong a release is, what it cost, and what attacks on the written file find."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from testimony.release.files import FORMULA_STARTS
from testimony.release.formats.plain import ID_COLUMN, PlainTable, order_tells
from testimony.release.rows.anonymise import Anonymised
from testimony.release.rows.arrays import Codes
from testimony.release.rows.attack import (
    Attack,
    link_exactly,
    link_with_main_act,
    link_with_one_act,
    link_with_two_acts,
)
from testimony.release.rows.intersection import Intersection
from testimony.release.rows.reading import Cells, Told, find_listed, read_told, told_beside
from testimony.release.rows.rule import Rule
from testimony.release.rows.strength import Strength, measure

# Class sizes are told in these steps (the first number of each): exact ones would be a fingerprint of the release.
SIZE_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_TOLERANCE = 1e-9


@dataclass(frozen=True, kw_only=True)
class ColumnCost:
    """What happened to one column: shares of released cells left exact, made coarser, and hidden."""

    name: str
    exact: float
    coarser: float
    hidden: float


@dataclass(frozen=True, kw_only=True)
class Known:
    """What else a reader may hold: a list of people, the files of earlier releases, and what was intersected."""

    listed: Cells | None = None
    earlier: Sequence[Told] = ()
    intersections: Sequence[Intersection] = ()


NOTHING_ELSE = Known()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything that the page shows. `sizes` counts people by the size of their class, before and after.

    `beside` is per earlier release's file the share of people whose main act only both together tell.
    """

    rule: Rule
    k_used: int
    before: Strength
    after: Strength
    released: int
    left_out: int
    ncp: float
    acts_hidden: float
    veiled: int
    columns: tuple[ColumnCost, ...]
    sizes_before: tuple[int, ...]
    sizes_after: tuple[int, ...]
    attacks: tuple[Attack, ...]
    intersections: tuple[Intersection, ...]
    beside: tuple[float, ...]
    order: float
    stray_columns: tuple[str, ...]
    formulas: int


def collect(
    release: Anonymised, table: PlainTable, *, allowed: Sequence[str], main_act: str, known: Known = NOTHING_ELSE
) -> Facts:
    """Measure and attack a release; `allowed` are the columns asked for."""
    sheet, released = release.sheet, release.recoding.released
    units = None if sheet.each_alone else sheet.units
    before = [sheet.leaves[:, place] for place in range(len(sheet.hierarchies))]
    written = read_told(dict(zip(table.names, table.cells, strict=True)), sheet.hierarchies, main_act=main_act)
    return Facts(
        rule=release.rule,
        k_used=release.k_used,
        before=measure(before, sheet.sensitive, units, untold=sheet.untold),
        after=release.strength(),
        released=release.released,
        left_out=int((~released).sum()),
        ncp=release.ncp,
        acts_hidden=acts_hidden(release),
        veiled=int(release.veiled[released].sum()),
        columns=_costs(release),
        sizes_before=_sizes(before),
        sizes_after=_sizes(release.codes()),
        attacks=_attacks(release, table, written, known),
        intersections=tuple(known.intersections),
        beside=tuple(told_beside(sheet.of(np.flatnonzero(released)), written, past) for past in known.earlier),
        order=order_tells(table),
        stray_columns=tuple(sorted(set(table.names) - {ID_COLUMN, *allowed})),
        formulas=sum(cell.startswith(FORMULA_STARTS) for row in table.rows for cell in row),
    )


def faults(facts: Facts, *, most_order: float = 0.2) -> tuple[str, ...]:
    """Return what must not be in a release, as sentences; none where it holds."""
    found = [f"column {name} wasn't asked for" for name in facts.stray_columns]
    found += _broken(facts.after, facts.rule)
    found += [
        f"{one.name}: fewer than {facts.rule.k} people fit" for one in facts.attacks if one.promised and one.below_k
    ]
    if facts.formulas:
        found.append("a cell begins like a formula")
    # Chance alone gives about 1 / sqrt(n); small releases get that allowance.
    if abs(facts.order) > max(most_order, 4 / max(1, facts.released) ** 0.5):
        found.append("the order of rows follows the source")
    if any(past.main_act > 0 or past.act_set > 0 for past in facts.intersections) or any(facts.beside):
        found.append("an earlier release beside it tells acts of people")
    return tuple(found)


def _broken(after: Strength, rule: Rule) -> list[str]:
    found = []
    if after.k < rule.k:
        found.append("a class is smaller than the rule allows")
    if rule.l > 1 and after.l < rule.l:
        found.append("a class has fewer different main acts than the rule allows")
    if rule.entropy_l > 1 and after.entropy_l < rule.entropy_l - _TOLERANCE:
        found.append("the main acts of a class are less mixed than the rule allows")
    if after.average > rule.average_risk + _TOLERANCE:
        found.append("the average risk is above the rule's")
    return found


def _attacks(release: Anonymised, table: PlainTable, written: Told, known: Known) -> tuple[Attack, ...]:
    found = [link_exactly(release), link_with_one_act(release), link_with_two_acts(release)]
    found.append(link_with_main_act(release))
    if known.listed is not None:
        people = release.sheet.units[release.recoding.released][list(table.order)]
        found.append(find_listed(release, written, people, known.listed))
    return tuple(found)


def acts_hidden(release: Anonymised) -> float:
    """Return the share of the acts of everybody released that the release doesn't tell."""
    rows = np.flatnonzero(release.recoding.released)
    known = release.sheet.known[rows]
    shown = release.visible[release.recoding.class_of[rows]] & ~release.veiled[rows, None]
    return 1 - float((known & shown).sum()) / max(1, int(known.sum()))


def _costs(release: Anonymised) -> tuple[ColumnCost, ...]:
    levels, codes = release.recoding.levels(), release.codes()
    found = []
    for place, hierarchy in enumerate(release.sheet.hierarchies):
        hidden = float((codes[place] == 0).mean())
        exact = float(((levels[:, place] == 0) & (codes[place] != 0)).mean())
        found.append(ColumnCost(name=hierarchy.name, exact=exact, coarser=1 - hidden - exact, hidden=hidden))
    return tuple(found)


def _sizes(columns: Sequence[Codes]) -> tuple[int, ...]:
    many = Counter(zip(*(column.tolist() for column in columns), strict=True)).values()
    people = [0] * len(SIZE_STEPS)
    for size in many:
        people[int(np.searchsorted(SIZE_STEPS, size, side="right")) - 1] += size
    return tuple(people)
