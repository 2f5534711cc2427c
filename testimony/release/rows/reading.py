"""Reads released text as anybody with the codebook does, and holds known lists and earlier releases' files against it.

Everything here starts from the words that leave, not from what the engine knows of its classes, so that a mistake
there can't hide here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from testimony.release.errors import BadSheet
from testimony.release.files import safe_cell
from testimony.release.rows.anonymise import Anonymised
from testimony.release.rows.arrays import Codes, Flags, Index
from testimony.release.rows.attack import Attack, Tally, attack_result
from testimony.release.rows.hierarchy import STAR, Hierarchy
from testimony.release.rows.sheet import Columns, Sheet
from testimony.release.rows.strength import classes_of


@dataclass(frozen=True, kw_only=True, eq=False)
class Cells:
    """Rows × columns of values at any level: each is the level of its hierarchy and one leaf below it."""

    hierarchies: tuple[Hierarchy, ...]
    leaves: Codes
    levels: Codes


@dataclass(frozen=True, kw_only=True, eq=False)
class Told:
    """A released table as text: its values, and the main act beside them where that column is there."""

    cells: Cells
    mains: tuple[str, ...]


def exact_cells(sheet: Sheet) -> Cells:
    """Return what the source says of everybody; a missing value can be any."""
    missing = np.array([hierarchy.missing for hierarchy in sheet.hierarchies])
    tops = np.array([hierarchy.top for hierarchy in sheet.hierarchies], dtype=np.int32)
    levels = np.where(sheet.leaves == missing, tops, 0).astype(np.int32)
    return Cells(hierarchies=sheet.hierarchies, leaves=sheet.leaves, levels=levels)


def read_cells(columns: Columns, hierarchies: Sequence[Hierarchy], *, lenient: bool = False) -> Cells:
    """Find each text's level and a leaf below it; a column that isn't there can be anything.

    Raise BadSheet for text that the hierarchy lacks, or with `lenient` let it be anything.
    """
    rows = max((len(cells) for cells in columns.values()), default=0)
    leaves = np.empty((rows, len(hierarchies)), dtype=np.int32)
    levels = np.empty_like(leaves)
    for place, hierarchy in enumerate(hierarchies):
        known = _places(hierarchy)
        unseen = known[STAR] if lenient else None
        found = [known.get(text, unseen) for text in columns.get(hierarchy.name, [STAR] * rows)]
        places = [one for one in found if one is not None]
        if len(places) < rows:
            raise BadSheet(f"{hierarchy.name}: {rows - len(places)} cells hold a value that its hierarchy lacks")
        leaves[:, place], levels[:, place] = np.array(places, dtype=np.int32).reshape(rows, 2).T
    return Cells(hierarchies=tuple(hierarchies), leaves=leaves, levels=levels)


def read_told(columns: Columns, hierarchies: Sequence[Hierarchy], *, main_act: str) -> Told:
    """Read a release's columns; raise BadSheet."""
    cells = read_cells(columns, hierarchies)
    return Told(cells=cells, mains=tuple(columns.get(main_act, [STAR] * len(cells.leaves))))


def find_listed(release: Anonymised, told: Told, units: Codes, listed: Cells) -> Attack:
    """Look people of a known list up; values may be missing or coarse. Who fits nobody isn't in the release."""
    tally = Tally(len(listed.leaves), units)
    for lines, rows, line_group, group, groups in _pairs(listed, told.cells):
        tally.add(lines, line_group, rows, group, groups)
    fits = tally.people()
    return attack_result("what a known list says of its people", fits[fits > 0], release.rule.k, promised=True)


def told_beside(sheet: Sheet, now: Told, earlier: Told) -> float:
    """Return the share of people whose main act only both releases together tell, by all rows that fit them."""
    acts = sorted({*now.mains, *earlier.mains} - {STAR})
    exact = exact_cells(sheet)
    new, old = (_acts_that_fit(exact, one, acts) for one in (now, earlier))
    # The last column says that a row fits which tells no main act: any could be its.
    either = (new[:, :-1] & old[:, :-1]) | (new[:, :-1] & old[:, -1:]) | (old[:, :-1] & new[:, -1:])
    open_end = new[:, -1] & old[:, -1]
    alone = _one(new[:, :-1]) & ~new[:, -1] | _one(old[:, :-1]) & ~old[:, -1]
    out = _one(either) & ~open_end & ~alone & old.any(axis=1) & new.any(axis=1)
    return float(out.mean())


def _one(flags: Flags) -> Flags:
    one: Flags = flags.sum(axis=1) == 1
    return one


def _places(hierarchy: Hierarchy) -> dict[str, tuple[int, int]]:
    """Lead from text to a leaf below it and its level, the coarsest where a text stands at several."""
    places: dict[str, tuple[int, int]] = {}
    for level, (labels, codes) in enumerate(zip(hierarchy.labels, hierarchy.codes, strict=True)):
        first = dict(zip(codes[::-1].tolist(), range(len(codes) - 1, -1, -1), strict=True))
        places.update({safe_cell(label): (first[code], level) for code, label in enumerate(labels) if code in first})
    return places | dict.fromkeys(("", STAR), (hierarchy.missing, hierarchy.top))


def _acts_that_fit(exact: Cells, told: Told, acts: Sequence[str]) -> Flags:
    numbers = {act: number for number, act in enumerate(acts)} | {STAR: len(acts)}
    mains = np.array([numbers[main] for main in told.mains], dtype=np.intp)
    fits = np.zeros((len(exact.leaves), len(acts) + 1), dtype=np.bool_)
    for people, rows, person_group, group, groups in _pairs(exact, told.cells):
        here = np.zeros((groups, len(acts) + 1), dtype=np.bool_)
        here[group, mains[rows]] = True
        fits[people] |= here[person_group]
    return fits


def _pairs(first: Cells, second: Cells) -> Iterator[tuple[Index, Index, Index, Index, int]]:
    """Yield, per choice of levels on both sides, the rows of each and numbers that are equal where values can be.

    A value fits another where one contains the other: both are compared at the coarser of the two levels.
    """
    for mine, levels in _by_levels(first):
        for theirs, other in _by_levels(second):
            both = np.concatenate([first.leaves[mine], second.leaves[theirs]])
            columns = [
                hierarchy.codes[level][both[:, place]]
                for place, (hierarchy, level) in enumerate(
                    zip(first.hierarchies, np.maximum(levels, other).tolist(), strict=True)
                )
            ]
            group = classes_of(columns).astype(np.intp)
            yield mine, theirs, group[: len(mine)], group[len(mine) :], int(group.max(initial=0)) + 1


def _by_levels(cells: Cells) -> Iterator[tuple[Index, Codes]]:
    if not len(cells.levels):
        return
    kinds, kind = np.unique(cells.levels, axis=0, return_inverse=True)
    for number, levels in enumerate(kinds):
        yield np.flatnonzero(kind.reshape(-1) == number), levels
