"""Which acts a class may show: acts are quasi-identifiers, for somebody may know one thing done to a person.

In a class, an act is either told of everybody who suffered it or of nobody, and nothing marks who lost one. So a
reader who knows an act of somebody finds at least k people who show it, or a whole class of which each may have it.
An act that all but one of a class suffered isn't told either: it would be known of each of them without a row.
"""

from collections.abc import Iterator

import numpy as np

from testimony.release.rows.arrays import Flags, Index
from testimony.release.rows.recoding import OUT, Recoding
from testimony.release.rows.sheet import Sheet
from testimony.release.rows.view import distinct_units

# So many people of a class must lack an act that is told.
FEWEST_WITHOUT = 2


def visible_acts(sheet: Sheet, recoding: Recoding, *, k: int, m: int, veiled: Flags | None = None) -> Flags:
    """Return classes × acts: whether the class shows the act, so that any m shown acts fit k people or nobody.

    Veiled rows show no act, so they don't count as company.
    """
    counts = people_with_act(sheet, recoding, veiled=veiled)
    if m == 0:
        return counts > 0
    rows = np.flatnonzero(recoding.released if veiled is None else recoding.released & ~veiled)
    group = recoding.class_of[rows].astype(np.intp)
    everybody = distinct_units(group, sheet.units[rows], recoding.classes)
    shown = (counts >= k) & (counts <= everybody[:, None] - FEWEST_WITHOUT)
    if m > 1:
        for number, rows in class_members(recoding):
            _break_rare_pairs(sheet, rows if veiled is None else rows[~veiled[rows]], shown[number], k)
    return shown


def people_with_act(sheet: Sheet, recoding: Recoding, *, veiled: Flags | None = None) -> Index:
    """Return classes × acts: how many people of the class suffered the act, veiled ones not counted."""
    known = sheet.known if veiled is None else sheet.known & ~veiled[:, None]
    counts = np.zeros((recoding.classes, len(sheet.act_labels)), dtype=np.intp)
    for act in range(len(sheet.act_labels)):
        rows = np.flatnonzero(known[:, act] & recoding.released)
        group = recoding.class_of[rows]
        if sheet.each_alone:
            counts[:, act] = np.bincount(group, minlength=recoding.classes)
        elif len(rows):
            counts[:, act] = distinct_units(group.astype(np.intp), sheet.units[rows], recoding.classes)
    return counts


def class_members(recoding: Recoding) -> Iterator[tuple[int, Index]]:
    """Yield each class's number and rows."""
    order = np.argsort(recoding.class_of, kind="stable")
    order = order[recoding.class_of[order] != OUT]
    starts = np.searchsorted(recoding.class_of[order], np.arange(recoding.classes + 1))
    for number in range(recoding.classes):
        yield number, order[starts[number] : starts[number + 1]]


def people_with_pairs(sheet: Sheet, rows: Index) -> Index:
    """Return acts × acts: how many people among these rows suffered both.

    A household counts once, and only where one member suffered both: two members with one act each are no pair.
    """
    known = sheet.known_of(rows)
    if sheet.each_alone:
        whole = known.astype(np.intp)
        pairs: Index = whole.T @ whole
        return pairs
    pairs = np.zeros((known.shape[1], known.shape[1]), dtype=np.intp)
    homes, home = np.unique(sheet.units[rows], return_inverse=True)
    for act in np.flatnonzero(known.any(axis=0)):
        beside = np.zeros((len(homes), known.shape[1]), dtype=np.bool_)
        np.logical_or.at(beside, home[known[:, act]], known[known[:, act]])
        pairs[act] = beside.sum(axis=0)
    return pairs


def _break_rare_pairs(sheet: Sheet, rows: Index, shown: Flags, k: int) -> None:
    pairs = people_with_pairs(sheet, rows)
    rare = (pairs > 0) & (pairs < k)
    while (in_rare := (rare & shown[:, None] & shown[None, :]).sum(axis=1)).any():
        shown[int(in_rare.argmax())] = False
