"""Entries are appended, sealed and hashed; heads are signed; both databases refuse every other change."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from crypto import labels, signatures
from crypto.envelopes import Context, seal_envelope
from crypto.errors import Damaged, NotForThisKey, WrongContext
from crypto.merkle import root
from crypto.seeds import Seed
from crypto.signatures import SigningKey
from testimony.database.engine import Database
from testimony.ledger.errors import LedgerBroken
from testimony.ledger.head import Head
from testimony.ledger.ledger import append, cosign, head, leaf_of, read_detail, rebuild_edge
from testimony.ledger.models import LedgerEntry, LedgerHead, LedgerRange

Write = Callable[..., list[int]]
EMPTY_ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # SHA-256 of nothing, RFC 6962


def test_sequence_counts_from_one(review_database: Database, write: Write) -> None:
    assert write(review_database, 3) == [1, 2, 3]


def test_sequence_goes_on_in_the_next_transaction(review_database: Database, write: Write) -> None:
    write(review_database, 2)

    assert write(review_database, 1) == [3]


def test_detail_opens_with_the_team_seed(embedded_review_database: Database, team_seed: Seed, write: Write) -> None:
    write(embedded_review_database, 2)

    with embedded_review_database.reading() as session:
        entry = session.get_one(LedgerEntry, 2)
    assert read_detail(entry, team_seed) == {"n": 1}


def test_detail_stays_shut_for_another_seed(embedded_review_database: Database, write: Write) -> None:
    write(embedded_review_database)

    with embedded_review_database.reading() as session:
        entry = session.get_one(LedgerEntry, 1)
    with pytest.raises(NotForThisKey):
        read_detail(entry, Seed.generate())


def test_detail_of_another_entry_is_refused(embedded_review_database: Database, team_seed: Seed, write: Write) -> None:
    write(embedded_review_database, 2)
    with embedded_review_database.reading() as session:
        first, second = session.scalars(select(LedgerEntry).order_by(LedgerEntry.sequence))

    first.detail = second.detail

    with pytest.raises(WrongContext):
        read_detail(first, team_seed)


def test_detail_that_is_no_object_is_refused(
    embedded_review_database: Database, team_seed: Seed, team_key: bytes, write: Write
) -> None:
    write(embedded_review_database)
    with embedded_review_database.reading() as session:
        entry = session.get_one(LedgerEntry, 1)

    entry.detail = seal_envelope(b"[]", Context(record_id=(1).to_bytes(16, "big"), kind="ledger"), [team_key])

    with pytest.raises(Damaged):
        read_detail(entry, team_seed)


def test_head_is_the_rfc_6962_root_over_the_entries(review_database: Database, write: Write) -> None:
    write(review_database, 7)

    with review_database.reading() as session:
        entries = list(session.scalars(select(LedgerEntry).order_by(LedgerEntry.sequence)))
        present = head(session)
    leaves = [leaf_of(sequence=e.sequence, week=e.iso_week, kind=e.kind, detail_hash=e.detail_hash) for e in entries]
    assert present == Head(size=7, root=root(leaves).hex())


def test_empty_ledger_has_the_root_of_nothing(review_database: Database) -> None:
    with review_database.reading() as session:
        assert head(session) == Head(size=0, root=EMPTY_ROOT)


def test_rolled_back_entry_leaves_no_trace(review_database: Database, team_key: bytes) -> None:
    with review_database.writing() as session:
        append(session, kind="record.read", detail={}, week="2022-W01", team_key=team_key)
        session.rollback()

    with review_database.reading() as session:
        assert head(session).size == 0


def test_writers_at_once_make_one_unbroken_sequence(review_database: Database, write: Write) -> None:
    numbers: list[int] = []
    threads = [
        threading.Thread(target=lambda: [numbers.extend(write(review_database)) for _ in range(5)]) for _ in range(4)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == list(range(1, 21))


def test_append_refuses_hashes_that_lag_behind(embedded_review_database: Database, write: Write) -> None:
    write(embedded_review_database, 2)
    with embedded_review_database.writing() as session:
        session.execute(text("DELETE FROM ledger_range"))

    with pytest.raises(LedgerBroken, match="ends with entry 2 and its kept hashes with 0"):
        write(embedded_review_database)


def test_append_refuses_unreadable_hashes(embedded_review_database: Database, write: Write) -> None:
    write(embedded_review_database, 2)
    with embedded_review_database.writing() as session:
        session.get_one(LedgerRange, 1).compact = b"\0"

    with pytest.raises(LedgerBroken, match="unreadable"):
        write(embedded_review_database)


def test_rebuilt_hashes_give_the_same_head(review_database: Database, write: Write) -> None:
    write(review_database, 5)
    with review_database.writing() as session:
        before = head(session)
        session.execute(text("DELETE FROM ledger_range"))

    with review_database.writing() as session:
        rebuilt = rebuild_edge(session)

    assert rebuilt == before
    assert write(review_database) == [6]


def test_cosigned_head_verifies(review_database: Database, signer: SigningKey, write: Write) -> None:
    write(review_database, 2)

    with review_database.writing() as session:
        signed = cosign(session, handle="aruzhan", key=signer)
        row = session.get_one(LedgerHead, (2, "aruzhan"))

    signatures.verify(signer.public, labels.SIGN_LEDGER_HEAD, signed.message("aruzhan"), row.signature)


def test_the_same_head_is_signed_once_per_person(review_database: Database, signer: SigningKey, write: Write) -> None:
    write(review_database)

    with review_database.writing() as session:
        for handle in ("aruzhan", "aruzhan", "berik"):
            cosign(session, handle=handle, key=signer)

    with review_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LedgerHead)) == 2


def test_cosign_refuses_a_second_root_for_one_size(
    review_database: Database, signer: SigningKey, write: Write, tampering: Callable[[Database], object]
) -> None:
    write(review_database)
    with review_database.writing() as session:
        cosign(session, handle="aruzhan", key=signer)
    with tampering(review_database) as session:
        session.get_one(LedgerHead, (1, "aruzhan")).root = "0" * 64

    with pytest.raises(LedgerBroken, match="another root"), review_database.writing() as session:
        cosign(session, handle="aruzhan", key=signer)


ENTRY = "(sequence, iso_week, kind, detail, detail_hash, leaf) VALUES ({}, '2022-W01', 'x', '', '', '')"
EVERYWHERE = {
    "update of an entry": "UPDATE ledger_entry SET kind = 'x' WHERE sequence = 1",
    "deletion of an entry": "DELETE FROM ledger_entry WHERE sequence = 2",
    "entry that leaves a gap": f"INSERT INTO ledger_entry {ENTRY.format(9)}",
    "entry with a used number": f"INSERT INTO ledger_entry {ENTRY.format(1)}",
    "entry with a number below one": f"INSERT INTO ledger_entry {ENTRY.format(0)}",
    "upsert of an entry": f"INSERT INTO ledger_entry {ENTRY.format(1)} ON CONFLICT (sequence) DO UPDATE SET kind = 'x'",
    "update of a head": "UPDATE ledger_head SET root = ''",
    "deletion of a head": "DELETE FROM ledger_head",
    "second head": "INSERT INTO ledger_head (size, handle, root, signature) VALUES (2, 'aruzhan', '', '')",
}
SQLITE_ONLY = {
    "replacement of an entry": f"INSERT OR REPLACE INTO ledger_entry {ENTRY.format(1)}",
    "replacement of the last entry": f"REPLACE INTO ledger_entry {ENTRY.format(2)}",
    "update or replace": "UPDATE OR REPLACE ledger_entry SET sequence = 1 WHERE sequence = 2",
    "replacement of a head": "REPLACE INTO ledger_head (size, handle, root, signature) VALUES (2, 'aruzhan', '', '')",
}
POSTGRESQL_ONLY = {
    "truncation of the entries": "TRUNCATE ledger_entry",
    "truncation of the heads": "TRUNCATE ledger_head CASCADE",
    "update that matches nothing": "UPDATE ledger_entry SET kind = 'x' WHERE false",
}


@pytest.mark.parametrize("statement", EVERYWHERE.values(), ids=EVERYWHERE)
def test_either_database_refuses(review_database: Database, signer: SigningKey, write: Write, statement: str) -> None:
    assert_refused(review_database, signer, write, statement)


@pytest.mark.parametrize("statement", SQLITE_ONLY.values(), ids=SQLITE_ONLY)
def test_sqlite_refuses(embedded_review_database: Database, signer: SigningKey, write: Write, statement: str) -> None:
    assert_refused(embedded_review_database, signer, write, statement)


@pytest.mark.parametrize("statement", SQLITE_ONLY.values(), ids=SQLITE_ONLY)
def test_sqlite_refuses_replacement_even_where_triggers_do_not_recurse(
    embedded_review_database: Database, signer: SigningKey, write: Write, statement: str
) -> None:
    with embedded_review_database.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA recursive_triggers=OFF")

    assert_refused(embedded_review_database, signer, write, statement)


@pytest.mark.postgresql
@pytest.mark.parametrize("statement", POSTGRESQL_ONLY.values(), ids=POSTGRESQL_ONLY)
def test_postgresql_refuses(
    open_postgresql: Callable[[str], Database], signer: SigningKey, write: Write, statement: str
) -> None:
    assert_refused(open_postgresql("review"), signer, write, statement)


def assert_refused(database: Database, signer: SigningKey, write: Write, statement: str) -> None:
    """Try a statement on a ledger of two entries and one head, and find all as it was."""
    write(database, 2)
    with database.writing() as session:
        cosign(session, handle="aruzhan", key=signer)
    before = contents(database)

    with pytest.raises(DBAPIError), database.writing() as session:
        session.connection().exec_driver_sql(statement)

    assert contents(database) == before


def contents(database: Database) -> list[object]:
    """Read both guarded tables."""
    with database.reading() as session:
        return [tuple(row) for table in (LedgerEntry, LedgerHead) for row in session.execute(select(table.__table__))]
