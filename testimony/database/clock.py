"""The clock as an argument, and times no finer than needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Give the present moment, aware, in UTC."""
    return datetime.now(UTC)


def iso_week(moment: datetime) -> str:
    """Name the ISO week of a moment, "2022-W01"."""
    year, week, _ = moment.isocalendar()
    return f"{year:04d}-W{week:02d}"
