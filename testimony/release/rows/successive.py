"""Successive releases: classes stay together, so that two releases laid side by side tell no more than one.

Somebody in an earlier release stays with the survivors of their class; classes that grew too small are joined
whole; newcomers get classes of their own, or stand in an old one without their acts. Where a shown person left a
class, the acts of others are withheld (veiled), so that who is missing could be any of at least k.
docs/adr/0021-stable-classes.md gives the reasons. The class map says who stands where: the caller keeps it sealed.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from testimony.release.errors import BadRule, CannotHold, NotInSeries
from testimony.release.rows.acts import visible_acts
from testimony.release.rows.anonymise import Anonymised, require_grounds
from testimony.release.rows.arrays import Codes, Flags, Index
from testimony.release.rows.classmap import ClassMap, KeptClass
from testimony.release.rows.joining import Joined, join_small
from testimony.release.rows.newcomers import Placed, place_newcomers
from testimony.release.rows.recoding import OUT, ncp
from testimony.release.rows.rule import Method, Rule
from testimony.release.rows.sheet import Sheet
from testimony.release.rows.strength import different_acts
from testimony.release.rows.view import Node, View
from testimony.release.rows.vocabulary import vocabulary_of

_MOST_TRIES = 12
_MORE_COMPANY = 1.25
_FEWEST_SETS = 2

# Chooses so many of the rows at random; an argument, so that a test may hold it.
Choose = Callable[[Sequence[int], int], Sequence[int]]


def choose_securely(rows: Sequence[int], count: int) -> Sequence[int]:
    """Choose with the operating system's randomness: who is veiled must not be computable."""
    return secrets.SystemRandom().sample(list(rows), count)


@dataclass(frozen=True, kw_only=True)
class Renewed:
    """The next release of a series, its class map, and how many stay out for having changed or returned."""

    release: Anonymised
    classes: ClassMap
    held_back: int


def begin(release: Anonymised) -> ClassMap:
    """Return the class map of a first release; raise BadRule where its method has no vocabulary to keep."""
    _require_vocabulary(release.rule)
    levels = vocabulary_of(View.of(release.sheet), release.recoding)
    return _map_of(release, levels, left=frozenset())


def renew(
    earlier: ClassMap,
    sheet: Sheet,
    rule: Rule,
    *,
    reason: str = "",
    agreement: str = "",
    choose: Choose = choose_securely,
) -> Renewed:
    """Release the table again, with additions and without who is gone.

    Raise NotInSeries, CannotHold, and for want of a reason or agreement TooFewVictims or BadRule.
    """
    require_grounds(sheet, rule, reason=reason, agreement=agreement)
    _require_vocabulary(rule)
    view = View.of(sheet)
    _check_series(earlier, view)
    class_of, held_back = _survivors(earlier, view)
    joined, guests = _within_average_risk(earlier, view, class_of, rule)
    recoding = guests.recoding
    shown_before = _shown_before(earlier, joined, sheet.act_labels)
    tells = np.zeros(recoding.classes, dtype=np.bool_)
    tells[: len(shown_before)] = shown_before.any(axis=1)
    # A guest of a class that tells no acts loses none, for it never tells any later.
    veiled = _veiled(earlier, sheet, joined, class_of, rule, choose) | (guests.veiled & tells[recoding.class_of])
    visible = visible_acts(sheet, recoding, k=rule.k, m=rule.m, veiled=veiled)
    visible[: len(shown_before)] &= shown_before
    release = Anonymised(
        sheet=sheet,
        rule=rule,
        recoding=recoding,
        visible=visible,
        veiled=veiled,
        ncp=ncp(view, recoding),
        k_used=earlier.k,
    )
    released = {sheet.victims[row] for row in np.flatnonzero(recoding.released)}
    left = (earlier.left | earlier.members.keys()) - released
    classes = replace(_map_of(release, earlier.levels, left=left), releases=earlier.releases)
    return Renewed(release=release, classes=classes, held_back=held_back)


def _require_vocabulary(rule: Rule) -> None:
    if rule.method is not Method.VOCABULARY:
        raise BadRule("method: successive releases need one vocabulary per column")


def _within_average_risk(earlier: ClassMap, view: View, class_of: Codes, rule: Rule) -> tuple[Joined, Placed]:
    """Join old classes and place newcomers, with ever more company where the average risk asks for it."""
    known = earlier.members.keys() | earlier.left
    newcomers = np.flatnonzero([victim not in known for victim in view.sheet.victims])
    nodes = [one.levels for one in earlier.classes]
    k = rule.k
    for _ in range(_MOST_TRIES):
        joined = join_small(view, class_of, nodes, earlier.levels, replace(rule, k=k))
        company = replace(rule, k=max(k, earlier.k))
        guests = place_newcomers(view, joined.recoding, newcomers, earlier.levels, company)
        if not guests.recoding.released.any():
            break
        if guests.recoding.average_risk(view.sheet) <= rule.average_risk:
            return joined, guests
        k = ceil(k * _MORE_COMPANY)
    raise CannotHold("table: nobody can be released under this rule, or not at its average risk")


def _check_series(earlier: ClassMap, view: View) -> None:
    if earlier.columns != tuple(hierarchy.name for hierarchy in view.sheet.hierarchies):
        raise NotInSeries("class map: its columns aren't those of the table")
    if not all(0 <= level <= top for level, top in zip(earlier.levels, view.tops, strict=True)):
        raise NotInSeries("class map: a level isn't in the hierarchies")


def _survivors(earlier: ClassMap, view: View) -> tuple[Codes, int]:
    """Return each row's earlier class, OUT for others, and how many known people don't fit their class any more."""
    sheet = view.sheet
    class_of = np.full(sheet.size, OUT, dtype=np.int32)
    held_back = 0
    for row, victim in enumerate(sheet.victims):
        number = earlier.members.get(victim)
        if number is None:
            held_back += victim in earlier.left
        elif _fits(sheet, row, earlier.classes[number]):
            class_of[row] = number
        else:
            held_back += 1
    return class_of, held_back


def _fits(sheet: Sheet, row: int, kept: KeptClass) -> bool:
    return all(
        hierarchy.labels[level][hierarchy.codes[level][leaf]] == value
        for hierarchy, leaf, level, value in zip(
            sheet.hierarchies, sheet.leaves[row], kept.levels, kept.values, strict=True
        )
    )


def _veiled(earlier: ClassMap, sheet: Sheet, joined: Joined, class_of: Codes, rule: Rule, choose: Choose) -> Flags:
    """Withhold acts so that a missing row could be that of any of k people with l different main acts."""
    veiled = np.array([victim in earlier.veiled for victim in sheet.victims], dtype=np.bool_)
    # Whoever is released now from a part; a part left out whole has nobody to veil.
    kept = joined.recoding.released
    shown_then = np.zeros(len(earlier.classes), dtype=np.intp)
    for victim, number in earlier.members.items():
        shown_then[number] += victim not in earlier.veiled
    for part, before in enumerate(earlier.classes):
        # A class that told no acts has none to withhold, and none of its parts ever tells one later.
        if not before.acts or not shown_then[part]:
            continue
        rows = np.flatnonzero(kept & (class_of == part))
        shown = rows[~veiled[rows]]
        too_alike = different_acts(sheet, rows) < rule.l
        if too_alike:
            veiled[rows] = True
        elif shown_then[part] > len(shown):
            veiled[_company(sheet, shown, before, rule, choose)] = True
    return veiled


def _company(sheet: Sheet, shown: Index, before: KeptClass, rule: Rule, choose: Choose) -> Index:
    """Return the rows to veil beside somebody missing: k - 1 of them with l main acts and two told sets, or all."""
    acts = [act for act in np.unique(sheet.sensitive[shown]).tolist() if act != sheet.untold]
    told = sheet.acts[shown] & np.isin(sheet.act_labels, list(before.acts))
    told_set = np.unique(told, axis=0, return_inverse=True)[1].reshape(-1)
    sets = np.unique(told_set).tolist()
    # Company that was all told the same acts would say what was told of the one who is missing.
    if len(shown) < rule.k - 1 or len(acts) < rule.l or len(sets) < _FEWEST_SETS:
        return shown
    chosen = {one for act in choose(acts, rule.l) for one in choose(shown[sheet.sensitive[shown] == act].tolist(), 1)}
    chosen |= {one for number in choose(sets, _FEWEST_SETS) for one in choose(shown[told_set == number].tolist(), 1)}
    others = [row for row in shown.tolist() if row not in chosen]
    chosen |= set(choose(others, max(0, rule.k - 1 - len(chosen))))
    return np.array(sorted(chosen), dtype=np.intp)


def _shown_before(earlier: ClassMap, joined: Joined, labels: Sequence[str]) -> Flags:
    """Say which acts every part of a joined class showed: an act once withheld isn't told of fewer later."""
    shown = np.zeros((joined.recoding.classes, len(labels)), dtype=np.bool_)
    for number, parts in enumerate(joined.parts):
        acts = frozenset.intersection(*(earlier.classes[part].acts for part in parts))
        shown[number] = [label in acts for label in labels]
    return shown


def _map_of(release: Anonymised, levels: Node, *, left: frozenset[str]) -> ClassMap:
    sheet, recoding = release.sheet, release.recoding
    rows = np.flatnonzero(recoding.released)
    first = dict(zip(recoding.class_of[rows[::-1]].tolist(), rows[::-1].tolist(), strict=True))
    classes = tuple(_kept(release, number, first[number]) for number in range(recoding.classes))
    return ClassMap(
        columns=tuple(hierarchy.name for hierarchy in sheet.hierarchies),
        levels=levels,
        classes=classes,
        members={sheet.victims[row]: int(recoding.class_of[row]) for row in rows},
        veiled=frozenset(sheet.victims[row] for row in rows if release.veiled[row]),
        left=left,
        k=release.k_used,
    )


def _kept(release: Anonymised, number: int, row: int) -> KeptClass:
    levels = tuple(release.recoding.nodes[number].tolist())
    values = tuple(
        hierarchy.labels[level][hierarchy.codes[level][leaf]]
        for hierarchy, leaf, level in zip(release.sheet.hierarchies, release.sheet.leaves[row], levels, strict=True)
    )
    acts = frozenset(release.sheet.act_labels[act] for act in np.flatnonzero(release.visible[number]))
    return KeptClass(levels=levels, values=values, acts=acts)
