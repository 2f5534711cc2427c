"""The starting codebook and a full act's form values."""

from collections.abc import Callable
from typing import Any

import pytest

from testimony.coding.act import Act, parse_act
from testimony.coding.codebook import Codebook, load_codebook


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture
def act_values() -> dict[str, Any]:
    return {
        "id": "a1",
        "victim": "p1",
        "code": "phys.beat_baton",
        "date": {"precision": "exact", "start": "2022-01-06"},
        "place": {"region": "KZ-75", "city": "Алматы", "location_type": "police_station"},
        "unit": {"name": "СОБР"},
        "allegation": "alleged_first_hand",
        "grade": "supported_by_document",
        "note": "Twice.",
    }


@pytest.fixture
def make_act(codebook: Codebook, act_values: dict[str, Any]) -> Callable[..., Act]:
    return lambda **changes: parse_act(act_values | changes, codebook)
