"""What everything is compared with: Flask, one insert of 8 KB into SQLite, nothing else; and one sealed row beside it.

Served by gunicorn with the configuration of the apps: `bare:app()`.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from flask import Flask, request

from crypto.digests import random_id
from crypto.envelopes import Context, seal_envelope
from crypto.seeds import Seed, public_key
from testimony.database.engine import Database, open_database
from testimony.exchange.packet import digest
from testimony.ledger.ledger import append
from testimony.record.models import Record, RecordItem

WEEK = "2022-W01"
SEALED_BYTES = 5 * 1024
MOST_RECIPIENTS = 5


def open_bare(path: Path) -> sqlite3.Connection:
    """Open a database of one table, as durable as ours: an insert is on the disk when it returns."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    return connection


def insert(connection: sqlite3.Connection, body: bytes) -> None:
    """Insert one row, in one transaction."""
    connection.execute("INSERT INTO bare (body) VALUES (?)", (body,))


def app() -> Flask:
    """Build the app; `BENCH_FOLDER` holds bare.sqlite, and a migrated review.sqlite with its keys.sqlite."""
    folder = Path(os.environ["BENCH_FOLDER"])
    flask_app = Flask("bare", static_folder=None)
    local = threading.local()
    database = open_database(
        f"sqlite:///{folder}/review/review.sqlite", keys_url=f"sqlite:///{folder}/keys/keys.sqlite"
    )
    keys = [public_key(Seed.generate()) for _ in range(MOST_RECIPIENTS)]

    @flask_app.post("/bare")
    def bare() -> str:
        if not hasattr(local, "connection"):
            local.connection = open_bare(folder / "bare.sqlite")
        insert(local.connection, request.get_data())
        return "stored"

    @flask_app.post("/sealed/<int:recipients>")
    def sealed(recipients: int) -> str:
        seal_and_store(database, request.get_data()[:SEALED_BYTES], keys[:recipients])
        return "stored"

    return flask_app


def seal_and_store(database: Database, body: bytes, keys: Sequence[bytes]) -> None:
    """Seal bytes to so many keys and store them as a record with its ledger entry, in one transaction."""
    record_id = random_id()
    payload = seal_envelope(body, Context(record_id=record_id, kind="working"), keys)
    sealed_digest = digest(payload)
    record = {"state": "new", "held": False, "unread": False, "destroy_on": None, "digest": sealed_digest}
    item = {"kind": "working", "version": 1, "digest": sealed_digest, "replaces": None, "payload": payload}
    with database.writing() as session:
        session.add(Record(id=record_id.hex(), iso_week=WEEK, **record))
        session.flush()  # the item refers to it
        session.add(RecordItem(id=random_id().hex(), record_id=record_id.hex(), **item))
        append(session, kind="bench", detail={"by": "bench"}, week=WEEK, team_key=keys[0])
