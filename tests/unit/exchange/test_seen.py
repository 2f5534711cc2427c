"""The newest roster version that a database has worked with."""

from __future__ import annotations

from testimony.database.engine import Database
from testimony.exchange.seen import SeenRosters


def test_nothing_was_seen_at_first(intake_database: Database) -> None:
    assert SeenRosters(intake_database).newest() is None


def test_the_newest_version_is_remembered(intake_database: Database) -> None:
    SeenRosters(intake_database).remember(1, "a" * 64)
    SeenRosters(intake_database).remember(2, "b" * 64)

    assert SeenRosters(intake_database).newest() == (2, "b" * 64)


def test_remembering_twice_changes_nothing(intake_database: Database) -> None:
    seen = SeenRosters(intake_database)
    seen.remember(1, "a" * 64)
    seen.remember(1, "a" * 64)

    assert seen.newest() == (1, "a" * 64)
