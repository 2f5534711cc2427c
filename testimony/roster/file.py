"""The roster as a file that intake reads and cannot write: verified against the pin, never older than before."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from testimony.roster.chain import load_chain, verify_chain
from testimony.roster.document import Roster
from testimony.roster.errors import RosterRefused, RosterRollback

MAX_FILE_BYTES = 16 * 1024 * 1024


class SeenVersions(Protocol):
    """Remembers the newest version ever used, outside this process."""

    def newest(self) -> tuple[int, str] | None:
        """Give version and digest, or None before the first."""

    def remember(self, version: int, digest: str) -> None:
        """Keep version and digest; raises RosterRollback where that version has another digest."""


@dataclass(frozen=True, kw_only=True)
class _Cached:
    stamp: tuple[int, int, int]
    roster: Roster


class RosterFile:
    """Gives the current roster, verifying the file again whenever it changes."""

    def __init__(self, path: Path, *, pin: str, seen: SeenVersions) -> None:
        self._path = path
        self._pin = pin
        self._seen = seen
        self._lock = threading.Lock()
        self._cached: _Cached | None = None

    def current(self) -> Roster:
        """Give the verified roster; raises RosterRefused, RosterRollback."""
        with self._lock:
            stamp = self._stamp()
            if self._cached is None or self._cached.stamp != stamp:
                self._cached = _Cached(stamp=stamp, roster=self._verified())
            return self._cached.roster

    def _stamp(self) -> tuple[int, int, int]:
        try:
            status = self._path.stat()
        except OSError as error:
            raise RosterRefused("roster file: can't be read") from error
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _verified(self) -> Roster:
        blob = read_bounded(self._path)
        roster = verify_chain(load_chain(blob), pin=self._pin)
        newest = self._seen.newest()
        if newest is not None and roster.version < newest[0]:
            # A signed but older roster would bring back the keys of somebody who has left.
            raise RosterRollback("roster file: older than the one already used")
        self._seen.remember(roster.version, roster.digest)
        return roster


def read_bounded(path: Path) -> bytes:
    """Read a roster file of bounded size; raises RosterRefused."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RosterRefused("roster file: too large")
        return path.read_bytes()
    except OSError as error:
        raise RosterRefused("roster file: can't be read") from error


def write_chain(path: Path, chain: bytes) -> None:
    """Put a roster file in place at once, so that no reader sees half of it."""
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(chain)
        file.flush()
        os.fsync(file.fileno())  # or a power cut could leave the new name with nothing under it
    beside.chmod(0o644)
    beside.replace(path)


def read_pin(path: Path) -> str:
    """Read the pin: the digest of the first version, 64 hex digits, copied from paper; raises RosterRefused."""
    try:
        pin = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise RosterRefused("roster pin: can't be read") from error
    if len(pin) != 64 or any(letter not in "0123456789abcdef" for letter in pin):
        raise RosterRefused("roster pin: not 64 hex digits")
    return pin
