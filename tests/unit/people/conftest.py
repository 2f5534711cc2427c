"""A review database with three founders who can sign in, and a clock for codes and sessions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyotp
import pytest
from sqlalchemy import select

from crypto.passphrases import Argon2Cost, normalise_passphrase
from crypto.seeds import Seed
from crypto.sessions import new_cookie_key
from testimony.database.engine import Database
from testimony.people.enrolment import Enrolment, lock_account, new_totp_secret, signed_enrolment
from testimony.people.founding import FIRST_EPOCH, Founder, install
from testimony.people.models import Account, TeamGrant
from testimony.people.places import Places
from testimony.people.service import People
from testimony.people.sessions import SessionStore
from testimony.people.team import sealed_grant, team_seed
from testimony.people.unlocked import Unlocked
from testimony.people.vouching import Vouching
from testimony.roster.document import Roster
from testimony.roster.store import RosterStore

CHEAP = Argon2Cost(time_cost=1, memory_kib=8, parallelism=1)


@dataclass(kw_only=True)
class Office:
    """The review side's people, each with a passphrase and a second factor."""

    database: Database
    rosters: RosterStore
    sessions: SessionStore
    places: Places
    clock: Any
    team: Any
    totp: dict[str, str]

    @property
    def people(self) -> People:
        """Give what people do to be let in."""
        return People(
            database=self.database,
            rosters=self.rosters,
            sessions=self.sessions,
            places=self.places,
            clock=self.clock,
            now=lambda: self.clock().timestamp(),
            cost=CHEAP,
        )

    @property
    def vouching(self) -> Vouching:
        """Give what stewards do."""
        return Vouching(database=self.database, rosters=self.rosters, clock=self.clock)

    def code(self, handle: str) -> str:
        """Give somebody's code of this moment."""
        return pyotp.TOTP(self.totp[handle]).generate_otp(int(self.clock().timestamp()) // 30)

    def passphrase(self, handle: str) -> str:
        """Give somebody's passphrase."""
        return f"{handle} likes plain long words"

    def sign_in(self, handle: str = "aru") -> bytes:
        """Sign in with all three."""
        return self.people.sign_in(handle, self.passphrase(handle), self.code(handle), None)

    def unlocked(self, handle: str = "aru") -> Unlocked:
        """Give somebody who has proven who they are, with the roster as it stands."""
        return Unlocked(handle=handle, seed=self.team.seeds[handle], roster=self.roster())

    def roster(self) -> Roster:
        """Give the current roster."""
        with self.database.reading() as session:
            return self.rosters.current(session)

    def state(self, handle: str) -> str | None:
        """Give the state of somebody's seat."""
        with self.database.reading() as session:
            return session.scalar(select(Account.state).where(Account.handle == handle))

    def enrol(self, handle: str = "yerlan", *roles: str) -> tuple[Enrolment, Seed]:
        """Invite somebody and let them enrol; gives what they were shown, and their seed."""
        key = new_cookie_key()
        self.people.begin_enrolment(key, self.people.invite(handle, roles or ("reviewer",)))
        seed = Seed(bytes.fromhex(self.sessions.read(key)["seed"]))
        shown = self.people.enrolment(key)
        code = pyotp.TOTP(shown.totp_secret).generate_otp(int(self.clock().timestamp()) // 30)
        self.people.confirm_enrolment(key, " ".join(shown.passphrase), code)
        self.totp[handle] = shown.totp_secret
        return shown, seed

    def opens(self, handle: str, seed: Seed, roster: Roster) -> bool:
        """Tell whether somebody's grant opens to a roster's team key."""
        with self.database.reading() as session:
            held = session.get(TeamGrant, (roster.epoch, handle)) is not None
            return held and bool(
                team_seed(session, epoch=roster.epoch, team_key=roster.team_key, handle=handle, seed=seed)
            )


def furnish(database: Database, folder: Path, clock: Any, team: Any) -> Office:
    """Put the founders into an empty database."""
    totp = {handle: new_totp_secret() for handle in ("aru", "daniyar", "madina")}
    office = Office(
        database=database,
        rosters=RosterStore(pin=team.roster.digest),
        sessions=SessionStore(folder / "sessions", now=lambda: clock().timestamp()),
        places=Places(places=4, patience_seconds=5),
        clock=clock,
        team=team,
        totp=totp,
    )
    founders = [
        Founder(
            handle=handle,
            locked=lock_account(
                handle, team.seeds[handle], secret, normalise_passphrase(office.passphrase(handle)), CHEAP
            ),
            enrolment=signed_enrolment(handle, ("reviewer", "steward"), team.seeds[handle]),
        )
        for handle, secret in totp.items()
    ]
    grants = {name: sealed_grant(FIRST_EPOCH, team.team_seed, team.roster.person(name).seal_key) for name in totp}
    with database.writing() as session:
        install(session, team.signed, founders, grants)
    return office


@pytest.fixture
def office(embedded_review_database: Database, tmp_path: Path, clock: Any, team: Any) -> Office:
    """Give the office over SQLite."""
    return furnish(embedded_review_database, tmp_path, clock, team)


@pytest.fixture
def either_office(review_database: Database, tmp_path: Path, clock: Any, team: Any) -> Office:
    """Give the office, once over SQLite and once over PostgreSQL."""
    return furnish(review_database, tmp_path, clock, team)
