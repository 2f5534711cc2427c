"""A team key is believed only if it is sealed to its reader and stands on the roster."""

from __future__ import annotations

from typing import Any

import pytest

from crypto.seeds import Seed, public_key
from testimony.database.engine import Database
from testimony.people.errors import NoGrant
from testimony.people.models import TeamGrant
from testimony.people.team import grant, sealed_grant, team_seed

READER, TEAM = Seed.generate(), Seed.generate()


def open_grant(database: Database, *, epoch: int = 1, handle: str = "aru", seed: Seed = READER) -> Seed:
    """Open a reader's grant."""
    with database.reading() as session:
        return team_seed(session, epoch=epoch, team_key=public_key(TEAM), handle=handle, seed=seed)


def give(database: Database, **changes: Any) -> None:
    """Give a reader the team key."""
    values = {"epoch": 1, "team_seed": TEAM, "handle": "aru", "seal_key": public_key(READER), **changes}
    with database.writing() as session:
        grant(session, **values)


def test_reader_opens_their_grant(review_database: Database) -> None:
    give(review_database)

    assert open_grant(review_database) == TEAM


def test_second_grant_replaces_the_first(review_database: Database) -> None:
    give(review_database, team_seed=Seed.generate())
    give(review_database)

    assert open_grant(review_database) == TEAM


def test_grant_that_was_never_given_is_refused(embedded_review_database: Database) -> None:
    with pytest.raises(NoGrant, match="not given"):
        open_grant(embedded_review_database)


def test_grant_does_not_open_for_another_reader(embedded_review_database: Database) -> None:
    give(embedded_review_database)

    with pytest.raises(NoGrant, match="does not open"):
        open_grant(embedded_review_database, seed=Seed.generate())


def test_grant_of_another_epoch_in_its_place_is_refused(embedded_review_database: Database) -> None:
    with embedded_review_database.writing() as session:
        session.add(TeamGrant(epoch=1, handle="aru", sealed=sealed_grant(2, TEAM, public_key(READER))))

    with pytest.raises(NoGrant, match="does not open"):
        open_grant(embedded_review_database)


def test_seed_that_is_not_the_rosters_is_refused(embedded_review_database: Database) -> None:
    give(embedded_review_database, team_seed=Seed.generate())

    with pytest.raises(NoGrant, match="not the one"):
        open_grant(embedded_review_database)
