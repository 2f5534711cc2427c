"""Keeps for some minutes what a page has to show after a redirect, sealed under the key in the browser's cookie."""

from collections.abc import Mapping
from typing import Any

from crypto.digests import sha256
from crypto.labels import DERIVE_KEPT_FORM
from testimony.people.errors import SessionEnded
from testimony.people.sessions import SessionStore


class NothingKept(Exception):
    """Nothing is kept under this name, or its time is over."""


class Kept:
    """One value a place and browser; it ends with the minutes a session may idle, or sooner by `drop`."""

    # A page that answers a POST would have the browser write what was typed into its session file, so every POST ends
    # in a redirect, and what the next page must show rests here: sealed, in memory-backed files, as sessions are.

    def __init__(self, store: SessionStore) -> None:
        self._store = store

    def put(self, key: bytes, place: str, content: Mapping[str, Any]) -> None:
        """Keep JSON-ready content in a place, instead of what was there."""
        self._store.open(_key(key, place), {"kept": dict(content)})

    def look(self, key: bytes, place: str) -> Mapping[str, Any]:
        """Give what is kept; raises NothingKept."""
        try:
            content: Mapping[str, Any] = self._store.read(_key(key, place))["kept"]
        except SessionEnded as error:
            raise NothingKept("nothing is kept there") from error
        return content

    def drop(self, key: bytes, place: str) -> None:
        """Forget what is kept in a place; forgetting nothing changes nothing."""
        self._store.close(_key(key, place))


def _key(key: bytes, place: str) -> bytes:
    # A key of its own for each place: whoever has the folder can not tell which files are one browser's.
    return sha256(DERIVE_KEPT_FORM, key, place.encode("utf-8"))
