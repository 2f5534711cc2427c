"""The first roster is installed once, signed by two, with the seats that stand on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from crypto.seeds import Seed
from testimony.database.engine import Database
from testimony.people.enrolment import signed_enrolment
from testimony.people.errors import InvitationRefused
from testimony.people.founding import Founder, first_roster, install, sign_first
from testimony.people.models import Account
from testimony.roster.chain import SignedRoster
from testimony.roster.document import Roster
from testimony.roster.errors import RosterRefused, UnknownPerson
from testimony.roster.models import RosterVersion


def founder(team: Any, handle: str, **changes: bytes) -> Founder:
    """Give a founder's seat."""
    roles = team.roster.person(handle).roles
    seat = Founder(handle=handle, locked=b"locked", enrolment=signed_enrolment(handle, roles, team.seeds[handle]))
    return replace(seat, **changes)  # type: ignore[arg-type]  # the caller's fields


def put(database: Database, signed: SignedRoster, *founders: Founder) -> Roster:
    """Install a roster with seats."""
    with database.writing() as session:
        return install(session, signed, founders, {"aru": b"grant"})


def test_installed_roster_is_the_signed_one(review_database: Database, team: Any) -> None:
    assert put(review_database, team.signed, founder(team, "aru"), founder(team, "madina")) == team.roster

    with review_database.reading() as session:
        assert session.scalars(select(Account.handle).order_by(Account.handle)).all() == ["aru", "madina"]


def test_database_has_its_founders_once(embedded_review_database: Database, team: Any) -> None:
    put(embedded_review_database, team.signed, founder(team, "aru"))

    with pytest.raises(InvitationRefused, match="already"):
        put(embedded_review_database, team.signed, founder(team, "aru"))


def refused(database: Database, error: type[Exception], signed: SignedRoster, *founders: Founder) -> None:
    """See an installation refused, with nothing left behind."""
    with pytest.raises(error):
        put(database, signed, *founders)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(RosterVersion)) == 0


def test_roster_that_one_founder_signed_is_refused(embedded_review_database: Database, team: Any) -> None:
    signed = sign_first(team.roster, {"aru": team.seeds["aru"]})

    refused(embedded_review_database, RosterRefused, signed, founder(team, "aru"))


def test_damaged_roster_is_refused(embedded_review_database: Database, team: Any) -> None:
    refused(embedded_review_database, RosterRefused, replace(team.signed, document=b"{"), founder(team, "aru"))


def test_custodian_gets_no_seat(embedded_review_database: Database, team: Any) -> None:
    refused(embedded_review_database, InvitationRefused, team.signed, founder(team, "kenes"))


def test_seat_with_other_keys_is_refused(embedded_review_database: Database, team: Any) -> None:
    other = signed_enrolment("aru", ("reviewer", "steward"), Seed.generate())

    refused(embedded_review_database, InvitationRefused, team.signed, founder(team, "aru", enrolment=other))


def test_seat_with_more_roles_is_refused(embedded_review_database: Database, team: Any) -> None:
    more = signed_enrolment("aru", ("steward",), team.seeds["aru"])

    refused(embedded_review_database, InvitationRefused, team.signed, founder(team, "aru", enrolment=more))


def test_seat_of_nobody_is_refused(embedded_review_database: Database, team: Any) -> None:
    refused(embedded_review_database, UnknownPerson, team.signed, replace(founder(team, "aru"), handle="nobody"))


def test_roster_that_breaks_a_rule_is_not_composed(team: Any) -> None:
    enrolments = [signed_enrolment(name, ("reviewer", "steward"), team.seeds[name]) for name in ("aru", "madina")]

    with pytest.raises(RosterRefused, match="threshold"):
        first_roster(
            enrolments,
            threshold=2,
            team_key=team.roster.team_key,
            handover_key=team.roster.handover_key,
            demonstration=False,
        )
