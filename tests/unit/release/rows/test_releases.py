"""Rows as a whole: rules, acts, attacks, the average risk, and two releases side by side."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimony.release.errors import BadRule, BadSheet, CannotHold, NotInSeries, TooFewVictims
from testimony.release.rows.anonymise import Anonymised, anonymise
from testimony.release.rows.attack import (
    link_with_one_act,
    link_with_two_acts,
    rows_that_fit,
)
from testimony.release.rows.classmap import ClassMap
from testimony.release.rows.intersection import intersect
from testimony.release.rows.rule import PRESETS, Method, Rule, preset
from testimony.release.rows.sheet import Sheet
from testimony.release.rows.successive import begin, choose_securely, renew

WHY = "a test"
renew_few = partial(renew, reason=WHY)


@pytest.fixture(scope="module")
def analyst(invented: Sheet) -> Anonymised:
    return anonymise(invented, preset("analyst"))


def test_few_victims_need_a_reason(make_sheet: Callable[..., Sheet]) -> None:
    with pytest.raises(TooFewVictims, match="make tables"):
        anonymise(make_sheet(499), Rule(k=5))


def test_few_victims_are_released_with_a_reason(make_sheet: Callable[..., Sheet]) -> None:
    assert anonymise(make_sheet(200), Rule(k=5), reason=WHY).released > 0


def test_partner_rule_needs_its_agreement(invented: Sheet) -> None:
    with pytest.raises(BadRule, match="agreement"):
        anonymise(invented, preset("partner"))


def test_partner_rule_holds_with_its_agreement(invented: Sheet) -> None:
    assert anonymise(invented, preset("partner"), agreement="2026-1").strength().k >= PRESETS["partner"].k


def test_nobody_is_released_where_the_rule_cannot_hold(make_sheet: Callable[..., Sheet]) -> None:
    with pytest.raises(CannotHold, match="nobody"):
        anonymise(make_sheet(3), Rule(k=5), reason=WHY)


def test_average_risk_that_cannot_be_reached_is_refused(make_sheet: Callable[..., Sheet]) -> None:
    with pytest.raises(CannotHold):
        anonymise(make_sheet(60), Rule(k=5, average_risk=0.0001), reason=WHY)


@pytest.mark.parametrize("name", ["public", "analyst"])
def test_preset_keeps_its_average_risk(invented: Sheet, name: str) -> None:
    release = anonymise(invented, preset(name))
    assert release.strength().average <= release.rule.average_risk


BAD_RULES = {
    "k of one": {"k": 1},
    "l above k": {"k": 3, "l": 4},
    "entropy above k": {"k": 3, "entropy_l": 9.0},
    "three known acts": {"k": 3, "m": 3},
    "no average risk": {"k": 3, "average_risk": 0.0},
    "all left out": {"k": 3, "suppressed": 1.0},
}


@pytest.mark.parametrize("values", BAD_RULES.values(), ids=BAD_RULES)
def test_rule_that_protects_nobody_is_refused(values: dict[str, float]) -> None:
    with pytest.raises(BadRule):
        Rule(**values)  # type: ignore[arg-type]  # wrong on purpose


def test_unknown_preset_is_refused() -> None:
    with pytest.raises(BadRule, match="preset"):
        preset("everything")


def test_nobody_is_below_k_with_one_known_act(analyst: Anonymised) -> None:
    assert link_with_one_act(analyst).below_k == 0


def test_plain_k_lets_one_known_act_single_people_out(invented: Sheet) -> None:
    assert link_with_one_act(anonymise(invented, Rule(k=5, m=0))).singled_out > 0


def test_two_known_acts_leave_k_people_where_the_rule_says_two(invented: Sheet) -> None:
    assert link_with_two_acts(anonymise(invented, Rule(k=5, l=2, m=2))).below_k == 0


def test_two_known_acts_find_more_than_one(analyst: Anonymised) -> None:
    assert link_with_two_acts(analyst).average >= link_with_one_act(analyst).average


def test_linkage_counts_everybody_whose_values_contain_the_person(make_sheet: Callable[..., Sheet]) -> None:
    release = anonymise(make_sheet(120), Rule(k=4, method=Method.LOCAL), reason=WHY)
    texts = list(zip(*release.text()[0], strict=True))
    sheet = release.sheet
    fits = rows_that_fit(release)
    for row in range(0, sheet.size, 7):
        above = [
            {labels[codes[leaf]] for labels, codes in zip(h.labels, h.codes, strict=True)}
            for h, leaf in zip(sheet.hierarchies, sheet.leaves[row], strict=True)
        ]
        assert fits[row] == sum(
            all(cell in found for cell, found in zip(values, above, strict=True)) for values in texts
        )


@settings(max_examples=30, deadline=None)
@given(size=st.integers(20, 150), seed=st.integers(0, 999), m=st.integers(1, 2), homes=st.booleans())
def test_acts_told_in_a_class_fit_k_people(
    make_sheet: Callable[..., Sheet], size: int, seed: int, m: int, homes: bool
) -> None:
    sheet = make_sheet(size, seed, homes=homes)
    release = anonymise(sheet, Rule(k=5, m=m), reason=WHY)
    rows = np.flatnonzero(release.recoding.released)
    who = defaultdict(set)
    for row, main, told in zip(rows, *release.text()[1:], strict=True):
        for act in {main, *told.split("|")} - {"*"}:
            who[int(release.recoding.class_of[row]), act].add(int(sheet.units[row]))
    assert all(len(people) >= release.rule.k for people in who.values())


def test_act_that_all_of_a_class_suffered_is_not_told(make_sheet: Callable[..., Sheet]) -> None:
    sheet = make_sheet(100)
    acts = sheet.acts.copy()
    acts[:, 0] = True
    release = anonymise(replace(sheet, acts=acts), Rule(k=5, method=Method.LOCAL), reason=WHY)
    assert not release.visible[:, 0].any()


def test_household_counts_as_one(make_sheet: Callable[..., Sheet]) -> None:
    release = anonymise(make_sheet(300, homes=True), Rule(k=6), reason=WHY)
    homes = defaultdict(set)
    for number, unit in zip(release.recoding.class_of.tolist(), release.sheet.units.tolist(), strict=True):
        homes[number].add(unit)
    assert min(len(units) for number, units in homes.items() if number >= 0) >= 6


# Two releases.


def _two(
    sheet: Sheet, rule: Rule, *, new: int, gone: int, seed: int = 2
) -> tuple[Anonymised, Anonymised, ClassMap, int]:
    order = Random(seed).sample(range(sheet.size), sheet.size)  # noqa: S311  invented people
    first = anonymise(sheet.of(sorted(order[new:])), rule, reason=WHY)
    second = sheet.of(sorted(order[: sheet.size - gone]))
    renewed = renew_few(ClassMap.from_bytes(begin(first).to_bytes()), second, rule)
    return first, renewed.release, renewed.classes, renewed.held_back


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 999), new=st.integers(0, 60), gone=st.integers(0, 40), homes=st.booleans())
def test_two_releases_beside_each_other_tell_no_main_act(
    make_sheet: Callable[..., Sheet], seed: int, new: int, gone: int, homes: bool
) -> None:
    sheet = make_sheet(400, seed, homes=homes)
    first, second, _, _ = _two(sheet, Rule(k=6, l=2), new=new, gone=gone, seed=seed)
    assert intersect(first, second).main_act == 0
    assert second.strength().k >= 6


def test_releases_made_afresh_do_tell(invented: Sheet) -> None:
    rule = Rule(k=5, l=1, m=0)
    first, second = anonymise(invented.of(range(1100)), rule), anonymise(invented.of(range(40, 1200)), rule)
    assert intersect(first, second).act_set > 0


def test_survivors_stay_together(make_sheet: Callable[..., Sheet]) -> None:
    first, second, _, _ = _two(make_sheet(400), Rule(k=6), new=30, gone=20)
    later = dict(zip(second.sheet.victims, second.recoding.class_of.tolist(), strict=True))
    together = defaultdict(set)
    for victim, number in zip(first.sheet.victims, first.recoding.class_of.tolist(), strict=True):
        if number >= 0 and later.get(victim, -1) >= 0:
            together[number].add(later[victim])
    assert all(len(found) == 1 for found in together.values())


def test_same_table_again_changes_nothing(make_sheet: Callable[..., Sheet]) -> None:
    first, second, _, held_back = _two(make_sheet(400), Rule(k=6), new=0, gone=0)
    assert (second.text(), second.ncp, held_back) == (first.text(), pytest.approx(first.ncp), 0)


def _without_one(first: Anonymised, who: int, rule: Rule) -> tuple[Anonymised, list[int]]:
    """Return the next release without this person, and the rows of their class in it."""
    rest = [row for row in range(first.sheet.size) if row != who]
    home = first.recoding.class_of[who]
    mates = [number for number, row in enumerate(rest) if first.recoding.class_of[row] == home]
    return renew_few(begin(first), first.sheet.of(rest), rule).release, mates


def _first_where(first: Anonymised, *, tells: bool) -> int:
    rows = np.flatnonzero(first.recoding.released)
    return int(rows[first.visible.any(axis=1)[first.recoding.class_of[rows]] == tells][0])


def test_missing_row_could_be_that_of_k_people(make_sheet: Callable[..., Sheet]) -> None:
    rule = Rule(k=6, l=2)
    first = anonymise(make_sheet(400), rule, reason=WHY)
    second, mates = _without_one(first, _first_where(first, tells=True), rule)
    assert second.veiled[mates].sum() >= rule.k - 1
    assert second.veiled.sum() == second.veiled[mates].sum()


def test_nobody_is_veiled_in_a_class_that_tells_no_acts(make_sheet: Callable[..., Sheet]) -> None:
    rule = Rule(k=6, l=2)
    first = anonymise(make_sheet(400), rule, reason=WHY)
    second, _ = _without_one(first, _first_where(first, tells=False), rule)
    assert not second.veiled.any()


def test_veiled_people_stay_veiled(make_sheet: Callable[..., Sheet]) -> None:
    rule = Rule(k=6, l=2)
    _, second, kept, _ = _two(make_sheet(400), rule, new=0, gone=5)
    third = renew_few(kept, second.sheet, rule)
    assert third.classes.veiled >= kept.veiled


def test_people_who_return_stay_out(make_sheet: Callable[..., Sheet]) -> None:
    sheet, rule = make_sheet(400), Rule(k=6)
    first = anonymise(sheet, rule, reason=WHY)
    gone = [row for row in range(400) if first.recoding.class_of[row] >= 0][:3]
    without = renew_few(begin(first), sheet.of([row for row in range(400) if row not in gone]), rule)
    assert renew_few(without.classes, sheet, rule).held_back == 3


def test_people_whose_told_values_changed_stay_out(make_sheet: Callable[..., Sheet]) -> None:
    sheet, rule = make_sheet(400), Rule(k=6)
    kept = begin(anonymise(sheet, rule, reason=WHY))
    who = next(row for row, v in enumerate(sheet.victims) if v in kept.members and _tells_sex(kept, v))
    leaves = sheet.leaves.copy()
    leaves[who, 2] = 1 - leaves[who, 2]
    assert renew_few(kept, replace(sheet, leaves=leaves), rule).held_back == 1


def _tells_sex(kept: ClassMap, victim: str) -> bool:
    return kept.classes[kept.members[victim]].values[2] != "*"


def test_average_risk_holds_in_the_next_release_too(invented: Sheet) -> None:
    _, second, _, _ = _two(invented, preset("analyst"), new=100, gone=30)
    assert second.strength().average <= 0.02


def test_series_needs_one_vocabulary(make_sheet: Callable[..., Sheet]) -> None:
    release = anonymise(make_sheet(100), Rule(k=5, method=Method.LOCAL), reason=WHY)
    with pytest.raises(BadRule, match="vocabulary"):
        begin(release)


def test_class_map_of_another_table_is_refused(make_sheet: Callable[..., Sheet], invented: Sheet) -> None:
    kept = begin(anonymise(make_sheet(100), Rule(k=5), reason=WHY))
    with pytest.raises(NotInSeries, match="columns"):
        renew_few(kept, invented, Rule(k=5))


def test_class_map_with_unknown_levels_is_refused(make_sheet: Callable[..., Sheet]) -> None:
    kept = begin(anonymise(make_sheet(100), Rule(k=5), reason=WHY))
    with pytest.raises(NotInSeries, match="level"):
        renew_few(replace(kept, levels=(9, 9, 9)), make_sheet(100), Rule(k=5))


def test_next_release_of_too_few_is_refused(make_sheet: Callable[..., Sheet]) -> None:
    sheet = make_sheet(100)
    kept = begin(anonymise(sheet, Rule(k=5), reason=WHY))
    with pytest.raises(CannotHold):
        renew_few(kept, sheet.of([0, 1]), Rule(k=5))


@pytest.mark.parametrize("blob", [b"", b"{}", b'{"version": 9}', b"[1]"])
def test_class_map_that_cannot_be_read_is_refused(blob: bytes) -> None:
    with pytest.raises(NotInSeries):
        ClassMap.from_bytes(blob)


def test_releases_with_different_acts_are_not_compared(make_sheet: Callable[..., Sheet], analyst: Anonymised) -> None:
    with pytest.raises(BadSheet, match="acts"):
        intersect(analyst, anonymise(make_sheet(100), Rule(k=5), reason=WHY))


def test_choice_of_veiled_people_draws_from_those_given() -> None:
    assert set(choose_securely([3, 5, 7], 2)) < {3, 5, 7}
