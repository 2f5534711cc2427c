"""Times are aware, in UTC, and kept by the week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from testimony.database.clock import iso_week, utc_now


def test_now_is_aware_and_in_utc() -> None:
    assert utc_now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        pytest.param(datetime(2022, 1, 5, tzinfo=UTC), "2022-W01", id="inside a year"),
        pytest.param(datetime(2022, 1, 1, tzinfo=UTC), "2021-W52", id="January in the old year's last week"),
        pytest.param(datetime(2024, 12, 31, tzinfo=UTC), "2025-W01", id="December in the new year's first week"),
    ],
)
def test_week_follows_iso_8601(moment: datetime, week: str) -> None:
    assert iso_week(moment) == week
