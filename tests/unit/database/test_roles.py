"""Each PostgreSQL role can do its work and is refused everything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.exc import ProgrammingError

from crypto.seeds import Seed, public_key, signing_key
from testimony.database.engine import Database
from testimony.database.migrate import check_head
from testimony.database.roles import HANDOVER_INTAKE, INTAKE, REVIEW, grant_roles, statements
from testimony.exchange.mailboxes import MailboxStore
from testimony.exchange.models import Mailbox, MailboxMessage, OutboxItem, RosterSeen
from testimony.giving.models import DraftRow
from testimony.ledger.ledger import append, cosign
from testimony.ledger.verification import verify
from testimony.record.models import Record, RecordKey

pytestmark = pytest.mark.postgresql

STORE = MailboxStore()
LOOKUP = "a" * 32
REFUSED = r"permission denied|must be owner"
ITEM = {
    "id": "1" * 32,
    "kind": "testimony",
    "record_id": "2" * 32,
    "iso_week": "2022-W01",
    "digest": "3" * 64,
    "payload": b"sealed",
}

AsRole = Callable[[str], Database]


@pytest.fixture
def as_role(open_postgresql: Callable[..., Database], request: pytest.FixtureRequest) -> AsRole:
    """Give `as_role(role)`: the same filled database through the eyes of each role."""
    branch = getattr(request, "param", "intake")
    database = open_postgresql(branch)
    grant_roles(database, branch)  # a template hands on the rights inside a database, not those on it
    name = database.engine.url.database
    if branch == "intake":
        with open_postgresql(branch, name=name).writing() as session:
            session.execute(insert(OutboxItem).values(ITEM))
            session.execute(insert(Mailbox).values(lookup_id=LOOKUP, capsule=b"capsule"))
            row = {"id": "4" * 32, "lookup_id": LOOKUP, "sealed": b"reply", "expires_on": date(2022, 2, 1)}
            session.execute(insert(MailboxMessage).values(row))
    return lambda role: open_postgresql(branch, user=role, name=name)


review = pytest.mark.parametrize("as_role", ["review"], indirect=True)


def test_intake_puts_an_item_into_the_outbox(as_role: AsRole) -> None:
    with as_role(INTAKE).writing() as session:
        session.add(OutboxItem(**{**ITEM, "id": "9" * 32}))

    with as_role("postgres").reading() as session:
        assert session.get_one(OutboxItem, "9" * 32).payload == b"sealed"


def test_intake_can_post_the_same_item_twice(as_role: AsRole) -> None:
    with as_role(INTAKE).writing() as session:
        session.execute(insert_postgresql(OutboxItem).values(ITEM).on_conflict_do_nothing())

    with as_role("postgres").reading() as session:
        assert len(session.scalars(select(OutboxItem.id)).all()) == 1


def test_intake_keeps_and_deletes_drafts(as_role: AsRole) -> None:
    database = as_role(INTAKE)
    with database.writing() as session:
        session.add(DraftRow(id="d", sealed=b"one", expires=1))
    with database.writing() as session:
        session.get_one(DraftRow, "d").sealed = b"two"
    with database.writing() as session:
        draft = session.get_one(DraftRow, "d")
        assert draft.sealed == b"two"
        session.delete(draft)


def test_intake_notes_the_roster_it_has_seen(as_role: AsRole) -> None:
    database = as_role(INTAKE)
    with database.writing() as session:
        session.add(RosterSeen(version=1, digest="0" * 64))

    with database.reading() as session:
        assert session.scalar(select(RosterSeen.version)) == 1


def test_intake_uses_one_mailbox_at_a_time(as_role: AsRole) -> None:
    with as_role(INTAKE).writing() as session:
        STORE.create(session, "b" * 32, b"new")
        assert STORE.read(session, "b" * 32) == b"new"
        assert STORE.replace(session, LOOKUP, b"changed")
        assert STORE.take_messages(session, LOOKUP) == [b"reply"]

    with as_role("postgres").reading() as session:
        assert session.get_one(Mailbox, LOOKUP).capsule == b"changed"
        assert session.scalars(select(MailboxMessage)).all() == []


@pytest.mark.parametrize("role", [INTAKE, HANDOVER_INTAKE])
def test_role_can_check_the_schema(as_role: AsRole, role: str) -> None:
    check_head(as_role(role), "intake")


FORBIDDEN = {
    INTAKE: [
        "SELECT * FROM mailbox",
        "SELECT count(*) FROM mailbox",
        "SELECT lookup_id FROM mailbox",
        "INSERT INTO mailbox VALUES ('x', 'y')",
        "UPDATE mailbox SET capsule = ''",
        "DELETE FROM mailbox",
        "SELECT * FROM mailbox_message",
        "DELETE FROM mailbox_message",
        "INSERT INTO mailbox_message VALUES ('x', 'y', 'z', '2022-01-01')",
        "SELECT * FROM outbox_item",
        "SELECT id FROM outbox_item",
        "DELETE FROM outbox_item",
        "UPDATE outbox_item SET payload = ''",
        "TRUNCATE outbox_item",
        "INSERT INTO outbox_item SELECT * FROM outbox_item ON CONFLICT (id) DO UPDATE SET payload = ''",
        "COPY outbox_item TO STDOUT",
        "DELETE FROM roster_seen",
        "UPDATE roster_seen SET version = 0",
        "SELECT * FROM delivered_reply",
        "SELECT deliver_reply('x', 'y', 'z', '2022-01-01')",
        "SELECT sweep_mailboxes('2099-01-01')",
        "UPDATE alembic_version SET version_num = ''",
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "ALTER TABLE draft ADD COLUMN note text",
        "DROP FUNCTION take_messages(text)",
        "SET ROLE aigaq_handover_intake",
    ],
    HANDOVER_INTAKE: [
        "SELECT * FROM mailbox",
        "SELECT * FROM mailbox_message",
        "DELETE FROM mailbox_message",
        "SELECT * FROM draft",
        "DELETE FROM draft",
        "INSERT INTO outbox_item SELECT * FROM outbox_item",
        "UPDATE outbox_item SET payload = ''",
        "TRUNCATE outbox_item",
        "SELECT read_mailbox('x')",
        "SELECT take_messages('x')",
        "SELECT replace_capsule('x', 'y')",
        "SELECT create_mailbox('x', 'y')",
        "CREATE TABLE mine (id int)",
        "SET ROLE aigaq_intake",
    ],
}


@pytest.mark.parametrize(
    ("role", "statement"), [(role, statement) for role, listed in FORBIDDEN.items() for statement in listed]
)
def test_role_is_refused(as_role: AsRole, role: str, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=REFUSED), as_role(role).writing() as session:
        session.execute(text(statement))


def test_handover_takes_items_and_acknowledges_them(as_role: AsRole) -> None:
    with as_role(HANDOVER_INTAKE).writing() as session:
        item = session.scalars(select(OutboxItem)).one()
        session.delete(item)

    with as_role("postgres").reading() as session:
        assert session.scalars(select(OutboxItem)).all() == []


def test_handover_puts_replies_into_mailboxes(as_role: AsRole) -> None:
    reply = {"reply_id": "5" * 32, "lookup_id": LOOKUP, "sealed": b"more", "expires_on": date(2022, 2, 1)}
    with as_role(HANDOVER_INTAKE).writing() as session:
        assert STORE.deliver(session, **reply, today=date(2022, 1, 5))

    with as_role(INTAKE).writing() as session:
        assert sorted(STORE.take_messages(session, LOOKUP)) == [b"more", b"reply"]


def test_handover_sweeps(as_role: AsRole) -> None:
    with as_role(HANDOVER_INTAKE).writing() as session:
        STORE.sweep(session, date(2022, 2, 2))

    with as_role(INTAKE).writing() as session:
        assert STORE.take_messages(session, LOOKUP) == []


def test_temporary_table_cannot_stand_in_for_a_table_of_ours(as_role: AsRole) -> None:
    with as_role("postgres").writing() as session:
        session.execute(text("CREATE TEMPORARY TABLE mailbox (lookup_id text, capsule bytea)"))
        session.execute(text("INSERT INTO pg_temp.mailbox VALUES (:lookup, 'false')"), {"lookup": LOOKUP})

        assert STORE.read(session, LOOKUP) == b"capsule"


@review
def test_review_does_its_work(as_role: AsRole) -> None:
    with as_role(REVIEW).writing() as session:
        session.add(Record(id="r", iso_week="2022-W01", state="new", held=False, unread=False, digest="x"))
        session.add(RecordKey(record_id="r", sealed=b"s"))
    with as_role(REVIEW).writing() as session:
        session.get_one(Record, "r").state = "reading"
        session.delete(session.get_one(RecordKey, "r"))

    check_head(as_role(REVIEW), "review")


@review
def test_review_writes_signs_and_verifies_the_ledger(as_role: AsRole) -> None:
    key = signing_key(Seed(b"a" * 32))
    with as_role(REVIEW).writing() as session:
        for _ in range(3):
            append(session, kind="x", detail={}, week="2022-W01", team_key=public_key(Seed(b"t" * 32)))
        cosign(session, handle="aruzhan", key=key)

    with as_role(REVIEW).reading() as session:
        assert verify(session, keys={"aruzhan": key.public}.__getitem__, outside=None).size == 3


@review
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET kind = ''",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        "UPDATE ledger_head SET root = ''",
        "DELETE FROM ledger_head",
        "TRUNCATE ledger_head",
        "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
        "DROP TABLE ledger_entry",
        "UPDATE alembic_version SET version_num = ''",
        "CREATE TABLE mine (id int)",
        "SET session_replication_role = replica",
    ],
)
def test_review_is_refused(as_role: AsRole, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=REFUSED), as_role(REVIEW).writing() as session:
        session.execute(text(statement))


@pytest.mark.parametrize("branch", ["intake", "review"])
def test_granting_again_is_harmless(open_postgresql: Callable[..., Database], branch: str) -> None:
    database = open_postgresql(branch)

    grant_roles(database, branch)

    role = INTAKE if branch == "intake" else REVIEW
    check_head(open_postgresql(branch, user=role, name=database.engine.url.database), branch)


def test_stranger_may_not_connect(as_role: AsRole) -> None:
    intake_name = as_role("postgres").engine.url.database

    with as_role("postgres").reading() as session:
        may = session.scalar(
            text("SELECT has_database_privilege('aigaq_review', :name, 'CONNECT')"), {"name": intake_name}
        )
    assert may is False


def test_granting_on_sqlite_does_nothing(embedded_intake_database: Database) -> None:
    grant_roles(embedded_intake_database, "intake")

    check_head(embedded_intake_database, "intake")


def test_statements_hold_no_password() -> None:
    assert not any("PASSWORD" in statement for statement in statements("intake") + statements("review"))
