"""The demonstration's team: real keys, a roster that verifies, and the flag that never goes away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.team import CUSTODIANS, REVIEWERS, THRESHOLD, Places, make_team
from crypto.identity_file import parse_identity_file
from crypto.passphrases import Argon2Cost, normalise_passphrase
from crypto.seeds import Seed, public_key, signing_key
from testimony.database.engine import Database
from testimony.people.enrolment import unlock_account
from testimony.people.errors import InvitationRefused
from testimony.people.models import Account
from testimony.people.team import team_seed
from testimony.roster.chain import load_chain, verify_chain
from testimony.roster.document import Roster
from testimony.roster.store import RosterStore

CHEAP = Argon2Cost(time_cost=1, memory_kib=64, parallelism=1)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Give a folder of its own to each kind of file."""
    return Places(
        roster=tmp_path / "roster" / "roster.json",
        pin=tmp_path / "roster" / "pin",
        handover_seed=tmp_path / "review" / "handover.seed",
        identities=tmp_path / "custodians",
        people=tmp_path / "demo.json",
    )


@pytest.fixture
def roster(embedded_review_database: Database, places: Places) -> Roster:
    """Give the roster of a team just made."""
    return make_team(embedded_review_database, places, cost=CHEAP)


def _people(places: Places) -> Any:
    return json.loads(places.people.read_text("utf-8"))


def test_the_files_lead_to_the_roster_in_the_database(
    roster: Roster, places: Places, embedded_review_database: Database
) -> None:
    pin = places.pin.read_text("ascii").strip()

    assert verify_chain(load_chain(places.roster.read_bytes()), pin=pin) == roster
    with embedded_review_database.reading() as session:
        assert RosterStore(pin=pin).current(session) == roster
    assert (roster.demonstration, roster.threshold) == (True, THRESHOLD)
    assert [person.handle for person in roster.custodians] == list(CUSTODIANS)
    assert places.pin.stat().st_mode & 0o777 == places.roster.stat().st_mode & 0o777 == 0o644


def test_each_reviewer_opens_their_seat_and_the_team_key(
    roster: Roster, places: Places, embedded_review_database: Database
) -> None:
    entries = _people(places)["people"]

    assert [entry["handle"] for entry in entries] == list(REVIEWERS)
    with embedded_review_database.reading() as session:
        for entry in entries:
            seat = session.get_one(Account, entry["handle"])
            opened = unlock_account(seat.handle, seat.locked, normalise_passphrase(entry["passphrase"]))
            seed = team_seed(session, epoch=1, team_key=roster.team_key, handle=seat.handle, seed=opened.seed)
            assert opened.totp_secret == entry["totp_secret"]
            assert public_key(seed) == roster.team_key


def test_each_custodian_has_an_identity_file_that_knows_the_roster(roster: Roster, places: Places) -> None:
    for entry in _people(places)["custodians"]:
        identity = parse_identity_file(Path(entry["identity_file"]).read_text("utf-8"))
        assert public_key(identity.seed) == roster.person(entry["handle"]).seal_key
        assert (identity.comments["handle"], identity.comments["roster"]) == (entry["handle"], roster.digest)


def test_secrets_are_readable_to_their_owner_alone(roster: Roster, places: Places) -> None:
    secret = [places.people, places.handover_seed, *places.identities.iterdir()]

    assert len(secret) == 2 + len(CUSTODIANS)
    assert {path.stat().st_mode & 0o777 for path in secret} == {0o600}
    seed = Seed(bytes.fromhex(places.handover_seed.read_text("ascii")))
    assert signing_key(seed).public == roster.handover_key


def test_a_second_team_is_refused(roster: Roster, places: Places, embedded_review_database: Database) -> None:
    with pytest.raises(InvitationRefused):
        make_team(embedded_review_database, places, cost=CHEAP)

    with embedded_review_database.reading() as session:
        assert RosterStore(pin=roster.digest).current(session) == roster
