"""Edit distance within a bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimony.pseudonyms.distance import allowed, within


@pytest.mark.parametrize(
    ("one", "other", "limit"), [("erbol", "erbol", 0), ("erbol", "erbl", 1), ("seitkaliev", "seitkalev", 1)]
)
def test_near_words_are_within(one: str, other: str, limit: int) -> None:
    assert within(one, other, limit)


@pytest.mark.parametrize(
    ("one", "other", "limit"), [("erbol", "erlan", 1), ("asan", "asanov", 1), ("jumagulov", "jumagaliev", 2)]
)
def test_far_words_are_not_within(one: str, other: str, limit: int) -> None:
    assert not within(one, other, limit)


def test_short_names_allow_no_edit() -> None:
    assert [allowed(4), allowed(5), allowed(9)] == [0, 1, 2]


def _distance(first: str, second: str) -> int:
    if not first or not second:
        return len(first) + len(second)
    return min(
        _distance(first[1:], second) + 1,
        _distance(first, second[1:]) + 1,
        _distance(first[1:], second[1:]) + (first[0] != second[0]),
    )


_WORDS = st.text(alphabet="abn", max_size=5)


@given(_WORDS, _WORDS, st.integers(min_value=0, max_value=3))
def test_the_bound_agrees_with_the_distance_counted_plainly(one: str, other: str, limit: int) -> None:
    assert within(one, other, limit) is (_distance(one, other) <= limit)
