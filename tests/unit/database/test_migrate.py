"""A database comes to the newest schema once, keeps its rows on the way, and is refused at any other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from testimony.database import migrate
from testimony.database.base import KEYS_SCHEMA
from testimony.database.engine import Database, open_database
from testimony.database.errors import SchemaMismatch, StorageUnavailable
from testimony.database.migrate import check_head, upgrade

BRANCHES = ("intake", "review")
# A row in every table that another table points to or that a later revision touches, written at revision 0001.
ROWS = {
    "intake": {
        "mailbox": "INSERT INTO mailbox (lookup_id, capsule) VALUES ('m', 'c')",
        "mailbox_message": "INSERT INTO mailbox_message (id, lookup_id, sealed, expires_on) "
        "VALUES ('r', 'm', 's', '2022-02-01')",
        "draft": "INSERT INTO draft (id, sealed, expires) VALUES ('d', 's', 1)",
    },
    "review": {
        "record": "INSERT INTO record (id, iso_week, state, held, unread, digest) "
        "VALUES ('r', '2022-W01', 'new', false, false, 'x')",
        "record_item": "INSERT INTO record_item (id, record_id, kind, version, digest) "
        "VALUES ('i', 'r', 'working', 1, 'x')",
        "keys.record_key": "INSERT INTO keys.record_key (record_id, sealed) VALUES ('r', 's')",
        "ledger_entry": "INSERT INTO ledger_entry (sequence, iso_week, kind, detail, detail_hash, leaf) "
        "VALUES (1, '2022-W01', 'k', 'd', 'h', 'l')",
        "ledger_head": "INSERT INTO ledger_head (size, handle, root, signature) VALUES (1, 'aruzhan', 'r', 's')",
    },
}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give a database without any table, once of either kind."""
    if request.param == "sqlite":
        database = open_database(f"sqlite:///{tmp_path}/a.db", keys_url=f"sqlite:///{tmp_path}/k.db")
        yield database
        database.close()
        return
    server = request.getfixturevalue("postgresql_server")
    name = server.fresh()
    database = open_database(server.url(name))
    yield database
    database.close()
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("branch", BRANCHES)
def test_empty_database_comes_to_the_head(empty_database: Database, branch: migrate.Branch) -> None:
    upgrade(empty_database, branch)

    check_head(empty_database, branch)


@pytest.mark.parametrize("branch", BRANCHES)
def test_upgrade_twice_changes_nothing(empty_database: Database, branch: migrate.Branch) -> None:
    upgrade(empty_database, branch)
    before = tables(empty_database)

    upgrade(empty_database, branch)

    assert tables(empty_database) == before


@pytest.mark.parametrize("branch", BRANCHES)
def test_rows_outlive_the_migration(empty_database: Database, branch: migrate.Branch) -> None:
    upgrade(empty_database, branch, revision="0001")
    with empty_database.writing() as session:
        for statement in ROWS[branch].values():
            session.execute(text(statement))

    upgrade(empty_database, branch)

    with empty_database.reading() as session:
        counts = {table: session.scalar(text(f"SELECT count(*) FROM {table}")) for table in ROWS[branch]}  # noqa: S608  # names from the table above
    assert counts == dict.fromkeys(ROWS[branch], 1)


@pytest.mark.parametrize("branch", BRANCHES)
def test_empty_database_is_refused(empty_database: Database, branch: migrate.Branch) -> None:
    with pytest.raises(SchemaMismatch, match="stands at nothing"):
        check_head(empty_database, branch)


def test_older_database_is_refused(empty_database: Database) -> None:
    upgrade(empty_database, "review", revision="0001")

    with pytest.raises(SchemaMismatch, match="stands at 0001"):
        check_head(empty_database, "review")


def test_database_of_a_newer_program_is_refused(intake_database: Database) -> None:
    with intake_database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaMismatch, match="stands at 9999"):
        check_head(intake_database, "intake")


def test_review_with_an_empty_store_of_keys_is_refused(embedded_review_database: Database, tmp_path: Path) -> None:
    review_url = embedded_review_database.engine.url.render_as_string()
    misplaced = open_database(review_url, keys_url=f"sqlite:///{tmp_path}/elsewhere.db")

    with pytest.raises(SchemaMismatch, match="store of keys"):
        check_head(misplaced, "review")
    misplaced.close()


def test_nodes_that_start_at_once_migrate_once(empty_database: Database) -> None:
    failures: list[BaseException] = []

    def node() -> None:
        try:
            upgrade(empty_database, "review")
        except Exception as error:  # noqa: BLE001  # collected for the assertion below
            failures.append(error)

    nodes = [threading.Thread(target=node) for _ in range(3)]
    for thread in nodes:
        thread.start()
    for thread in nodes:
        thread.join()

    assert failures == []
    check_head(empty_database, "review")


def test_references_are_kept_again_after_an_upgrade(embedded_review_database: Database) -> None:
    upgrade(embedded_review_database, "review")

    with embedded_review_database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_migration_that_orphans_rows_is_undone(embedded_review_database: Database) -> None:
    database = embedded_review_database
    with database.engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("INSERT INTO record_item (id, record_id, kind, version, digest) VALUES ('i','r','act',1,'x')")
        cursor.execute("PRAGMA foreign_keys=ON")

    with pytest.raises(SchemaMismatch, match="left rows of record_item without their parent"):
        upgrade(database, "review")


def test_locked_database_is_not_migrated(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/sub/intake.db")
    (tmp_path / "sub").rmdir()

    with pytest.raises(StorageUnavailable):
        upgrade(database, "intake")
    database.close()


def test_environment_refuses_any_other_caller(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = migrate._config("intake")
    config.attributes["connection"] = None

    with pytest.raises(TypeError, match=r"through testimony\.database\.migrate only"):
        migrate.command.upgrade(config, "head")


def tables(database: Database) -> dict[str | None, list[str]]:
    """List the tables of both schemas."""
    with database.engine.connect() as connection:
        names: Callable[..., list[str]] = inspect(connection).get_table_names
        return {schema: sorted(names(schema=schema)) for schema in (None, KEYS_SCHEMA)}
