"""A house over SQLite, and hands that reach into its tables as a malicious administrator's would."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def house(embedded_house: Any) -> Any:
    """Give the house over SQLite: the functional tests walk the same path over PostgreSQL."""
    return embedded_house
