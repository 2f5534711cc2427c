"""The queue: one page of records, of which only the cards are opened."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from testimony.desk.items import Items
from testimony.desk.keyring import Keyring
from testimony.desk.record import Card, QueuePage, QueueRow
from testimony.people.unlocked import Unlocked
from testimony.record.errors import NoRecord, RecordDamaged
from testimony.record.models import Record

PAGE_SIZE = 25
NEW, READING, CODED, WITHDRAWN, ERASED = "new", "reading", "coded", "withdrawn", "erased"
STATES_LISTED = (NEW, READING, CODED, WITHDRAWN)
# Unread acts first, then new records, then the rest; by week, and by random id so that no finer order shows.
# Each place in this order is a stretch of the index `ix_record_place`: no page sorts all the records there are.
_PLACES = ((True, STATES_LISTED), (False, (NEW,)), (False, tuple(state for state in STATES_LISTED if state != NEW)))


def queue_page(session: Session, unlocked: Unlocked, keyring: Keyring, *, page: int, state: str | None) -> QueuePage:
    """Give one page of 25; only the cards on it are opened."""
    standing = _standing_counts(session)
    counts = {
        name: number
        for name in STATES_LISTED
        if (number := standing.get((True, name), 0) + standing.get((False, name), 0))
    }
    wanted = counts.get(state, 0) if state else sum(counts.values())
    pages = max(1, -(-wanted // PAGE_SIZE))
    page = min(max(1, page), pages)
    rows = _rows_of_page(session, standing, state=state, skip=(page - 1) * PAGE_SIZE)
    return QueuePage(
        rows=tuple(_queue_row(session, row, unlocked, keyring) for row in rows), page=page, pages=pages, counts=counts
    )


def _queue_row(session: Session, row: Record, unlocked: Unlocked, keyring: Keyring) -> QueueRow:
    return QueueRow(
        record_id=row.id,
        iso_week=row.iso_week,
        state=row.state,
        held=row.held,
        unread=row.unread,
        card=None if row.state == NEW else _card(session, row, unlocked, keyring),
    )


def _card(session: Session, row: Record, unlocked: Unlocked, keyring: Keyring) -> Card | None:
    try:
        item = Items(session, row.id, keyring.record(row.id), unlocked).latest("card")
        return None if item is None else Card.from_json(item.content)
    except (NoRecord, RecordDamaged):
        return None  # the list stays usable; opening the record says what is wrong


def _standing_counts(session: Session) -> dict[tuple[bool, str], int]:
    query = select(Record.unread, Record.state, func.count()).group_by(Record.unread, Record.state)
    return {(unread, state): number for unread, state, number in session.execute(query)}


def _rows_of_page(
    session: Session, standing: Mapping[tuple[bool, str], int], *, state: str | None, skip: int
) -> list[Record]:
    rows: list[Record] = []
    for unread, states in _PLACES:
        wanted = [name for name in states if state in {None, name} and standing.get((unread, name))]
        here = sum(standing[unread, name] for name in wanted)
        if skip < here and len(rows) < PAGE_SIZE:
            # One state by equality, or SQLite sorts what stands in order already.
            of_states = Record.state == wanted[0] if len(wanted) == 1 else Record.state.in_(wanted)
            query = select(Record).where(Record.unread.is_(unread), of_states).order_by(Record.iso_week, Record.id)
            rows += session.scalars(query.offset(skip).limit(PAGE_SIZE - len(rows)))
        skip = max(0, skip - here)
    return rows
