"""How strong classes are: k on people, distinct and entropy l, t, and the three risks; for checking and reporting."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from testimony.release.rows.arrays import Codes, Costs, Flags, Index, Keys
from testimony.release.rows.rule import Rule
from testimony.release.rows.sheet import Sheet
from testimony.release.rows.view import distinct_units

_TOLERANCE = 1e-9
_LARGEST_KEY = 1 << 62
# A table of classes × main acts is quick while it is small; above, pairs are sorted.
_DENSE = 1 << 24
# No main act has this number.
NOBODY = -1


@dataclass(frozen=True, kw_only=True)
class Strength:
    """Figures of a table of classes, worst class first where it is a worst; risks are shares of people.

    `prosecutor` is the greatest 1 / class size (the reader knows that somebody is in the table), `average` its mean
    over people, `marketer` the share of people that a reader who guesses once in every class gets right on average.
    """

    people: int
    classes: int
    k: int
    l: int  # noqa: E741  the literature's name for it
    entropy_l: float
    t: float
    prosecutor: float
    average: float
    marketer: float


def strong_enough(group: Index, sensitive: Codes, groups: int, rule: Rule, *, untold: int = NOBODY) -> Flags:
    """Say for each group whether its main acts are as diverse as the rule asks; `untold` is no main act."""
    good = np.ones(groups, dtype=np.bool_)
    if rule.l == 1 and rule.entropy_l == 1:
        return good
    counts = _counts(group, sensitive, groups, untold)
    if rule.l > 1:
        good &= counts.distinct() >= rule.l
    if rule.entropy_l > 1:
        good &= counts.entropy_l() >= rule.entropy_l - _TOLERANCE
    return good


def classes_of(columns: Sequence[Codes]) -> Index:
    """Number the classes of equal values, whatever order the rows stand in."""
    key: Keys = np.zeros(len(columns[0]), dtype=np.int64)
    space = 1
    for column in columns:
        many = int(column.max()) + 1 if len(column) else 1
        if space * many > _LARGEST_KEY:
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
            space = len(key)
        key = key * many + column
        space *= many
    if space <= 1 << 22:
        seen = np.bincount(key, minlength=1) > 0
        return (np.cumsum(seen) - 1)[key]
    return np.unique(key, return_inverse=True)[1]


def different_acts(sheet: Sheet, rows: Index) -> int:
    """Count the different main acts that these people told."""
    return len(set(sheet.sensitive[rows].tolist()) - {sheet.untold})


def measure(
    columns: Sequence[Codes], sensitive: Codes, units: Codes | None = None, *, untold: int = NOBODY
) -> Strength:
    """Measure released columns; `units` says who is one person, each row where it is None."""
    rows = len(sensitive)
    if rows == 0:
        return Strength(people=0, classes=0, k=0, l=0, entropy_l=0.0, t=0.0, prosecutor=0.0, average=0.0, marketer=0.0)
    group = classes_of(columns)
    groups = int(group.max()) + 1
    people = np.bincount(group) if units is None else distinct_units(group, units, groups)
    told = _counts(group, sensitive, groups, untold)
    average = float((np.bincount(group) / people).sum() / rows)
    return Strength(
        people=rows if units is None else len(np.unique(units)),
        classes=groups,
        k=int(people.min()),
        l=int(told.distinct().min()),
        entropy_l=float(told.entropy_l().min()),
        t=float(_counts(group, sensitive, groups, NOBODY).distances(sensitive).max()),
        prosecutor=float(1 / people.min()),
        average=average,
        marketer=groups / rows,
    )


@dataclass(frozen=True, eq=False)
class _Counts:
    """How often each main act stands in each group, for the pairs that occur."""

    group: Index
    act: Index
    many: Index
    groups: int
    sizes: Index

    def distinct(self) -> Index:
        """Count the different main acts of each group."""
        return np.bincount(self.group, minlength=self.groups)

    def entropy_l(self) -> Costs:
        """Return exp(entropy) of each group's main acts: the number of equally frequent ones it is worth."""
        share = self.many / self.sizes[self.group]
        return np.exp(np.bincount(self.group, weights=-share * np.log(share), minlength=self.groups))

    def distances(self, sensitive: Codes) -> Costs:
        """Return half the summed difference between each group's shares and the whole table's (t-closeness)."""
        overall = np.bincount(sensitive) / len(sensitive)
        here = overall[self.act]
        share = self.many / self.sizes[self.group]
        # Acts that a group lacks differ by their whole share: one minus the shares of those it has.
        lacking = 1 - np.bincount(self.group, weights=here, minlength=self.groups)
        apart = np.bincount(self.group, weights=np.abs(share - here), minlength=self.groups)
        return (apart + lacking) / 2


def _counts(group: Index, sensitive: Codes, groups: int, untold: int) -> _Counts:
    if untold != NOBODY:
        # An act that nobody told would make a class look more diverse than what its reader learns.
        told = sensitive != untold
        group, sensitive = group[told], sensitive[told]
    acts = int(sensitive.max()) + 1 if len(sensitive) else 1
    pairs = group.astype(np.int64) * acts + sensitive
    if groups * acts <= _DENSE:
        table = np.bincount(pairs, minlength=groups * acts)
        found = np.flatnonzero(table)
        many = table[found]
    else:
        found, many = np.unique(pairs, return_counts=True)
    sizes = np.bincount(group, minlength=groups)
    return _Counts(found // acts, found % acts, many, groups, sizes)
