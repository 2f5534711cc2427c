"""Destroys what has reached its day: withdrawn testimonies, expired requests for identities, drafts and messages.

Keys go first, in a transaction of their own: a power cut leaves texts that nobody can open, and the next sweep
finds them again. A database that keeps old row versions (PostgreSQL) holds deleted bytes until its own vacuum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from testimony.custody.models import CustodyRequest
from testimony.database.clock import Clock, iso_week
from testimony.database.engine import Database
from testimony.database.errors import StorageUnavailable
from testimony.exchange.mailboxes import MailboxStore
from testimony.giving.models import DraftRow
from testimony.ledger.ledger import append
from testimony.record.models import Record, RecordItem, RecordKey, Share
from testimony.roster.store import RosterStore

_BY = "retention"


@dataclass(frozen=True, kw_only=True)
class Swept:
    """What one sweep did, in numbers; `waiting` records are due and have an act of their source that nobody opened.

    Where `emptied` is False a reader held SQLite's log, and deleted bytes stand in it until the next sweep.
    """

    erased: int
    waiting: int
    requests: int
    emptied: bool


def sweep(review: Database, rosters: RosterStore, clock: Clock) -> Swept:
    """Erase withdrawn records after their day, and expired requests; raises RosterRefused, LedgerBroken."""
    today = clock().date()
    with review.writing() as session:
        due = list(session.scalars(_due(today).where(~Record.unread)))
        # That act may be the one that cancels; it is sealed, so only a reviewer who opens the record can tell.
        waiting = session.scalar(select(func.count()).select_from(_due(today).where(Record.unread).subquery())) or 0
        _destroy_keys(session, due)
        expired = delete(CustodyRequest).where(CustodyRequest.expires <= clock()).returning(CustodyRequest.id)
        requests = len(session.scalars(expired).all())
    with review.writing() as session:
        team_key = rosters.current(session).team_key
        for record_id in due:
            _bury(session, record_id)
            detail = {"by": _BY, "record": record_id}
            append(session, kind="erased", detail=detail, week=iso_week(clock()), team_key=team_key)
    return Swept(erased=len(due), waiting=waiting, requests=requests, emptied=_emptied(review))


def sweep_intake(intake: Database, mailboxes: MailboxStore, clock: Clock) -> bool:
    """Delete drafts and messages whose time is over; False where deleted bytes still stand in SQLite's log."""
    with intake.writing() as session:
        mailboxes.sweep(session, clock().date())
        if intake.is_sqlite:  # on PostgreSQL the hand-over has no right to drafts, and intake sweeps them as it saves
            session.execute(delete(DraftRow).where(DraftRow.expires <= clock().timestamp()))
    return _emptied(intake)


def _due(today: date) -> Select[str]:
    # The day itself still belongs to the source, who may cancel.
    return select(Record.id).where(Record.state == "withdrawn", Record.destroy_on < today).order_by(Record.id)


def _destroy_keys(session: Session, record_ids: Sequence[str]) -> None:
    for table in (RecordKey, Share, CustodyRequest):  # a request carries shares, and its answers carry them re-sealed
        session.execute(delete(table).where(table.record_id.in_(record_ids)))


def _bury(session: Session, record_id: str) -> None:
    """Leave a tombstone: id and digest, so that the same packet is not taken in a second time."""
    session.execute(delete(RecordItem).where(RecordItem.record_id == record_id))
    record = session.get_one(Record, record_id)
    record.state, record.destroy_on, record.held = "erased", None, True


def _emptied(database: Database) -> bool:
    try:
        database.truncate_log()
    except StorageUnavailable:
        return False
    return True
