"""A session rests sealed, ends by itself, and can't be moved or altered."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crypto.sessions import new_cookie_key, session_id
from testimony.people.errors import SessionEnded
from testimony.people.sessions import IDLE_SECONDS, LONGEST_SECONDS, SessionStore

CONTENT = {"handle": "aru", "seed": "5ec4e7"}
KEY, OTHER = new_cookie_key(), new_cookie_key()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of the sessions."""
    return tmp_path / "sessions"


@pytest.fixture
def store(folder: Path, clock: Any) -> SessionStore:
    """Give a store with one session, KEY."""
    store = SessionStore(folder, now=lambda: clock().timestamp())
    store.open(KEY, CONTENT)
    return store


def test_session_reads_back(store: SessionStore) -> None:
    assert {**store.read(KEY), "began": 0} == {**CONTENT, "began": 0}


def test_session_is_not_found_by_another_key(store: SessionStore) -> None:
    with pytest.raises(SessionEnded):
        store.read(OTHER)


def test_session_file_says_nothing_and_is_its_owners_only(store: SessionStore, folder: Path) -> None:
    [path] = folder.iterdir()

    assert b"5ec4e7" not in path.read_bytes()
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


TAMPERINGS: dict[str, Callable[[bytes], bytes]] = {
    "last byte": lambda blob: blob[:-1] + bytes([blob[-1] ^ 1]),
    "version": lambda blob: b"\x09" + blob[1:],
    "cut": lambda blob: blob[:20],
    "empty": lambda _: b"",
}


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_tampered_session_is_over(store: SessionStore, folder: Path, tamper: Callable[[bytes], bytes]) -> None:
    [path] = folder.iterdir()
    status = path.stat()
    path.write_bytes(tamper(path.read_bytes()))
    times = (status.st_atime, status.st_mtime)
    _set_times(path, times)

    with pytest.raises(SessionEnded):
        store.read(KEY)


def _set_times(path: Path, times: tuple[float, float]) -> None:
    os.utime(path, times)


def test_session_moved_under_another_key_is_over(store: SessionStore, folder: Path) -> None:
    [path] = folder.iterdir()
    path.rename(folder / f"{session_id(OTHER)}.session")

    with pytest.raises(SessionEnded):
        store.read(OTHER)


def test_used_session_goes_on(store: SessionStore, clock: Any) -> None:
    for _ in range(4):
        clock.advance(timedelta(seconds=IDLE_SECONDS))

        assert store.read(KEY)["handle"] == "aru"


def test_idle_session_is_deleted(store: SessionStore, folder: Path, clock: Any) -> None:
    clock.advance(timedelta(seconds=IDLE_SECONDS + 1))

    with pytest.raises(SessionEnded):
        store.read(KEY)

    assert list(folder.iterdir()) == []


def test_session_ends_after_eight_hours_however_busy(store: SessionStore, clock: Any) -> None:
    for _ in range(LONGEST_SECONDS // IDLE_SECONDS):
        clock.advance(timedelta(seconds=IDLE_SECONDS))
        store.read(KEY)

    clock.advance(timedelta(seconds=1))

    with pytest.raises(SessionEnded):
        store.read(KEY)


def test_closed_session_is_over_and_closing_twice_changes_nothing(store: SessionStore) -> None:
    store.close(KEY)
    store.close(KEY)

    with pytest.raises(SessionEnded):
        store.read(KEY)


def test_next_session_sweeps_idle_and_half_written_ones(store: SessionStore, folder: Path, clock: Any) -> None:
    [path] = folder.iterdir()
    path.with_suffix(".new").write_bytes(b"")
    _set_times(path.with_suffix(".new"), (0, 0))
    clock.advance(timedelta(seconds=IDLE_SECONDS + 1))

    store.open(OTHER, CONTENT)

    assert [entry.name for entry in folder.iterdir()] == [f"{session_id(OTHER)}.session"]


def test_sweep_leaves_used_sessions(store: SessionStore, clock: Any) -> None:
    clock.advance(timedelta(seconds=IDLE_SECONDS))

    store.sweep()

    assert store.read(KEY)["handle"] == "aru"


def test_session_that_another_worker_swept_does_not_matter(store: SessionStore, folder: Path) -> None:
    (folder / "gone.session").symlink_to(folder / "nowhere")

    store.sweep()

    assert store.read(KEY)["handle"] == "aru"
