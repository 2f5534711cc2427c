"""The audit finds what a subtraction would find, and passes what is safe."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimony.release.audit import Interval, audit, hidden_interval
from testimony.release.errors import TableUnsafe
from testimony.release.published import OTHER, SafeRow, SafeTable


def row(*cells: int | None, at_least: int | None) -> SafeRow:
    return SafeRow(code="x", cells=cells, at_least=at_least)


def table_of(published: SafeRow) -> SafeTable:
    months = tuple(f"2022-0{n}" for n in range(1, len(published.cells)))
    return SafeTable(threshold=10, months=(*months, OTHER), rows=(published,))


UNSAFE = {
    "one hidden cell and an exact total": row(20, None, at_least=27),
    "one hidden cell and a total one above": row(20, None, at_least=21),
    "two hidden cells that must be nearly full": row(None, None, None, at_least=17),
    "a hidden cell that only OTHER could make room for": row(20, None, None, at_least=29),
    "numbers that contradict one another": row(20, None, at_least=40),
}


@pytest.mark.parametrize("published", UNSAFE.values(), ids=UNSAFE.keys())
def test_narrowed_cell_is_found(published: SafeRow) -> None:
    with pytest.raises(TableUnsafe):
        audit(table_of(published))


SAFE = {
    "no hidden cell": row(20, 12, at_least=30),
    "no margin": row(20, None, at_least=None),
    "a margin that the shown cell reaches": row(20, None, at_least=20),
    "two hidden cells with room": row(20, None, None, None, at_least=29),
}


@pytest.mark.parametrize("published", SAFE.values(), ids=SAFE.keys())
def test_safe_row_passes(published: SafeRow) -> None:
    audit(table_of(published))


def test_subtraction_is_measured() -> None:
    assert hidden_interval(row(20, None, at_least=27), 10) == Interval(low=7, high=9)


def test_empty_interval_has_no_values() -> None:
    assert Interval(low=3, high=2).values == 0


@settings(deadline=None, max_examples=60)
@given(
    threshold=st.integers(2, 4),
    shown=st.lists(st.integers(4, 6), min_size=1, max_size=2),
    hidden=st.integers(1, 3),
    margin=st.integers(4, 20),
)
def test_linear_programme_agrees_with_enumeration(threshold: int, shown: list[int], hidden: int, margin: int) -> None:
    published = SafeRow(code="x", cells=(*[None] * hidden, *shown), at_least=margin)
    fitting = [
        cells[0]
        for cells in product(range(threshold), repeat=hidden)
        if max(cells) <= margin <= sum(cells) + sum(shown)
    ]

    if fitting:
        assert hidden_interval(published, threshold) == Interval(low=min(fitting), high=max(fitting))
    else:
        with pytest.raises(TableUnsafe):
            hidden_interval(published, threshold)
