"""Whatever somebody with the whole database does to the ledger, verification says which entry and what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from crypto.seeds import Seed, signing_key
from crypto.signatures import SigningKey
from testimony.database.engine import Database
from testimony.ledger.errors import LedgerBroken
from testimony.ledger.head import Head
from testimony.ledger.ledger import append, cosign, head, rebuild_edge
from testimony.ledger.verification import Verified, check_extends, verify

Write = Callable[..., list[int]]
Keys = Callable[[str], bytes]
Tampering = Callable[[Database], object]


def checked(database: Database, keys: Keys | None = None, outside: Head | None = None) -> Verified:
    """Verify in a reading transaction."""
    with database.reading() as session:
        return verify(session, keys=keys, outside=outside)


def head_of(database: Database) -> Head:
    """Read the present head."""
    with database.reading() as session:
        return head(session)


def sign(database: Database, signer: SigningKey, handle: str = "aruzhan") -> Head:
    """Sign the present head."""
    with database.writing() as session:
        return cosign(session, handle=handle, key=signer)


def test_ledger_in_order_is_consistent_and_not_proven_complete(
    review_database: Database, signer: SigningKey, roster_keys: Keys, write: Write
) -> None:
    write(review_database, 3)
    sign(review_database, signer)
    write(review_database, 2)
    sign(review_database, signer)

    verified = checked(review_database, roster_keys)

    assert verified.size == 5
    assert not verified.complete
    assert verified.sentence == "5 entries: consistent, not proven complete"


def test_head_given_proves_the_ledger_complete(review_database: Database, write: Write) -> None:
    write(review_database, 3)

    verified = checked(review_database, outside=head_of(review_database))

    assert verified.complete
    assert verified.sentence == "3 entries: proven against the head you gave"


def test_earlier_head_proves_the_beginning(review_database: Database, write: Write) -> None:
    write(review_database, 2)
    earlier = head_of(review_database)
    write(review_database, 3)

    verified = checked(review_database, outside=earlier)

    assert not verified.complete
    assert "1 to 2 proven against the head you gave" in verified.sentence


def test_outside_head_is_compared_between_signed_ones(
    review_database: Database, signer: SigningKey, roster_keys: Keys, write: Write
) -> None:
    write(review_database, 1)
    sign(review_database, signer)
    write(review_database, 1)
    outside = sign(review_database, signer)
    write(review_database, 1)
    sign(review_database, signer)

    assert checked(review_database, roster_keys, outside).proven == 2


def test_empty_ledger_verifies(review_database: Database) -> None:
    assert checked(review_database).size == 0


def test_many_entries_verify_in_batches(embedded_review_database: Database, write: Write) -> None:
    write(embedded_review_database, 600)

    assert checked(embedded_review_database).size == 600


# What somebody does who owns the database: SQL run without triggers, and what verification must say.
CHANGES = {
    "kind changed": ("UPDATE ledger_entry SET kind = 'x' WHERE sequence = 2", "entry 2 was changed: its leaf"),
    "week changed": ("UPDATE ledger_entry SET iso_week = '2021-W01' WHERE sequence = 3", "entry 3 was changed"),
    "detail changed": ("UPDATE ledger_entry SET detail = 'x' WHERE sequence = 2", "entry 2 was changed"),
    "hash changed": ("UPDATE ledger_entry SET detail_hash = 'x' WHERE sequence = 2", "entry 2 was changed"),
    "leaf changed": ("UPDATE ledger_entry SET leaf = 'x' WHERE sequence = 4", "entry 4 was changed"),
    "entry removed": ("DELETE FROM ledger_entry WHERE sequence = 2", "entry 2 is missing"),
    "first entry removed": ("DELETE FROM ledger_entry WHERE sequence = 1", "entry 1 is missing"),
    "end cut off": ("DELETE FROM ledger_entry WHERE sequence > 3", "entry 4 is missing: the head signed by aruzhan"),
    "all cut off": ("DELETE FROM ledger_entry", "entry 1 is missing"),
    "signed root changed": (
        "UPDATE ledger_head SET root = substr(root, 2) || substr(root, 1, 1)",
        "entry 4 or one before it is another",
    ),
    "signed root unreadable": ("UPDATE ledger_head SET root = 'x'", "unreadable"),
    "signed size changed": ("UPDATE ledger_head SET size = 3", "entry 3 or one before it is another"),
    "signed size raised": ("UPDATE ledger_head SET size = 6", "entry 6 is missing"),
    "kept hashes gone": ("DELETE FROM ledger_range", "kept hashes"),
}


@pytest.mark.parametrize(("statement", "sentence"), CHANGES.values(), ids=CHANGES)
def test_change_is_noticed(
    review_database: Database, signer: SigningKey, write: Write, tampering: Tampering, statement: str, sentence: str
) -> None:
    write(review_database, 4)
    sign(review_database, signer)
    write(review_database, 1)

    with tampering(review_database) as session:
        session.execute(text(statement))

    with pytest.raises(LedgerBroken, match=sentence):
        checked(review_database)


def test_entry_of_a_foreign_type_is_noticed(
    embedded_review_database: Database, write: Write, tampering: Tampering
) -> None:
    write(embedded_review_database, 2)
    with tampering(embedded_review_database) as session:
        session.execute(text("UPDATE ledger_entry SET kind = x'00' WHERE sequence = 2"))

    with pytest.raises(LedgerBroken, match="entry 2 was changed: it is unreadable") as caught:
        checked(embedded_review_database)

    assert caught.value.sequence == 2


def test_broken_ledger_names_the_sequence(review_database: Database, write: Write, tampering: Tampering) -> None:
    write(review_database, 3)
    with tampering(review_database) as session:
        session.execute(text("DELETE FROM ledger_entry WHERE sequence = 2"))

    with pytest.raises(LedgerBroken) as caught:
        checked(review_database)

    assert caught.value.sequence == 2


def cut_to(database: Database, size: int, tampering: Tampering) -> None:
    """Cut the ledger as carefully as an owner of the database can: entries, heads and kept hashes all fit."""
    with tampering(database) as session:
        session.execute(text("DELETE FROM ledger_entry WHERE sequence > :size"), {"size": size})
        session.execute(text("DELETE FROM ledger_head WHERE size > :size"), {"size": size})
        rebuild_edge(session)


def test_careful_truncation_is_consistent_and_never_called_complete(
    review_database: Database, write: Write, tampering: Tampering
) -> None:
    write(review_database, 5)
    cut_to(review_database, 3, tampering)

    assert not checked(review_database).complete


def test_careful_truncation_is_noticed_with_a_head_from_outside(
    review_database: Database, signer: SigningKey, write: Write, tampering: Tampering
) -> None:
    write(review_database, 5)
    outside = sign(review_database, signer)
    cut_to(review_database, 3, tampering)

    with pytest.raises(LedgerBroken, match="entry 4 is missing: the head you gave counts 5 entries, here are 3"):
        checked(review_database, outside=outside)


def test_rewritten_ledger_of_the_same_size_is_noticed_with_a_head_from_outside(
    review_database: Database, write: Write, tampering: Tampering, team_key: bytes
) -> None:
    write(review_database, 3)
    outside = head_of(review_database)
    cut_to(review_database, 2, tampering)
    with review_database.writing() as session:
        append(session, kind="record.read", detail={"n": 99}, week="2022-W01", team_key=team_key)

    with pytest.raises(LedgerBroken, match="another than when the head you gave was made"):
        checked(review_database, outside=outside)


def test_signature_of_another_key_is_refused(review_database: Database, roster_keys: Keys, write: Write) -> None:
    write(review_database)
    sign(review_database, signing_key(Seed.generate()))

    with pytest.raises(LedgerBroken, match="bad signature of aruzhan"):
        checked(review_database, roster_keys)


def test_head_of_a_stranger_is_refused(
    review_database: Database, signer: SigningKey, roster_keys: Keys, write: Write
) -> None:
    write(review_database)
    sign(review_database, signer, handle="stranger")

    with pytest.raises(LedgerBroken, match="signed by stranger, who is nobody"):
        checked(review_database, roster_keys)


def test_grown_ledger_extends_an_earlier_head(review_database: Database, write: Write) -> None:
    write(review_database, 2)
    earlier = head_of(review_database)
    write(review_database, 3)

    with review_database.reading() as session:
        assert check_extends(session, earlier) == head(session)


def test_rolled_back_ledger_does_not_extend_the_head_seen(
    review_database: Database, write: Write, tampering: Tampering
) -> None:
    write(review_database, 3)
    seen = head_of(review_database)
    cut_to(review_database, 2, tampering)

    with pytest.raises(LedgerBroken, match="entry 3 is missing"), review_database.reading() as session:
        check_extends(session, seen)


def test_unreadable_leaf_extends_nothing(review_database: Database, write: Write, tampering: Tampering) -> None:
    write(review_database, 2)
    seen = head_of(review_database)
    with tampering(review_database) as session:
        session.execute(text("UPDATE ledger_entry SET leaf = 'x' WHERE sequence = 1"))

    with pytest.raises(LedgerBroken, match="entry 1 was changed"), review_database.reading() as session:
        check_extends(session, seen)
