"""The ledger as a page shows it: its size, its head for paper, its last entries, and a verification."""

from dataclasses import dataclass

from sqlalchemy import select

from testimony.database.engine import Database
from testimony.ledger.head import Head
from testimony.ledger.ledger import head
from testimony.ledger.models import LedgerEntry
from testimony.ledger.verification import Keys, Verified, verify

LAST_ENTRIES = 50


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry without its sealed detail."""

    sequence: int
    iso_week: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class LedgerPage:
    """What stands on the ledger, newest first, and the head that covers it."""

    head: Head
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Book:
    """Reads the ledger; it can write nothing."""

    database: Database

    def page(self) -> LedgerPage:
        """Give head and last entries; raises LedgerBroken where they don't fit each other."""
        with self.database.reading() as session:
            entry = LedgerEntry
            rows = session.execute(
                select(entry.sequence, entry.iso_week, entry.kind).order_by(entry.sequence.desc()).limit(LAST_ENTRIES)
            )
            lines = tuple(Line(sequence=number, iso_week=week, kind=kind) for number, week, kind in rows)
            return LedgerPage(head=head(session), lines=lines)

    def verify(self, outside: Head | None, *, keys: Keys) -> Verified:
        """Read every entry once, and hold the ledger against a head from outside; raises LedgerBroken."""
        with self.database.reading() as session:
            return verify(session, keys=keys, outside=outside)
