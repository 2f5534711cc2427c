"""The roster document: who works here, with which roles and public keys, and who the custodians are.

One canonical JSON object per version. A version is believed only as the end of a verified chain (`chain.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from crypto import canonical
from crypto.digests import sha256
from crypto.labels import DIGEST_ROSTER
from crypto.seeds import PUBLIC_KEY_BYTES
from crypto.signatures import VERIFYING_KEY_BYTES
from testimony.roster.errors import RosterRefused, UnknownPerson

REVIEWER, STEWARD, CUSTODIAN = "reviewer", "steward", "custodian"
ROLES = (REVIEWER, STEWARD, CUSTODIAN)  # a steward signs rosters; a custodian holds shares and never signs in
SIGNATURES_NEEDED = 2
MAX_PEOPLE = 200
MAX_CUSTODIANS = 9  # replicated shares grow as n choose t-1
HANDLE = re.compile(r"[a-z][a-z0-9-]{1,30}")
ZERO_HASH = "0" * 64
_FORMAT = "aigaq-roster-1"


@dataclass(frozen=True, kw_only=True)
class Person:
    """A call sign, its roles and its two public keys; suspended people stay listed and hold nothing."""

    handle: str
    roles: tuple[str, ...]
    seal_key: bytes
    sign_key: bytes
    active: bool = True

    def to_json(self) -> dict[str, object]:
        """Give the plain form that stands in the document."""
        return {
            "active": self.active,
            "handle": self.handle,
            "roles": list(self.roles),
            "seal_key": self.seal_key.hex(),
            "sign_key": self.sign_key.hex(),
        }


@dataclass(frozen=True, kw_only=True)
class Roster:
    """One version: its place in the chain, the team epoch, the people, and how many custodians must agree."""

    version: int
    previous: str
    epoch: int
    team_key: bytes
    demonstration: bool
    people: tuple[Person, ...]
    threshold: int
    handover_key: bytes

    def person(self, handle: str, role: str | None = None) -> Person:
        """Find an active person, in that role if one is named; raises UnknownPerson."""
        for person in self.people:
            if person.handle == handle and person.active and (role is None or role in person.roles):
                return person
        raise UnknownPerson("handle: nobody active of that call sign and role")

    def holders(self, role: str) -> tuple[Person, ...]:
        """List the active people who hold a role, by handle."""
        return tuple(person for person in self.people if person.active and role in person.roles)

    @property
    def custodians(self) -> tuple[Person, ...]:
        """List the custodians, by handle: the order in which shares are numbered."""
        return self.holders(CUSTODIAN)

    def signing_key_of(self, handle: str) -> bytes:
        """Give anyone's signing key, suspended people included, to check what they once signed; raises KeyError."""
        for person in self.people:
            if person.handle == handle:
                return person.sign_key
        raise KeyError(handle)

    def to_bytes(self) -> bytes:
        """Give the canonical bytes that are signed and hashed."""
        return canonical.dumps(
            {
                "demonstration": self.demonstration,
                "epoch": self.epoch,
                "format": _FORMAT,
                "handover_key": self.handover_key.hex(),
                "people": [person.to_json() for person in self.people],
                "previous": self.previous,
                "team_key": self.team_key.hex(),
                "threshold": self.threshold,
                "version": self.version,
            }
        )

    @property
    def digest(self) -> str:
        """Give the SHA-256 of this version as 64 hex digits; that of version 1 is the pin on paper."""
        return sha256(DIGEST_ROSTER, self.to_bytes()).hex()

    def next_version(self, *, people: tuple[Person, ...], threshold: int | None = None) -> Roster:
        """Give the successor with these people, unsigned."""
        return replace(
            self,
            version=self.version + 1,
            previous=self.digest,
            people=tuple(sorted(people, key=lambda person: person.handle)),
            threshold=self.threshold if threshold is None else threshold,
        )


def parse_roster(document: bytes) -> Roster:
    """Read a document and check every bound that needs no other version; raises RosterRefused, Damaged."""
    fields = canonical.loads(document)
    if not isinstance(fields, Mapping) or fields.get("format") != _FORMAT:
        raise RosterRefused("format: not a roster of this program")
    try:
        roster = Roster(
            version=_whole(fields["version"]),
            previous=str(fields["previous"]),
            epoch=_whole(fields["epoch"]),
            team_key=bytes.fromhex(fields["team_key"]),
            demonstration=bool(fields["demonstration"]),
            people=tuple(_parse_person(entry) for entry in fields["people"]),
            threshold=_whole(fields["threshold"]),
            handover_key=bytes.fromhex(fields["handover_key"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RosterRefused("roster: a field is missing or of the wrong kind") from error
    _check_bounds(roster)
    if roster.to_bytes() != document:
        raise RosterRefused("roster: fields beyond those this program knows")
    return roster


def _parse_person(entry: Mapping[str, object]) -> Person:
    roles = entry["roles"]
    if not isinstance(roles, list):
        raise TypeError("roles")
    return Person(
        handle=str(entry["handle"]),
        roles=tuple(str(role) for role in roles),
        seal_key=bytes.fromhex(str(entry["seal_key"])),
        sign_key=bytes.fromhex(str(entry["sign_key"])),
        active=entry["active"] is True,
    )


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("not a whole number from 1")
    return value


def _check_bounds(roster: Roster) -> None:
    handles = [person.handle for person in roster.people]
    custodians = len(roster.custodians)
    keys = [key for person in roster.people for key in (person.seal_key, person.sign_key)]
    checks = {
        "team_key": len(roster.team_key) == PUBLIC_KEY_BYTES,
        "handover_key": len(roster.handover_key) == VERIFYING_KEY_BYTES,
        "people: number": len(handles) <= MAX_PEOPLE,
        "people: sorted by handle, each once": handles == sorted(set(handles)),
        # One person under two names could sign for two.
        "people: a key held twice": len(set(keys)) == len(keys),
        "people: handle": all(HANDLE.fullmatch(handle) for handle in handles),
        "people: roles": all(
            p.roles and set(p.roles) <= set(ROLES) and len(set(p.roles)) == len(p.roles) for p in roster.people
        ),
        "people: a custodian is no reviewer": all(
            CUSTODIAN not in p.roles or p.roles == (CUSTODIAN,) for p in roster.people
        ),
        "people: keys": all(
            len(p.seal_key) == PUBLIC_KEY_BYTES and len(p.sign_key) == VERIFYING_KEY_BYTES for p in roster.people
        ),
        "custodians: number": custodians <= MAX_CUSTODIANS,
        # One custodian alone must never open an identity (invariant 2).
        "threshold": SIGNATURES_NEEDED <= roster.threshold <= custodians,
        "people: two stewards": len(roster.holders(STEWARD)) >= SIGNATURES_NEEDED,
    }
    for field, holds in checks.items():
        if not holds:
            raise RosterRefused(f"roster: {field}")
