"""Remembers in the intake database which roster version was used last, so that an older file is refused."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from testimony.database.engine import Database
from testimony.exchange.models import RosterSeen
from testimony.roster.errors import RosterRollback


class SeenRosters:
    """The newest roster version this database has worked with."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self) -> tuple[int, str] | None:
        """Give version and digest, or None before the first."""
        with self._database.reading() as session:
            row = session.scalar(select(RosterSeen).order_by(RosterSeen.version.desc()).limit(1))
            return None if row is None else (row.version, row.digest)

    def remember(self, version: int, digest: str) -> None:
        """Keep version and digest; keeping them twice changes nothing. Raises RosterRollback for a second digest."""
        if self._digest_of(version) is None:
            with suppress(IntegrityError), self._database.writing() as session:  # another worker may be faster
                session.add(RosterSeen(version=version, digest=digest))
        if self._digest_of(version) != digest:
            raise RosterRollback("roster: this version was used before with other people or keys")

    def _digest_of(self, version: int) -> str | None:
        with self._database.reading() as session:
            return session.scalar(select(RosterSeen.digest).where(RosterSeen.version == version))
