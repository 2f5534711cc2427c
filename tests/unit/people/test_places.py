"""Places let so many in, and shed the rest."""

from __future__ import annotations

import pytest

from testimony.people.errors import Busy
from testimony.people.places import Places


def test_places_are_given_up_to_their_number() -> None:
    places = Places(places=1, patience_seconds=0)

    with places.place(), pytest.raises(Busy), places.place():
        pass  # pragma: no cover - there is no second place


def test_place_is_free_again_after_a_failure() -> None:
    places = Places(places=1, patience_seconds=0)
    with pytest.raises(ValueError, match="inside"), places.place():
        raise ValueError("inside")

    with places.place():
        assert places
