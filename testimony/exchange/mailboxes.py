"""Mailboxes, one at a time by lookup id: on PostgreSQL through functions, for intake can't read these tables there."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, LargeBinary, delete, exists, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from testimony.exchange.models import DeliveredReply, Mailbox, MailboxMessage


class MailboxStore:
    """What intake may do with a mailbox, and the two acts of the hand-over; each runs in the caller's transaction."""

    def create(self, session: Session, lookup_id: str, capsule: bytes) -> None:
        """Make a mailbox; one that is there already keeps its capsule."""
        if _through_functions(session):
            session.execute(select(func.create_mailbox(lookup_id, capsule)))
            return
        made = insert_sqlite(Mailbox).values(lookup_id=lookup_id, capsule=capsule)
        session.execute(made.on_conflict_do_nothing())

    def read(self, session: Session, lookup_id: str) -> bytes | None:
        """Return the capsule, None where there is no such mailbox."""
        if _through_functions(session):
            return session.scalar(select(func.read_mailbox(lookup_id, type_=LargeBinary)))
        return session.scalar(select(Mailbox.capsule).where(Mailbox.lookup_id == lookup_id))

    def replace(self, session: Session, lookup_id: str, capsule: bytes) -> bool:
        """Put another capsule into a mailbox; False where there is no such mailbox."""
        if _through_functions(session):
            return bool(session.scalar(select(func.replace_capsule(lookup_id, capsule, type_=Boolean))))
        changed = update(Mailbox).where(Mailbox.lookup_id == lookup_id).values(capsule=capsule)
        return bool(session.scalars(changed.returning(Mailbox.lookup_id)).all())

    def take_messages(self, session: Session, lookup_id: str) -> list[bytes]:
        """Return the sealed messages and delete them: they are gone once this transaction commits."""
        if _through_functions(session):
            return list(session.scalars(select(func.take_messages(lookup_id, type_=LargeBinary))))
        taken = delete(MailboxMessage).where(MailboxMessage.lookup_id == lookup_id)
        return list(session.scalars(taken.returning(MailboxMessage.sealed)))

    def deliver(
        self, session: Session, *, reply_id: str, lookup_id: str, sealed: bytes, expires_on: date, today: date
    ) -> bool:
        """Put a reply into its mailbox; False where it was put in before, has expired, or nobody has the mailbox."""
        if expires_on < today:
            return False  # the note that it was delivered may be swept by now
        if _through_functions(session):
            put_in = func.deliver_reply(reply_id, lookup_id, sealed, expires_on, type_=Boolean)
            return bool(session.scalar(select(put_in)))
        noted = insert_sqlite(DeliveredReply).values(id=reply_id, expires_on=expires_on)
        noted = noted.on_conflict_do_nothing()
        if not session.scalars(noted.returning(DeliveredReply.id)).all():
            return False
        if not session.scalar(select(exists().where(Mailbox.lookup_id == lookup_id))):
            return False
        row = {"id": reply_id, "lookup_id": lookup_id, "sealed": sealed, "expires_on": expires_on}
        session.execute(insert(MailboxMessage).values(row))
        return True

    def sweep(self, session: Session, today: date) -> None:
        """Delete the messages whose last day has passed, and the notes that they were delivered."""
        if _through_functions(session):
            session.execute(select(func.sweep_mailboxes(today)))
            return
        for table in (MailboxMessage, DeliveredReply):
            session.execute(delete(table).where(table.expires_on < today))


def _through_functions(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
