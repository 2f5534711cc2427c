"""What a page shows after a redirect rests sealed, for one browser and one place, and not for long."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from review.kept import Kept, NothingKept
from testimony.people.sessions import SessionStore

KEY, OTHER = bytes(32), bytes([1]) * 32


@pytest.fixture
def kept(tmp_path: Path, clock: Any) -> Kept:
    """Return an empty store."""
    return Kept(SessionStore(tmp_path, now=lambda: clock().timestamp()))


def test_what_was_put_is_seen_again(kept: Kept) -> None:
    kept.put(KEY, "a place", {"words": "candle"})

    assert kept.look(KEY, "a place") == {"words": "candle"}


@pytest.mark.parametrize(("key", "place"), [(OTHER, "a place"), (KEY, "another")], ids=["browser", "place"])
def test_another_browser_or_place_has_nothing(kept: Kept, key: bytes, place: str) -> None:
    kept.put(KEY, "a place", {"words": "candle"})

    with pytest.raises(NothingKept):
        kept.look(key, place)


def test_it_ends_with_the_time_a_session_may_idle(kept: Kept, clock: Any) -> None:
    kept.put(KEY, "a place", {"words": "candle"})
    clock.advance(timedelta(minutes=16))

    with pytest.raises(NothingKept):
        kept.look(KEY, "a place")


def test_what_was_dropped_is_gone_at_once(kept: Kept, tmp_path: Path) -> None:
    kept.put(KEY, "a place", {"words": "candle"})

    kept.drop(KEY, "a place")

    assert list(tmp_path.iterdir()) == []


def test_no_word_rests_in_the_clear(kept: Kept, tmp_path: Path) -> None:
    kept.put(KEY, "a place", {"words": "candle"})

    (file,) = tmp_path.iterdir()
    assert b"candle" not in file.read_bytes()
    assert "place" not in file.name
