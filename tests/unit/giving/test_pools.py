"""A pool lets so many in, and sheds the rest."""

from __future__ import annotations

import pytest

from testimony.giving.errors import Busy
from testimony.giving.pools import Pool


def test_places_are_given_up_to_their_number() -> None:
    pool = Pool(places=2, patience_seconds=0)

    with pool.place(), pool.place(), pytest.raises(Busy), pool.place():
        pass  # pragma: no cover - there is no third place


def test_place_is_free_again_after_a_failure() -> None:
    pool = Pool(places=1, patience_seconds=0)
    with pytest.raises(ValueError, match="inside"), pool.place():
        raise ValueError("inside")

    with pool.place():
        assert pool
