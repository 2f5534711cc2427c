"""The attack run: takes the reader's side and counts how few people fit what somebody may know."""

from dataclasses import dataclass

import numpy as np

from testimony.release.rows.acts import class_members, people_with_act, people_with_pairs
from testimony.release.rows.anonymise import Anonymised
from testimony.release.rows.arrays import Codes, Index
from testimony.release.rows.view import Part, View, distinct_units

_SPARSE = 1 << 22


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One attack's result over everybody released; shares are of people, 1.0 is everybody.

    `fewest` is the least number of people that fit somebody; `average` the mean chance to pick the right one.
    `promised` says that the rule promises at least k people against it.
    """

    name: str
    fewest: int
    singled_out: float
    below_k: float
    average: float
    promised: bool


def link_exactly(release: Anonymised) -> Attack:
    """Know every quasi-identifier of a person exactly, and take all released rows whose values contain them."""
    fits = rows_that_fit(release)[release.recoding.released]
    return attack_result("exact values of every column", fits, release.rule.k, promised=True)


def link_with_one_act(release: Anonymised) -> Attack:
    """Know besides the quasi-identifiers the one act that narrows most; the reader even knows the class."""
    _, fits = _fits_one_act(release)
    least = _least_per_row(release, fits)
    return attack_result("the values and one act", least, release.rule.k, promised=release.rule.m >= 1)


def link_with_two_acts(release: Anonymised) -> Attack:
    """Know besides the quasi-identifiers the two acts that narrow most; the reader even knows the class."""
    sheet, recoding = release.sheet, release.recoding
    least = np.zeros(sheet.size, dtype=np.intp)
    known = sheet.known
    for number, rows in class_members(recoding):
        shown = release.visible[number]
        everybody = len(np.unique(sheet.units[rows]))
        pairs = people_with_pairs(sheet, rows[~release.veiled[rows]])
        alone = np.where(shown, np.diag(pairs), everybody)
        told = shown[:, None] & shown[None, :] & (pairs > 0)
        both = np.where(told, pairs, np.minimum(alone[:, None], alone[None, :]))
        mine = known[rows]
        fits = np.where(mine[:, :, None] & mine[:, None, :], both, everybody)
        least[rows] = fits.reshape(len(rows), -1).min(axis=1)
    promised = release.rule.m >= 2
    return attack_result("the values and two acts", least[recoding.released], release.rule.k, promised=promised)


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
    return attack_result("the values and which act was coded as the main one", fits, release.rule.k, promised=False)


def rows_that_fit(release: Anonymised) -> Index:
    """Return for every row of the table how many people's released values contain its exact ones."""
    part = Part.whole(View.of(release.sheet))
    recoding = release.recoding
    rows = np.flatnonzero(recoding.released)
    tally = Tally(release.sheet.size, release.sheet.units[rows])
    nodes, node_of_class = np.unique(recoding.nodes, axis=0, return_inverse=True)
    for number, node in enumerate(nodes):
        here = np.flatnonzero(node_of_class[recoding.class_of[rows]] == number)
        key, space = part.keys(tuple(int(level) for level in node))
        if space > _SPARSE:
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
            space = int(key.max()) + 1
        tally.add(slice(None), key.astype(np.intp), here, key[rows[here]].astype(np.intp), space)
    return tally.people()


class Tally:
    """Counts the people who fit each target, where the rows that fit come in several lots.

    A household whose members stand in different lots must count once: of all such households, the lot with most is
    counted. That is too few rather than too many, and an attack must not look weaker than it is.
    """

    def __init__(self, targets: int, units: Codes) -> None:
        """Start with nobody; `units` says of each row whose it is."""
        self._units = units
        self._single = np.bincount(units, minlength=1)[units] == 1
        self._alone = np.zeros(targets, dtype=np.intp)
        self._homes = np.zeros(targets, dtype=np.intp)

    def add(self, targets: Index | slice, target_group: Index, rows: Index, group: Index, groups: int) -> None:
        """Count the rows of a lot whose group is that of the target."""
        single = self._single[rows]
        self._alone[targets] += np.bincount(group[single], minlength=groups)[target_group]
        if not single.all():
            homes = distinct_units(group[~single], self._units[rows[~single]], groups)[target_group]
            self._homes[targets] = np.maximum(self._homes[targets], homes)

    def people(self) -> Index:
        """Return how many people fit each target."""
        return self._alone + self._homes


def attack_result(name: str, fits: Index, k: int, *, promised: bool) -> Attack:
    """Sum up how many people fit each person attacked."""
    if not len(fits):
        return Attack(name=name, fewest=0, singled_out=0.0, below_k=0.0, average=0.0, promised=promised)
    return Attack(
        name=name,
        fewest=int(fits.min()),
        singled_out=float((fits == 1).mean()),
        below_k=float((fits < k).mean()),
        average=float((1 / fits).mean()),
        promised=promised,
    )


def _fits_one_act(release: Anonymised) -> tuple[Index, Index]:
    """Return per class the people, and classes × acts how many of them show a known act.

    Veiled rows could be anybody's; they aren't counted, which can only make the attack look stronger.
    """
    rows = np.flatnonzero(release.recoding.released)
    group = release.recoding.class_of[rows].astype(np.intp)
    everybody = distinct_units(group, release.sheet.units[rows], release.recoding.classes)
    counts = people_with_act(release.sheet, release.recoding, veiled=release.veiled)
    return everybody, np.where(release.visible, counts, everybody[:, None])


def _least_per_row(release: Anonymised, fits: Index) -> Index:
    rows = np.flatnonzero(release.recoding.released)
    mine = fits[release.recoding.class_of[rows]]
    least: Index = np.where(release.sheet.known[rows], mine, np.iinfo(np.intp).max).min(axis=1)
    return least
