"""A team, a signer and a ledger with a few entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.orm import Session

from crypto.seeds import Seed, public_key, signing_key
from crypto.signatures import SigningKey
from testimony.database.engine import Database
from testimony.ledger.ledger import append


@pytest.fixture(scope="session")
def team_seed() -> Seed:
    """Give the team's seed."""
    return Seed(b"t" * 32)


@pytest.fixture(scope="session")
def team_key(team_seed: Seed) -> bytes:
    """Give the team's public key."""
    return public_key(team_seed)


@pytest.fixture(scope="session")
def signer() -> SigningKey:
    """Give the signing key of `aruzhan`."""
    return signing_key(Seed(b"a" * 32))


@pytest.fixture
def roster_keys(signer: SigningKey) -> Callable[[str], bytes]:
    """Give a roster on which `aruzhan` stands alone."""
    return {"aruzhan": signer.public}.__getitem__


@pytest.fixture
def write(team_key: bytes) -> Callable[..., list[int]]:
    """Give `write(database, count)`, which appends that many entries in one transaction."""

    def write_entries(database: Database, count: int = 1) -> list[int]:
        with database.writing() as session:
            return [
                append(session, kind="record.read", detail={"n": number}, week="2022-W01", team_key=team_key)
                for number in range(count)
            ]

    return write_entries


@pytest.fixture
def tampering() -> Callable[[Database], object]:
    """Give `tampering(database)`: a transaction of somebody who owns the database and has dropped its triggers."""

    @contextmanager
    def unguarded(database: Database) -> Iterator[Session]:
        with database.writing() as session:
            connection = session.connection()
            if database.is_sqlite:
                for name in ("ledger_entry_no_update", "ledger_entry_no_delete", "ledger_entry_next"):
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
                for name in ("ledger_head_no_update", "ledger_head_no_delete", "ledger_head_once"):
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
            else:
                for table in ("ledger_entry", "ledger_head"):
                    connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            yield session

    return unguarded
