"""Brings a database to the newest schema, and refuses to work with any other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError

from testimony.database.base import KEYS_SCHEMA
from testimony.database.engine import Database
from testimony.database.errors import SchemaMismatch, StorageUnavailable

Branch = Literal["intake", "review"]

KEYS_TABLES = ("record_key", "share")
_UPGRADE_LOCK = 7_120_001  # any number that nothing else in these databases takes


def upgrade(database: Database, branch: Branch, *, revision: str = "head") -> None:
    """Run what is missing in one transaction; raises SchemaMismatch or StorageUnavailable."""
    with _exclusive(database) as connection:
        config = _config(branch)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        _refuse_broken_references(connection)


def check_head(database: Database, branch: Branch) -> None:
    """Raise SchemaMismatch unless the database stands at the newest revision of its branch, its keys beside it."""
    head = ScriptDirectory.from_config(_config(branch)).get_current_head()
    with database.reading() as session:
        connection = session.connection()
        current = MigrationContext.configure(connection).get_current_revision()
        stored = inspect(connection).get_table_names(schema=KEYS_SCHEMA) if branch == "review" else KEYS_TABLES
    if current != head:
        raise SchemaMismatch(f"the {branch} database stands at {current or 'nothing'}, this program needs {head}")
    # A wrong path for the keys would attach a new empty file, and records taken in with it could never be opened.
    if not set(KEYS_TABLES).issubset(stored):
        raise SchemaMismatch("the store of keys beside the review database is empty or another one")


def _config(branch: Branch) -> Config:
    config = Config()
    config.set_main_option("script_location", f"migrations:{branch}")
    return config


@contextmanager
def _exclusive(database: Database) -> Iterator[Connection]:
    try:
        with database.engine.connect() as connection:
            if database.is_sqlite:
                with _without_foreign_keys(connection), connection.begin():
                    yield connection
            else:
                with connection.begin():
                    # Several nodes may start at once; SQLite's BEGIN IMMEDIATE has done the same already.
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
                    yield connection
    except OperationalError as error:
        raise StorageUnavailable("the database can't be migrated now") from error


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    # SQLite changes a table by building another and dropping the old one, and that drop would run ON DELETE
    # CASCADE over every child row. Inside a transaction the pragma has no effect: the driver gets it before BEGIN.
    _driver(connection, "PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        _driver(connection, "PRAGMA foreign_keys=ON")


def _driver(connection: Connection, statement: str) -> None:
    cursor = connection.connection.cursor()
    cursor.execute(statement)
    cursor.close()


def _refuse_broken_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL checked each statement
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise SchemaMismatch(f"the migration left rows of {broken[0]} without their parent")
