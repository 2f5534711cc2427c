"""What everything is compared with: Flask, one insert of 8 KB into SQLite, nothing else; and one sealed row beside it.

Served by gunicorn with the configuration of the apps: `bare:app()`.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

from flask import Flask, request

from crypto.digests import random_id
from crypto.envelopes import Context, seal_envelope
from crypto.seeds import Seed, public_key
from testimony.database.engine import open_database
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

    @flask_app.get("/")
    def hello() -> str:
        return "bare"

    @flask_app.post("/bare")
    def bare() -> str:
        if not hasattr(local, "connection"):
            local.connection = open_bare(folder / "bare.sqlite")
        insert(local.connection, request.get_data())
        return "stored"

    @flask_app.post("/sealed/<int:recipients>")
    def sealed(recipients: int) -> str:
        record_id = random_id()
        context = Context(record_id=record_id, kind="working")
        payload = seal_envelope(request.get_data()[:SEALED_BYTES], context, keys[:recipients])
        with database.writing() as session:
            session.add(
                Record(
                    id=record_id.hex(),
                    iso_week=WEEK,
                    state="new",
                    held=False,
                    unread=False,
                    destroy_on=None,
                    digest=digest(payload),
                )
            )
            session.flush()  # the item refers to it
            session.add(
                RecordItem(
                    id=random_id().hex(),
                    record_id=record_id.hex(),
                    kind="working",
                    version=1,
                    digest=digest(payload),
                    replaces=None,
                    payload=payload,
                )
            )
            append(session, kind="bench", detail={"by": "bench"}, week=WEEK, team_key=keys[0])
        return "stored"

    return flask_app
