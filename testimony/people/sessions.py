"""Keeps sessions sealed under the key in each person's cookie, in files that live in memory."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from crypto.errors import CryptoError
from crypto.sessions import open_session, seal_session, session_id
from testimony.people.errors import SessionEnded
from testimony.record.plain import decode, encode

IDLE_SECONDS = 15 * 60
LONGEST_SECONDS = 8 * 3600
_PURPOSE = b"review-session"


class SessionStore:
    """One sealed file a session; its time of change is when it was last used."""

    def __init__(self, folder: Path, *, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._now = now
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def open(self, key: bytes, content: Mapping[str, Any]) -> None:
        """Begin a session under a fresh cookie key."""
        self.sweep()
        self._write(key, {**content, "began": int(self._now())})

    def read(self, key: bytes) -> Mapping[str, Any]:
        """Give a session's content and count it as used; raises SessionEnded."""
        path, now = self._path(key), self._now()
        try:
            idle = now - path.stat().st_mtime
            content = decode(open_session(key, path.read_bytes(), purpose=_PURPOSE, context=path.stem.encode("ascii")))
            if idle > IDLE_SECONDS or now - content["began"] > LONGEST_SECONDS:
                path.unlink(missing_ok=True)
                raise SessionEnded("the session has timed out")
            os.utime(path, (now, now))
        except (OSError, CryptoError) as error:
            raise SessionEnded("no session under this cookie") from error
        return content

    def close(self, key: bytes) -> None:
        """End a session; ending it twice changes nothing."""
        self._path(key).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete sessions nobody has used for as long as a session may idle."""
        for path in self._folder.glob("*.*"):  # also what a process that was killed left half written
            try:
                if self._now() - path.stat().st_mtime > IDLE_SECONDS:
                    path.unlink()
            except FileNotFoundError:
                continue  # another worker was faster

    def _path(self, key: bytes) -> Path:
        return self._folder / f"{session_id(key)}.session"

    def _write(self, key: bytes, content: Mapping[str, Any]) -> None:
        path = self._path(key)
        sealed = seal_session(key, encode(content), purpose=_PURPOSE, context=path.stem.encode("ascii"))
        beside = path.with_suffix(".new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(sealed)
        now = self._now()
        os.utime(beside, (now, now))
        beside.replace(path)
