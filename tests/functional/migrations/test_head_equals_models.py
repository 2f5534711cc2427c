"""The migrated schema is the one that the models describe, on either database."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, inspect
from sqlalchemy.schema import CreateSchema

import testimony
from testimony.database.base import KEYS_SCHEMA, IntakeBase, ReviewBase
from testimony.database.engine import Database, open_database

SCHEMAS = (None, KEYS_SCHEMA)


@pytest.fixture(autouse=True)
def _all_models() -> None:
    """Import every models module there is, so that a new one can't be forgotten in a list."""
    for path in sorted(Path(testimony.__file__).parent.glob("*/models.py")):
        importlib.import_module(f"testimony.{path.parent.name}.models")


@pytest.fixture
def postgresql_from_models(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Give an empty database on the server."""
    server = request.getfixturevalue("postgresql_server")
    name = server.fresh()
    database = open_database(server.url(name))
    with database.engine.begin() as connection:
        connection.execute(CreateSchema(KEYS_SCHEMA))
    yield database
    database.close()
    server.execute(f"DROP DATABASE {name}")


@pytest.fixture
def sqlite_from_models(tmp_path: Path) -> Iterator[Database]:
    """Give an empty pair of files."""
    database = open_database(f"sqlite:///{tmp_path}/models.db", keys_url=f"sqlite:///{tmp_path}/models-keys.db")
    yield database
    database.close()


def test_intake_tables_equal_the_models(intake_database: Database) -> None:
    assert differences(intake_database, IntakeBase.metadata) == []


def test_review_tables_equal_the_models(review_database: Database) -> None:
    assert differences(review_database, ReviewBase.metadata) == []


def test_a_missing_table_is_noticed(review_database: Database) -> None:
    with review_database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE keys.share")

    assert [difference[0] for difference in differences(review_database, ReviewBase.metadata)] == ["add_table"]


@pytest.mark.parametrize("branch", ["intake", "review"])
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_constraints_and_options_equal_the_models(request: pytest.FixtureRequest, kind: str, branch: str) -> None:
    migrated = request.getfixturevalue(f"open_{kind}")(branch)
    from_models = request.getfixturevalue(f"{kind}_from_models")
    metadata = IntakeBase.metadata if branch == "intake" else ReviewBase.metadata
    with from_models.engine.begin() as connection:
        metadata.create_all(connection)

    assert constraints(migrated, metadata) == constraints(from_models, metadata)


def differences(database: Database, metadata: MetaData) -> list[tuple[object, ...]]:
    """Compare tables, columns, types, indexes, unique constraints and foreign keys, both schemas."""

    def ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "schema" or name in SCHEMAS

    with database.engine.connect() as connection:
        options = {"include_schemas": True, "include_name": ours, "compare_type": True}
        return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)


def constraints(database: Database, metadata: MetaData) -> dict[str, object]:
    """Collect what `compare_metadata` passes over: check constraints, keys, and tables without row numbers."""
    with database.engine.connect() as connection:
        inspector = inspect(connection)
        return {
            table.fullname: (
                sorted(str(check) for check in inspector.get_check_constraints(table.name, schema=table.schema)),
                inspector.get_pk_constraint(table.name, schema=table.schema),
                sorted(str(key) for key in inspector.get_foreign_keys(table.name, schema=table.schema)),
                _has_row_numbers(connection, table.name, table.schema or "main"),
            )
            for table in metadata.sorted_tables
        }


def _has_row_numbers(connection: Connection, table: str, schema: str) -> bool | None:
    if connection.dialect.name != "sqlite":
        return None
    query = "SELECT wr FROM pragma_table_list WHERE schema = ? AND name = ?"
    listed = connection.exec_driver_sql(query, (schema, table))
    return not listed.scalar_one()
