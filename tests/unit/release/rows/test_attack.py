"""A reader who has only the released text and the exact values of a person: written from the promise, not the code."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimony.release.errors import CannotHold
from testimony.release.rows.anonymise import Anonymised, anonymise
from testimony.release.rows.attack import (
    link_exactly,
    link_with_main_act,
    link_with_one_act,
    link_with_two_acts,
    rows_that_fit,
)
from testimony.release.rows.hierarchy import Hierarchy
from testimony.release.rows.rule import Method, Rule
from testimony.release.rows.sheet import Sheet
from testimony.release.rows.successive import begin, renew

WHY = "a test"
Line = tuple[tuple[str, ...], frozenset[str], int]


def _lines(release: Anonymised) -> list[Line]:
    """Return what every released row says: its values, its acts (the main one too), and whose household it is."""
    columns, mains, sets = release.text()
    units = release.sheet.units[release.recoding.released].tolist()
    acts = [frozenset({main, *told.split("|")} - {"*"}) for main, told in zip(mains, sets, strict=True)]
    return list(zip(zip(*columns, strict=True), acts, units, strict=True))


def _contains(hierarchy: Hierarchy, leaf: int, cell: str) -> bool:
    return cell == "*" or any(
        labels[codes[leaf]] == cell for labels, codes in zip(hierarchy.labels, hierarchy.codes, strict=True)
    )


def _fitting(release: Anonymised, lines: list[Line], row: int) -> list[Line]:
    """Return the lines whose values contain what this person's row of the source says."""
    sheet = release.sheet
    return [
        line
        for line in lines
        if all(
            _contains(hierarchy, leaf, cell)
            for hierarchy, leaf, cell in zip(sheet.hierarchies, sheet.leaves[row].tolist(), line[0], strict=True)
        )
    ]


def _crowds(release: Anonymised, m: int) -> Iterator[int]:
    """Yield, for each released person and every m acts of theirs, how many people of a class show these acts."""
    lines = _lines(release)
    known = release.sheet.known
    for row in np.flatnonzero(release.recoding.released):
        mine = {release.sheet.act_labels[act] for act in np.flatnonzero(known[row])}
        fitting = _fitting(release, lines, int(row))
        for acts in combinations(sorted(mine - {"*"}), m):
            shown = defaultdict(set)
            for values, told, unit in fitting:
                if told >= set(acts):
                    shown[values].add(unit)
            yield from (len(units) for units in shown.values())


@settings(max_examples=20, deadline=None)
@given(
    size=st.integers(20, 90),
    seed=st.integers(0, 999),
    m=st.integers(0, 2),
    method=st.sampled_from(Method),
    homes=st.booleans(),
    missing=st.sampled_from([0.0, 0.15]),
)
def test_reader_who_knows_values_and_acts_finds_k_people_or_nobody(
    make_sheet: Callable[..., Sheet], size: int, seed: int, m: int, method: Method, homes: bool, missing: float
) -> None:
    sheet = make_sheet(size, seed, homes=homes, missing=missing)
    rule = Rule(k=4, m=m, method=method, suppressed=0.5)
    try:
        release = anonymise(sheet, rule, reason=WHY)
    except CannotHold:
        return
    lines = _lines(release)
    for row in np.flatnonzero(release.recoding.released):
        assert len({unit for _, _, unit in _fitting(release, lines, int(row))}) >= rule.k
    for known in range(1, m + 1):
        assert all(crowd >= rule.k for crowd in _crowds(release, known))


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 999), m=st.integers(1, 2), new=st.integers(0, 40), gone=st.integers(0, 12), homes=st.booleans()
)
def test_next_release_of_a_series_holds_against_the_same_reader(
    make_sheet: Callable[..., Sheet], seed: int, m: int, new: int, gone: int, homes: bool
) -> None:
    sheet, rule = make_sheet(130, seed, homes=homes), Rule(k=4, m=m)
    first = anonymise(sheet.of(range(130 - new)), rule, reason=WHY)
    release = renew(begin(first), sheet.of(range(gone, 130)), rule, reason=WHY).release
    assert release.strength().k >= rule.k
    for known in range(1, m + 1):
        assert all(crowd >= rule.k for crowd in _crowds(release, known))
    assert link_with_one_act(release).below_k == 0
    assert m == 1 or link_with_two_acts(release).below_k == 0


def test_brute_force_reader_finds_somebody_where_acts_are_left_alone(make_sheet: Callable[..., Sheet]) -> None:
    release = anonymise(make_sheet(90), Rule(k=4, m=0), reason=WHY)
    assert min(_crowds(release, 1)) < release.rule.k
    assert link_with_one_act(release).fewest <= min(_crowds(release, 1))


def test_two_members_of_a_household_with_an_act_each_are_no_pair(make_sheet: Callable[..., Sheet]) -> None:
    everybody = make_sheet(24).of([0] * 24)
    acts = np.zeros((24, everybody.acts.shape[1]), dtype=np.bool_)
    acts[0:16:2, 0] = acts[1:16:2, 1] = True  # eight homes: one member suffered the first act, the other the second
    acts[0, 1] = True  # only one person suffered both
    sheet = replace(
        everybody,
        units=np.arange(24, dtype=np.int32) // 2,
        victims=tuple(f"v{n}" for n in range(24)),
        acts=acts,
        sensitive=np.full(24, 3, dtype=np.int32),
    )
    release = anonymise(sheet, Rule(k=4, m=2, method=Method.LOCAL), reason=WHY)
    assert all(crowd >= 4 for crowd in _crowds(release, 2))
    assert link_with_two_acts(release).below_k == 0


@pytest.mark.parametrize("homes", [False, True], ids=["alone", "homes"])
def test_linkage_never_looks_weaker_than_it_is(make_sheet: Callable[..., Sheet], homes: bool) -> None:
    release = anonymise(make_sheet(80, missing=0.1, homes=homes), Rule(k=4, method=Method.LOCAL), reason=WHY)
    lines, rows = _lines(release), np.flatnonzero(release.recoding.released)
    by_hand = [len({unit for _, _, unit in _fitting(release, lines, int(row))}) for row in rows]
    assert (rows_that_fit(release)[rows] <= by_hand).all()
    assert release.rule.k <= link_exactly(release).fewest


def test_reader_who_knows_the_main_act_as_coded_is_counted(make_sheet: Callable[..., Sheet]) -> None:
    release = anonymise(make_sheet(300), Rule(k=4), reason=WHY)
    lines = _lines(release)
    mains = release.text()[1]
    classes = defaultdict(list)
    for (values, _, _), main in zip(lines, mains, strict=True):
        classes[values].append(main)
    told = [found.count(main) for found in classes.values() for main in found if main != "*"]
    assert link_with_main_act(release).fewest == min(told)


@pytest.mark.parametrize("homes", [False, True], ids=["alone", "homes"])
def test_average_risk_counts_people(make_sheet: Callable[..., Sheet], homes: bool) -> None:
    release = anonymise(make_sheet(200, homes=homes), Rule(k=4, average_risk=0.12), reason=WHY)
    assert release.recoding.average_risk(release.sheet) == pytest.approx(release.strength().average)
    assert release.strength().average <= 0.12
