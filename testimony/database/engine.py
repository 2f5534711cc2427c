"""Opens a database and hands out transactions: SQLite set up for durability and erasure, or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from testimony.database.base import KEYS_SCHEMA
from testimony.database.errors import StorageUnavailable

BUSY_TIMEOUT_MS = 4_000
CHECKPOINT_ATTEMPTS = 3  # each waits for BUSY_TIMEOUT_MS
POOL_SIZE = 16

_FILES = "aigaq_files"  # of a connection: each path with the file it had when it was opened

_SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # an acknowledged testimony survives a power cut
    "foreign_keys=ON",
    "secure_delete=ON",  # freed pages are overwritten, see also `truncate_log`
    "recursive_triggers=ON",  # or INSERT OR REPLACE would delete ledger rows without firing the trigger
    "trusted_schema=OFF",
    "temp_store=MEMORY",  # no plaintext or key bytes in a temporary file
)


class Database:
    """One database: `writing()` and `reading()` transactions that fail as StorageUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = engine
        self._reader = engine.execution_options(aigaq_read_only=True)

    @property
    def is_sqlite(self) -> bool:
        """Tell whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Run one transaction and commit it; raises StorageUnavailable with nothing committed."""
        with _translated(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Run one read-only transaction; raises StorageUnavailable."""
        with _translated(), Session(self._reader, expire_on_commit=False) as session, session.begin():
            yield session

    def truncate_log(self) -> None:
        """Empty SQLite's write-ahead log, so that deleted bytes are in no file; raises StorageUnavailable if held."""
        if not self.is_sqlite:
            return
        with _translated(), self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is None:  # pragma: no cover - a fresh connection always carries one
                raise StorageUnavailable("no connection")
            for _ in range(CHECKPOINT_ATTEMPTS):
                cursor = raw.cursor()
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # every attached file
                row = cursor.fetchone()
                cursor.close()
                if row is None or row[0] == 0:
                    return
        raise StorageUnavailable("the write-ahead log is still in use")

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def open_database(url: str, *, keys_url: str | None = None) -> Database:
    """Open a database by URL; `keys_url` names the SQLite file attached as the schema of keys."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, hide_parameters=True, pool_size=POOL_SIZE, pool_pre_ping=True)
        event.listen(engine, "begin", _begin_postgresql)
        return Database(engine)
    keys_path = make_url(keys_url).database if keys_url else None
    for path in (parsed.database, keys_path):
        if path:
            Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        parsed,
        hide_parameters=True,
        pool_size=POOL_SIZE,
        max_overflow=POOL_SIZE,
        pool_timeout=BUSY_TIMEOUT_MS / 1000,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
    )

    def on_connect(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we send BEGIN ourselves
        cursor = connection.cursor()
        if keys_path:
            cursor.execute(f"ATTACH DATABASE ? AS {KEYS_SCHEMA}", (keys_path,))
        for pragma in _SQLITE_PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        if keys_path:
            cursor.execute(f"PRAGMA {KEYS_SCHEMA}.journal_mode=WAL")
            cursor.execute(f"PRAGMA {KEYS_SCHEMA}.synchronous=FULL")
            cursor.execute(f"PRAGMA {KEYS_SCHEMA}.secure_delete=ON")
        cursor.close()
        entry.info[_FILES] = [(path, _identity(path)) for path in (parsed.database, keys_path) if path]

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", _begin_sqlite)
    return Database(engine)


def _begin_sqlite(connection: Connection) -> None:
    for path, opened in connection.info.get(_FILES, ()):
        if _identity(path) != opened:
            # SQLite would go on writing into the deleted file, and what we acknowledge would be gone with it.
            connection.invalidate()
            raise StorageUnavailable("the database's file was deleted, moved or replaced")
    # IMMEDIATE takes the write lock at once: a deferred transaction that upgrades later fails without waiting.
    read_only = connection.get_execution_options().get("aigaq_read_only", False)
    connection.exec_driver_sql(f"PRAGMA query_only={int(read_only)}")  # a read that would write is a mistake of ours
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _identity(path: str) -> tuple[int, int] | None:
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("aigaq_read_only", False):
        connection.execute(text("SET TRANSACTION READ ONLY"))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise StorageUnavailable("the database can't be used now") from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StorageUnavailable("the database connection was lost") from error
        raise
