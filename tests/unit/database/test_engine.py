"""Transactions commit whole or not at all, fail in our own words, and leave nothing behind that was deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from testimony.database import engine as engine_module
from testimony.database.engine import Database, open_database
from testimony.database.errors import StorageUnavailable
from testimony.exchange.models import Mailbox, OutboxItem
from testimony.giving.models import DraftRow
from testimony.record.models import Record, RecordItem, RecordKey, Share

RECORD_ID = "0" * 32


def draft(number: int = 1) -> DraftRow:
    """Give a draft row."""
    return DraftRow(id=f"{number:064x}", sealed=b"sealed", expires=1_640_995_200)


def drafts(database: Database) -> list[str]:
    """Read the ids of the drafts."""
    with database.reading() as session:
        return list(session.scalars(select(DraftRow.id)))


def test_writing_commits(intake_database: Database) -> None:
    with intake_database.writing() as session:
        session.add(draft())

    assert len(drafts(intake_database)) == 1


def test_writing_that_fails_commits_nothing(intake_database: Database) -> None:
    with pytest.raises(IntegrityError), intake_database.writing() as session:
        session.add_all([draft(), OutboxItem(id="x", kind="letter")])

    assert drafts(intake_database) == []


@pytest.mark.postgresql
def test_reading_may_not_write_in_postgresql(open_postgresql: Callable[[str], Database]) -> None:
    with pytest.raises(DBAPIError, match="read-only"), open_postgresql("intake").reading() as session:
        session.add(draft())


def test_kind_outside_the_list_is_refused(intake_database: Database) -> None:
    item = OutboxItem(
        id=RECORD_ID, kind="letter", record_id=RECORD_ID, iso_week="2022-W01", digest="0" * 64, payload=b""
    )

    with pytest.raises(IntegrityError), intake_database.writing() as session:
        session.add(item)


@pytest.fixture
def impatient(
    embedded_intake_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """Open the same intake database a second time, with no patience for locks."""
    monkeypatch.setattr(engine_module, "BUSY_TIMEOUT_MS", 0)
    monkeypatch.setattr(engine_module, "CHECKPOINT_ATTEMPTS", 1)
    database = open_database(f"sqlite:///{tmp_path}/databases/intake.db")
    yield database
    database.close()


def test_locked_database_is_unavailable(embedded_intake_database: Database, impatient: Database) -> None:
    with embedded_intake_database.writing() as holder:
        holder.add(draft(1))
        holder.flush()  # takes the lock
        with pytest.raises(StorageUnavailable), impatient.writing() as session:
            session.add(draft(2))

    assert len(drafts(embedded_intake_database)) == 1


def test_full_disk_is_unavailable(embedded_intake_database: Database) -> None:
    with embedded_intake_database.engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count={cursor.fetchone()[0]}")

    with pytest.raises(StorageUnavailable), embedded_intake_database.writing() as session:
        session.add(DraftRow(id="x", sealed=bytes(1_000_000), expires=1))

    assert drafts(embedded_intake_database) == []


def test_vanished_folder_is_unavailable(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/sub/intake.db")
    (tmp_path / "sub").rmdir()

    with pytest.raises(StorageUnavailable), database.writing() as session:
        session.execute(text("SELECT 1"))
    database.close()


@pytest.mark.postgresql
def test_lost_connection_is_unavailable(open_postgresql: Callable[[str], Database]) -> None:
    database = open_postgresql("intake")

    with pytest.raises(StorageUnavailable), database.writing() as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


def test_driver_error_that_ended_the_connection_is_unavailable(embedded_intake_database: Database) -> None:
    with pytest.raises(StorageUnavailable, match="lost"), embedded_intake_database.writing():
        raise DBAPIError(None, None, Exception(), connection_invalidated=True)


@pytest.mark.postgresql
def test_server_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    database = open_database(f"postgresql+psycopg://nobody@/nothing?host={tmp_path}")

    with pytest.raises(StorageUnavailable), database.writing() as session:
        session.execute(text("SELECT 1"))
    database.close()


def test_folders_of_new_databases_are_private(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/a/review.db", keys_url=f"sqlite:///{tmp_path}/b/keys.db")
    database.close()

    assert {(tmp_path / name).stat().st_mode & 0o777 for name in "ab"} == {0o700}


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        pytest.param("synchronous", 2, id="a power cut takes nothing that was acknowledged"),
        pytest.param("keys.synchronous", 2, id="nor a key"),
        pytest.param("secure_delete", 1, id="deleted rows are overwritten"),
        pytest.param("keys.secure_delete", 1, id="deleted keys are overwritten"),
        pytest.param("journal_mode", "wal", id="readers don't wait for writers"),
        pytest.param("foreign_keys", 1, id="references are kept"),
        pytest.param("recursive_triggers", 1, id="replacing fires the triggers of deleting"),
        pytest.param("temp_store", 2, id="no temporary file"),
    ],
)
def test_sqlite_settings_hold(embedded_review_database: Database, pragma: str, value: object) -> None:
    schema, _, name = pragma.rpartition(".")
    with embedded_review_database.reading() as session:
        found = session.connection().exec_driver_sql(f"PRAGMA {schema + '.' if schema else ''}{name}").scalar_one()

    assert found == value


def test_statement_parameters_stay_out_of_errors(intake_database: Database) -> None:
    with pytest.raises(IntegrityError) as caught, intake_database.writing() as session:
        session.add_all([Mailbox(lookup_id="a1b2c3", capsule=b"x"), DraftRow(id="a1b2c3", sealed=b"s", expires=None)])

    assert "a1b2c3" not in str(caught.value).replace(str(caught.value.orig), "")


def test_erased_record_is_in_no_file(embedded_review_database: Database, tmp_path: Path) -> None:
    marks = {name: f"mark-{name}-".encode() * 400 for name in ("item", "key", "share")}
    database = embedded_review_database
    with database.writing() as session:
        session.add(Record(id=RECORD_ID, iso_week="2022-W01", state="new", held=False, unread=False, digest="0" * 64))
        session.add(
            RecordItem(
                id=RECORD_ID, record_id=RECORD_ID, kind="working", version=1, digest="0" * 64, payload=marks["item"]
            )
        )
        session.add(RecordKey(record_id=RECORD_ID, sealed=marks["key"]))
        session.add(Share(record_id=RECORD_ID, compartment="contact", custodian="c1", sealed=marks["share"]))
    assert found_in_files(tmp_path, marks) == {"item", "key", "share"}

    with database.writing() as session:
        for table in (RecordItem, RecordKey, Share):
            session.execute(table.__table__.delete())
    database.truncate_log()

    assert found_in_files(tmp_path, marks) == set()


def test_deleted_bytes_stay_in_the_log_until_it_is_truncated(
    embedded_intake_database: Database, tmp_path: Path
) -> None:
    """Keep the reason for `truncate_log` in sight: without it the log betrays what was deleted."""
    with embedded_intake_database.writing() as session:
        session.add(DraftRow(id="x", sealed=b"mark-draft-" * 400, expires=1))
    with embedded_intake_database.writing() as session:
        session.execute(DraftRow.__table__.delete())

    assert found_in_files(tmp_path, {"draft": b"mark-draft-"}) == {"draft"}


def test_log_in_use_is_unavailable(embedded_intake_database: Database, impatient: Database) -> None:
    with embedded_intake_database.reading() as reader:
        reader.scalars(select(DraftRow.id)).all()
        with impatient.writing() as session:
            session.add(draft())

        with pytest.raises(StorageUnavailable):
            impatient.truncate_log()


@pytest.mark.postgresql
def test_postgresql_has_no_log_of_ours_to_truncate(open_postgresql: Callable[[str], Database]) -> None:
    open_postgresql("intake").truncate_log()


def found_in_files(folder: Path, marks: dict[str, bytes]) -> set[str]:
    """Look through every file, the write-ahead logs too, for any 40 bytes of each mark."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in folder.rglob("*"))
    return {name for name, mark in marks.items() if any(mark[:40] in content for content in files)}


def test_rows_keep_no_order_of_arrival(embedded_intake_database: Database) -> None:
    with embedded_intake_database.writing() as session:
        for number in (3, 1, 2):
            session.add(draft(number))
            session.flush()  # one by one: the order of arrival is what must not show

    with embedded_intake_database.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT id FROM draft")
        assert [row[0][-1] for row in rows] == ["1", "2", "3"]


@pytest.mark.parametrize("loss", ["deleted", "moved", "replaced"])
def test_file_that_was_lost_takes_no_write(embedded_intake_database: Database, tmp_path: Path, loss: str) -> None:
    drafts(embedded_intake_database)
    path = tmp_path / "databases" / "intake.db"
    path.rename(tmp_path / "away")
    if loss == "deleted":
        (tmp_path / "away").unlink()
    if loss == "replaced":
        path.write_bytes(b"")

    with pytest.raises(StorageUnavailable), embedded_intake_database.writing() as session:
        session.add(draft())


def test_file_that_came_back_is_used_again(embedded_intake_database: Database, tmp_path: Path) -> None:
    drafts(embedded_intake_database)
    path = tmp_path / "databases" / "intake.db"
    path.rename(tmp_path / "away")
    with pytest.raises(StorageUnavailable):
        drafts(embedded_intake_database)

    (tmp_path / "away").replace(path)
    with embedded_intake_database.writing() as session:
        session.add(draft())

    assert len(drafts(embedded_intake_database)) == 1
