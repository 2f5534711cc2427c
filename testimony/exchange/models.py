"""Tables of the exchange: the outbox and mailboxes in intake, replies waiting in review."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from testimony.database.base import UNORDERED, Digest, Id, IntakeBase, ReviewBase, Sealed, Week


class OutboxItem(IntakeBase):
    """A sealed packet waiting for the hand-over; rows have no order and no time finer than a week."""

    __tablename__ = "outbox_item"
    __table_args__ = (CheckConstraint("kind IN ('testimony', 'act')", name="kind"), UNORDERED)

    id: Mapped[Id] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[Id]
    iso_week: Mapped[Week]
    digest: Mapped[Digest]
    payload: Mapped[Sealed]


class Mailbox(IntakeBase):
    """A mailbox, found by a number only its code yields; `capsule` is sealed to the source's own key."""

    __tablename__ = "mailbox"
    __table_args__ = UNORDERED

    lookup_id: Mapped[Id] = mapped_column(primary_key=True)
    capsule: Mapped[Sealed]


class MailboxMessage(IntakeBase):
    """A reply sealed to the source; gone once read or on `expires_on`."""

    __tablename__ = "mailbox_message"
    __table_args__ = UNORDERED

    id: Mapped[Id] = mapped_column(primary_key=True)
    lookup_id: Mapped[Id] = mapped_column(ForeignKey("mailbox.lookup_id", ondelete="CASCADE"), index=True)
    sealed: Mapped[Sealed]
    expires_on: Mapped[date] = mapped_column(Date)


class DeliveredReply(IntakeBase):
    """The id of a reply that was already put in, so that a replayed bundle brings nothing back."""

    __tablename__ = "delivered_reply"
    __table_args__ = UNORDERED

    id: Mapped[Id] = mapped_column(primary_key=True)
    expires_on: Mapped[date] = mapped_column(Date)


class RosterSeen(IntakeBase):
    """The newest roster version this database has worked with: an older file is refused."""

    __tablename__ = "roster_seen"

    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    digest: Mapped[Digest]


class PendingReply(ReviewBase):
    """A message to a source waiting for the hand-over; it carries no link to a record."""

    __tablename__ = "pending_reply"
    __table_args__ = UNORDERED

    id: Mapped[Id] = mapped_column(primary_key=True)
    lookup_id: Mapped[Id]
    sealed: Mapped[Sealed]


class TakenAct(ReviewBase):
    """The id of an act that was taken in, so that a replayed one changes nothing."""

    __tablename__ = "taken_act"
    __table_args__ = UNORDERED

    id: Mapped[Id] = mapped_column(primary_key=True)
    digest: Mapped[Digest]
