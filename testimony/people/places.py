"""Bounds how many passphrases are checked at once: each check takes 256 MiB."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from testimony.people.errors import Busy


class Places:
    """So many at a time; who waits longer than `patience_seconds` is told Busy."""

    def __init__(self, *, places: int, patience_seconds: float) -> None:
        self._places = threading.BoundedSemaphore(places)
        self._patience_seconds = patience_seconds

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place; raises Busy."""
        if not self._places.acquire(timeout=self._patience_seconds):
            raise Busy("all places are taken")
        try:
            yield
        finally:
            self._places.release()
