"""Mailboxes behave alike on both databases: one at a time, read once, never twice the same reply."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from testimony.database.engine import Database
from testimony.exchange.mailboxes import MailboxStore
from testimony.exchange.models import DeliveredReply, MailboxMessage

MINE, OTHER = "a" * 32, "b" * 32
TODAY, LAST_DAY = date(2022, 1, 5), date(2022, 2, 4)


@pytest.fixture
def store() -> MailboxStore:
    """Give the store."""
    return MailboxStore()


@pytest.fixture
def mailbox(store: MailboxStore, intake_database: Database) -> Database:
    """Give a database with one mailbox, MINE."""
    with intake_database.writing() as session:
        store.create(session, MINE, b"capsule")
    return intake_database


def deliver(database: Database, store: MailboxStore, reply_id: str = "1" * 32, **changes: object) -> bool:
    """Deliver a reply to MINE."""
    values = {"lookup_id": MINE, "sealed": b"reply", "expires_on": LAST_DAY, "today": TODAY, **changes}
    with database.writing() as session:
        return store.deliver(session, reply_id=reply_id, **values)


def take(database: Database, store: MailboxStore, lookup_id: str = MINE) -> list[bytes]:
    """Take what lies in a mailbox."""
    with database.writing() as session:
        return store.take_messages(session, lookup_id)


def test_capsule_reads_back(store: MailboxStore, mailbox: Database) -> None:
    with mailbox.reading() as session:
        assert store.read(session, MINE) == b"capsule"


def test_unknown_mailbox_reads_as_none(store: MailboxStore, mailbox: Database) -> None:
    with mailbox.reading() as session:
        assert store.read(session, OTHER) is None


def test_second_creation_keeps_the_first_capsule(store: MailboxStore, mailbox: Database) -> None:
    with mailbox.writing() as session:
        store.create(session, MINE, b"other")

    with mailbox.reading() as session:
        assert store.read(session, MINE) == b"capsule"


def test_capsule_can_be_replaced(store: MailboxStore, mailbox: Database) -> None:
    with mailbox.writing() as session:
        assert store.replace(session, MINE, b"newer") is True

    with mailbox.reading() as session:
        assert store.read(session, MINE) == b"newer"


def test_unknown_mailbox_is_not_made_by_replacing(store: MailboxStore, mailbox: Database) -> None:
    with mailbox.writing() as session:
        assert store.replace(session, OTHER, b"newer") is False

    with mailbox.reading() as session:
        assert store.read(session, OTHER) is None


def test_messages_are_taken_once(store: MailboxStore, mailbox: Database) -> None:
    deliver(mailbox, store, "1" * 32, sealed=b"one")
    deliver(mailbox, store, "2" * 32, sealed=b"two")

    assert sorted(take(mailbox, store)) == [b"one", b"two"]
    assert take(mailbox, store) == []


def test_messages_stay_when_the_page_could_not_be_made(store: MailboxStore, mailbox: Database) -> None:
    deliver(mailbox, store)
    with mailbox.writing() as session:
        store.take_messages(session, MINE)
        session.rollback()

    assert take(mailbox, store) == [b"reply"]


def test_messages_of_others_stay(store: MailboxStore, mailbox: Database) -> None:
    deliver(mailbox, store)

    assert take(mailbox, store, OTHER) == []
    assert take(mailbox, store) == [b"reply"]


def test_reply_is_delivered_once(store: MailboxStore, mailbox: Database) -> None:
    assert deliver(mailbox, store) is True
    assert deliver(mailbox, store) is False

    assert take(mailbox, store) == [b"reply"]


def test_replayed_reply_stays_away_after_reading(store: MailboxStore, mailbox: Database) -> None:
    deliver(mailbox, store)
    take(mailbox, store)

    assert deliver(mailbox, store) is False
    assert take(mailbox, store) == []


def test_reply_to_nobody_is_not_delivered(store: MailboxStore, mailbox: Database) -> None:
    assert deliver(mailbox, store, lookup_id=OTHER) is False

    assert count(mailbox, MailboxMessage) == 0


def test_expired_reply_is_not_delivered(store: MailboxStore, mailbox: Database) -> None:
    assert deliver(mailbox, store, today=date(2022, 2, 5)) is False

    assert count(mailbox, DeliveredReply) == 0


def test_sweep_takes_what_has_expired(store: MailboxStore, mailbox: Database) -> None:
    deliver(mailbox, store)

    with mailbox.writing() as session:
        store.sweep(session, date(2022, 2, 5))

    assert (count(mailbox, MailboxMessage), count(mailbox, DeliveredReply)) == (0, 0)


def test_sweep_leaves_a_message_on_its_last_day(store: MailboxStore, mailbox: Database) -> None:
    deliver(mailbox, store)

    with mailbox.writing() as session:
        store.sweep(session, LAST_DAY)

    assert (count(mailbox, MailboxMessage), count(mailbox, DeliveredReply)) == (1, 1)


def count(database: Database, table: type[MailboxMessage] | type[DeliveredReply]) -> int | None:
    """Count a table's rows."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))
