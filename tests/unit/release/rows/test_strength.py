"""Measured strength agrees with a count by hand, however the rows are ordered or keyed."""

import math
from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimony.release.rows.rule import Rule
from testimony.release.rows.strength import measure, strong_enough

ROWS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 3)), min_size=1, max_size=60)


@given(rows=ROWS)
def test_strength_is_what_counting_by_hand_gives(rows: list[tuple[int, int, int]]) -> None:
    classes: dict[tuple[int, int], list[int]] = defaultdict(list)
    for first, second, act in rows:
        classes[first, second].append(act)
    overall = Counter(act for _, _, act in rows)
    distances = [
        sum(abs(acts.count(act) / len(acts) - many / len(rows)) for act, many in overall.items()) / 2
        for acts in classes.values()
    ]
    entropies = [
        math.exp(-sum(many / len(acts) * math.log(many / len(acts)) for many in Counter(acts).values()))
        for acts in classes.values()
    ]
    found = measure(*_columns(rows))
    assert (found.k, found.l) == (min(map(len, classes.values())), min(len(set(a)) for a in classes.values()))
    assert (found.t, found.entropy_l) == (pytest.approx(max(distances)), pytest.approx(min(entropies)))
    assert found.average == pytest.approx(len(classes) / len(rows))


def test_wide_keys_and_many_classes_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(1)
    columns = [draw.integers(0, 9, 200).astype(np.int32) for _ in range(3)]
    acts = draw.integers(0, 5, 200).astype(np.int32)
    before = measure(columns, acts)
    monkeypatch.setattr("testimony.release.rows.strength._LARGEST_KEY", 20)
    monkeypatch.setattr("testimony.release.rows.strength._DENSE", 1)
    assert measure(columns, acts) == before


def test_no_rows_have_no_strength() -> None:
    none = np.zeros(0, dtype=np.int32)
    assert measure([none], none).classes == 0


def test_entropy_asks_for_more_than_different_acts() -> None:
    acts = np.array([0] * 9 + [1], dtype=np.int32)
    one = np.zeros(10, dtype=np.intp)
    assert strong_enough(one, acts, 1, Rule(k=5, l=2)).all()
    assert not strong_enough(one, acts, 1, Rule(k=5, l=2, entropy_l=2.0)).any()


def test_act_that_nobody_told_makes_no_class_more_diverse() -> None:
    acts = np.array([0] * 9 + [1], dtype=np.int32)
    one = np.zeros(10, dtype=np.intp)
    assert strong_enough(one, acts, 1, Rule(k=5, l=2)).all()
    assert not strong_enough(one, acts, 1, Rule(k=5, l=2), untold=1).any()
    assert (measure([one.astype(np.int32)], acts).l, measure([one.astype(np.int32)], acts, untold=1).l) == (2, 1)


def _columns(rows: list[tuple[int, int, int]]):  # type: ignore[no-untyped-def]  # arrays for one call
    first, second, act = (np.array(column, dtype=np.int32) for column in zip(*rows, strict=True))
    return [first, second], act
