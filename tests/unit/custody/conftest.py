"""A house over SQLite with one record, and hands that reach into custody's tables."""

from __future__ import annotations

from typing import Any

import pytest

NARRATIVE = "Aidana Serik and the plumber Zorb came at dawn."


@pytest.fixture
def house(embedded_house: Any) -> Any:
    """Give the house over SQLite: the functional tests walk the same path over PostgreSQL."""
    return embedded_house


@pytest.fixture
def record_id(house: Any) -> str:
    """Give a record that a reviewer has opened."""
    given: str = house.give(NARRATIVE, contact="by the well", contact_safe="at noon", names=("Aidana Serik",))
    house.open(given)
    return given
