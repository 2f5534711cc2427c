"""Bounds how many at once may use what is costly, so that a flood costs waiting and never memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class BoundedPlaces:
    """So many at a time; who waits longer than `patience_seconds` gets `busy`, an error of each package's own."""

    busy: type[Exception]

    def __init__(self, *, places: int, patience_seconds: float) -> None:
        self._places = threading.BoundedSemaphore(places)
        self._patience_seconds = patience_seconds

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place; raises `busy`."""
        if not self._places.acquire(timeout=self._patience_seconds):
            raise self.busy("all places are taken")
        try:
            yield
        finally:
            self._places.release()
