"""Edit distance within a bound."""

import pytest

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
