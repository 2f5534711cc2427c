"""Every recoding keeps its rule, contains the originals, and the full-domain one is the cheapest there is."""

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimony.release.errors import CannotHold
from testimony.release.rows import full_domain
from testimony.release.rows.full_domain import recode_full_domain
from testimony.release.rows.peeling import recode_locally
from testimony.release.rows.recoding import ncp, released_text
from testimony.release.rows.rule import Rule
from testimony.release.rows.sheet import Sheet
from testimony.release.rows.view import View
from testimony.release.rows.vocabulary import peel_by_stars, recode_with_vocabulary, vocabulary_of

METHODS = {"local": recode_locally, "vocabulary": recode_with_vocabulary, "full domain": recode_full_domain}


def _rows(sheet: Sheet, recoding) -> list[tuple[str, ...]]:  # type: ignore[no-untyped-def]  # any of the three
    return list(zip(*released_text(sheet, recoding), strict=True))


@pytest.mark.parametrize("recode", METHODS.values(), ids=METHODS)
@settings(max_examples=25, deadline=None)
@given(
    size=st.integers(1, 120),
    seed=st.integers(0, 999),
    k=st.integers(2, 9),
    l=st.integers(1, 2),
    homes=st.booleans(),
    missing=st.sampled_from([0.0, 0.2]),
)
def test_every_class_of_released_values_keeps_k_people_and_l_acts(
    make_sheet: Callable[..., Sheet],
    recode: Callable[..., object],
    size: int,
    seed: int,
    k: int,
    l: int,  # noqa: E741  the literature's name for it
    homes: bool,
    missing: float,
) -> None:
    sheet = make_sheet(size, seed, homes=homes, missing=missing)
    try:
        recoding = recode(View.of(sheet), Rule(k=k, l=l)).recoding  # type: ignore[attr-defined]  # a Peeled
    except CannotHold:
        recoding = None
    people, acts = defaultdict(set), defaultdict(set)
    if recoding is not None:
        for row, values in zip(np.flatnonzero(recoding.released), _rows(sheet, recoding), strict=True):
            people[values].add(int(sheet.units[row]))
            acts[values].add(int(sheet.sensitive[row]))
    assert all(len(found) >= k for found in people.values())
    assert all(len(found) >= l for found in acts.values())


@pytest.mark.parametrize("recode", METHODS.values(), ids=METHODS)
def test_every_released_value_contains_the_original(
    make_sheet: Callable[..., Sheet], recode: Callable[..., object]
) -> None:
    sheet = make_sheet(300, missing=0.1)
    recoding = recode(View.of(sheet), Rule(k=5)).recoding  # type: ignore[attr-defined]  # a Peeled
    for row, values in zip(np.flatnonzero(recoding.released), _rows(sheet, recoding), strict=True):
        for hierarchy, leaf, value in zip(sheet.hierarchies, sheet.leaves[row], values, strict=True):
            above = {labels[codes[leaf]] for labels, codes in zip(hierarchy.labels, hierarchy.codes, strict=True)}
            assert value in above


@pytest.mark.parametrize("seed", range(6))
def test_full_domain_result_is_the_cheapest_of_all_nodes(make_sheet: Callable[..., Sheet], seed: int) -> None:
    sheet = make_sheet(150, seed)
    view, rule = View.of(sheet), Rule(k=4, l=2)
    costs = []
    for node in product(*(range(top + 1) for top in view.tops)):
        kept = _kept_by_hand(sheet, node, k=4, least_acts=2)
        if sheet.size - len(kept) <= rule.suppressed * sheet.size:
            told = sum(
                float(h.costs[level][h.codes[level][sheet.leaves[row, place]]]) / 3
                for row in kept
                for place, (h, level) in enumerate(zip(sheet.hierarchies, node, strict=True))
            )
            costs.append((told + sheet.size - len(kept)) / sheet.size)
    assert recode_full_domain(view, rule).ncp == pytest.approx(min(costs))


def _kept_by_hand(sheet: Sheet, node: tuple[int, ...], *, k: int, least_acts: int) -> list[int]:
    keys = [
        tuple(
            h.labels[level][h.codes[level][leaf]] for h, level, leaf in zip(sheet.hierarchies, node, row, strict=True)
        )
        for row in sheet.leaves
    ]
    sizes = Counter(keys)
    acts = defaultdict(set)
    for key, act in zip(keys, sheet.sensitive.tolist(), strict=True):
        acts[key].add(act)
    return [n for n, key in enumerate(keys) if sizes[key] >= k and len(acts[key]) >= least_acts]


@pytest.mark.parametrize("recode", METHODS.values(), ids=METHODS)
def test_cost_told_is_the_cost_measured(make_sheet: Callable[..., Sheet], recode: Callable[..., object]) -> None:
    view = View.of(make_sheet(200))
    found = recode(view, Rule(k=5))
    assert found.ncp == pytest.approx(ncp(view, found.recoding))  # type: ignore[attr-defined]  # a Peeled


def test_vocabulary_has_one_level_per_column_besides_star(make_sheet: Callable[..., Sheet]) -> None:
    view = View.of(make_sheet(300))
    recoding = recode_with_vocabulary(view, Rule(k=5)).recoding
    for levels, top in zip(recoding.nodes.T, view.tops, strict=True):
        assert len({int(level) for level in levels} - {top}) <= 1


def test_vocabulary_climb_finds_the_cheapest_of_all(make_sheet: Callable[..., Sheet]) -> None:
    view, rule = View.of(make_sheet(300)), Rule(k=6, l=2)
    everything = [peel_by_stars(view, node, rule) for node in view.nodes()]
    assert recode_with_vocabulary(view, rule).ncp == pytest.approx(min(p.ncp for p in everything if p is not None))


def test_local_recoding_costs_less_than_full_domain(make_sheet: Callable[..., Sheet]) -> None:
    view = View.of(make_sheet(400))
    assert recode_locally(view, Rule(k=5)).ncp < recode_full_domain(view, Rule(k=5)).ncp


def test_everybody_alike_is_released_as_they_are(make_sheet: Callable[..., Sheet]) -> None:
    one = make_sheet(1)
    alike = one.of([0] * 20)
    alike = type(one)(**{**vars(alike), "units": np.arange(20, dtype=np.int32)})
    assert recode_locally(View.of(alike), Rule(k=5)).ncp == 0


@pytest.mark.parametrize("recode", [recode_locally, recode_with_vocabulary], ids=["local", "vocabulary"])
def test_one_person_alone_is_not_released(make_sheet: Callable[..., Sheet], recode: Callable[..., object]) -> None:
    found = recode(View.of(make_sheet(1)), Rule(k=2))
    assert not found.recoding.released.any()  # type: ignore[attr-defined]  # a Peeled


def test_full_domain_says_that_one_person_cannot_be_released(make_sheet: Callable[..., Sheet]) -> None:
    with pytest.raises(CannotHold, match="too many people"):
        recode_full_domain(View.of(make_sheet(1)), Rule(k=2))


def test_full_domain_refuses_more_nodes_than_it_can_hold(
    make_sheet: Callable[..., Sheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_domain, "MOST_NODES", 3)
    with pytest.raises(CannotHold, match="combinations of levels"):
        recode_full_domain(View.of(make_sheet(20)), Rule(k=2))


def test_peeling_gives_up_where_it_cannot_be_cheaper_than_the_bound(make_sheet: Callable[..., Sheet]) -> None:
    view = View.of(make_sheet(100))
    assert peel_by_stars(view, view.tops, Rule(k=5), give_up_at=0.5) is None


def test_vocabulary_of_nothing_released_is_star(make_sheet: Callable[..., Sheet]) -> None:
    view = View.of(make_sheet(1))
    assert vocabulary_of(view, recode_with_vocabulary(view, Rule(k=2)).recoding) == view.tops


def test_many_columns_do_not_overflow_the_keys(
    make_sheet: Callable[..., Sheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = recode_locally(View.of(make_sheet(200)), Rule(k=4)).ncp
    monkeypatch.setattr("testimony.release.rows.view._LARGEST_KEY", 20)
    monkeypatch.setattr("testimony.release.rows.view._SPACE", 4)
    assert recode_locally(View.of(make_sheet(200)), Rule(k=4)).ncp == pytest.approx(before)
