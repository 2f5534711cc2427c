"""The attack run: takes the reader's side and counts how few people fit what somebody may know."""

from dataclasses import dataclass

import numpy as np

from testimony.release.rows.acts import class_members, people_with_act, people_with_pairs
from testimony.release.rows.anonymise import Anonymised
from testimony.release.rows.arrays import Codes, Index
from testimony.release.rows.recoding import OUT
from testimony.release.rows.view import Part, View, distinct_units

_SPARSE = 1 << 22


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One attack's result over everybody released; shares are of people, 1.0 is everybody.

    `fewest` is the least number of people that fit somebody; `average` the mean chance to pick the right one.
    """

    name: str
    fewest: int
    singled_out: float
    below_k: float
    average: float


def link_exactly(release: Anonymised) -> Attack:
    """Know every quasi-identifier of a person exactly, and take all released rows whose values contain them."""
    fits = rows_that_fit(release)[release.recoding.released]
    return _result("exact quasi-identifiers", fits, release.rule.k)


def link_with_one_act(release: Anonymised) -> Attack:
    """Know besides the quasi-identifiers the one act that narrows most; the reader even knows the class."""
    _, fits = _fits_one_act(release)
    return _result("quasi-identifiers and one known act", _least_per_row(release, fits), release.rule.k)


def link_with_two_acts(release: Anonymised) -> Attack:
    """Know besides the quasi-identifiers the two acts that narrow most; the reader even knows the class."""
    sheet, recoding = release.sheet, release.recoding
    least = np.zeros(sheet.size, dtype=np.intp)
    known = sheet.known
    for number, rows in class_members(recoding):
        shown = release.visible[number]
        everybody = len(np.unique(sheet.units[rows]))
        single = people_with_pairs(sheet, rows)
        alone = np.where(shown, np.diag(single), everybody)
        both = np.where(shown[:, None] & shown[None, :], single, np.minimum(alone[:, None], alone[None, :]))
        mine = known[rows]
        pairs = np.where(mine[:, :, None] & mine[:, None, :], both, everybody)
        least[rows] = pairs.reshape(len(rows), -1).min(axis=1)
    return _result("quasi-identifiers and two known acts", least[recoding.released], release.rule.k)


def link_with_main_act(release: Anonymised) -> Attack:
    """Know besides the class which act was coded as the main one: more than that it happened, and no rule covers it."""
    sheet, recoding = release.sheet, release.recoding
    rows = np.flatnonzero(recoding.released)
    group = recoding.class_of[rows].astype(np.intp)
    everybody = distinct_units(group, sheet.units[rows], recoding.classes)
    pair = group * len(sheet.act_labels) + sheet.sensitive[rows]
    told = release.visible[group, sheet.sensitive[rows]] & ~release.veiled[rows]
    alike = distinct_units(pair[told], sheet.units[rows][told], recoding.classes * len(sheet.act_labels))
    fits = np.where(told, alike[pair], everybody[group])
    return _result("quasi-identifiers and which act was coded as the main one", fits, release.rule.k)


def find_named(release: Anonymised, named: Codes) -> Attack:
    """Look people of a published list up by their exact quasi-identifiers; `named` numbers their rows."""
    wanted = named[release.recoding.class_of[named] != OUT]
    return _result("people of a named list", rows_that_fit(release)[wanted], release.rule.k)


def rows_that_fit(release: Anonymised) -> Index:
    """Return for every row of the table how many people's released values contain its exact ones."""
    view = View.of(release.sheet)
    part = Part.whole(view)
    fits = np.zeros(release.sheet.size, dtype=np.intp)
    recoding = release.recoding
    nodes, node_of_class = np.unique(recoding.nodes, axis=0, return_inverse=True)
    for number, node in enumerate(nodes):
        here = np.flatnonzero(recoding.released & (node_of_class[recoding.class_of] == number))
        key, space = part.keys(tuple(int(level) for level in node))
        if space > _SPARSE:
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
            space = int(key.max()) + 1
        if release.sheet.each_alone:
            people = np.bincount(key[here], minlength=space)
        else:
            people = distinct_units(key[here].astype(np.intp), release.sheet.units[here], space)
        fits += people[key]
    return fits


def _fits_one_act(release: Anonymised) -> tuple[Index, Index]:
    """Return per class the people, and classes × acts how many of them fit a known act.

    Veiled rows fit every act; only those that have it are counted, which can only make the attack look stronger.
    """
    rows = np.flatnonzero(release.recoding.released)
    group = release.recoding.class_of[rows].astype(np.intp)
    everybody = distinct_units(group, release.sheet.units[rows], release.recoding.classes)
    counts = people_with_act(release.sheet, release.recoding)
    return everybody, np.where(release.visible, counts, everybody[:, None])


def _least_per_row(release: Anonymised, fits: Index) -> Index:
    rows = np.flatnonzero(release.recoding.released)
    mine = fits[release.recoding.class_of[rows]]
    least: Index = np.where(release.sheet.known[rows], mine, np.iinfo(np.intp).max).min(axis=1)
    return least


def _result(name: str, fits: Index, k: int) -> Attack:
    if not len(fits):
        return Attack(name=name, fewest=0, singled_out=0.0, below_k=0.0, average=0.0)
    return Attack(
        name=name,
        fewest=int(fits.min()),
        singled_out=float((fits == 1).mean()),
        below_k=float((fits < k).mean()),
        average=float((1 / fits).mean()),
    )
