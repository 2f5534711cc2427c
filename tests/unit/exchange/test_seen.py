"""A roster version is remembered once, and never with two digests."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from testimony.database.engine import Database
from testimony.exchange.seen import SeenRosters
from testimony.roster.errors import RosterRollback

ONE, TWO = "1" * 64, "2" * 64


def test_nothing_is_remembered_at_first(intake_database: Database) -> None:
    assert SeenRosters(intake_database).newest() is None


def test_newest_version_is_remembered(intake_database: Database) -> None:
    seen = SeenRosters(intake_database)

    seen.remember(2, TWO)
    seen.remember(1, ONE)

    assert seen.newest() == (2, TWO)


def test_remembering_twice_changes_nothing(intake_database: Database) -> None:
    seen = SeenRosters(intake_database)

    seen.remember(1, ONE)
    seen.remember(1, ONE)

    assert seen.newest() == (1, ONE)


def test_second_digest_of_one_version_is_refused(intake_database: Database) -> None:
    seen = SeenRosters(intake_database)
    seen.remember(1, ONE)

    with pytest.raises(RosterRollback):
        seen.remember(1, TWO)


def test_many_workers_may_remember_at_once(intake_database: Database) -> None:
    seen = SeenRosters(intake_database)

    with ThreadPoolExecutor(8) as workers:
        list(workers.map(lambda _: seen.remember(1, ONE), range(8)))

    assert seen.newest() == (1, ONE)


@pytest.mark.postgresql
def test_intake_role_may_remember(open_postgresql: Callable[..., Database]) -> None:
    owner = open_postgresql("intake")
    seen = SeenRosters(open_postgresql("intake", user="aigaq_intake", name=owner.engine.url.database))

    seen.remember(1, ONE)

    assert seen.newest() == (1, ONE)
