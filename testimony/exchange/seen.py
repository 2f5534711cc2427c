"""Remembers in the intake database which roster version was used last, so that an older file is refused."""

from __future__ import annotations

from sqlalchemy import select

from testimony.database.engine import Database
from testimony.exchange.models import RosterSeen


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
        """Keep version and digest; keeping them twice changes nothing."""
        if self.newest() == (version, digest):
            return
        with self._database.writing() as session:
            session.add(RosterSeen(version=version, digest=digest))
