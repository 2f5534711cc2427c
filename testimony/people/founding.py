"""The first roster: founders bring their own keys, one makes the team key, two sign; no administrator takes part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crypto.seeds import Seed, signing_key
from testimony.people.enrolment import read_enrolment
from testimony.people.errors import InvitationRefused
from testimony.people.models import Account, TeamGrant
from testimony.people.service import ACTIVE
from testimony.roster.chain import SignedRoster, verify_chain
from testimony.roster.document import CUSTODIAN, ZERO_HASH, Person, Roster, parse_roster
from testimony.roster.models import RosterVersion

FIRST_EPOCH = 1


@dataclass(frozen=True, kw_only=True)
class Founder:
    """One founder's seat as it comes from their own machine: locked seed and self-signed keys."""

    handle: str
    locked: bytes
    enrolment: bytes


def first_roster(
    enrolments: Sequence[bytes], *, threshold: int, team_key: bytes, handover_key: bytes, demonstration: bool
) -> Roster:
    """Compose version 1 from self-signed keys; raises InvitationRefused, RosterRefused for what can't be a roster."""
    people = sorted((read_enrolment(blob) for blob in enrolments), key=lambda person: person.handle)
    roster = Roster(
        version=1,
        previous=ZERO_HASH,
        epoch=FIRST_EPOCH,
        team_key=team_key,
        demonstration=demonstration,
        people=tuple(people),
        threshold=threshold,
        handover_key=handover_key,
    )
    return parse_roster(roster.to_bytes())


def sign_first(roster: Roster, seeds: Mapping[str, Seed]) -> SignedRoster:
    """Sign version 1 with each founder's seed, by handle."""
    signed = SignedRoster(document=roster.to_bytes())
    for handle, seed in seeds.items():
        signed = signed.signed_by(handle, signing_key(seed))
    return signed


def install(session: Session, signed: SignedRoster, founders: Sequence[Founder], grants: Mapping[str, bytes]) -> Roster:
    """Put version 1, the founders' seats and their sealed team grants into an empty database; gives the roster.

    Raises RosterRefused unless two founders signed, InvitationRefused if the database has a roster already.
    """
    if session.scalar(select(func.count()).select_from(RosterVersion)):
        raise InvitationRefused("database: has its founders already")
    roster = verify_chain((signed,), pin=signed.unverified_roster.digest)
    session.add(RosterVersion(version=1, signed=signed.to_bytes()))
    for founder in founders:
        _check_seat(roster, founder)
        session.add(
            Account(
                handle=founder.handle,
                state=ACTIVE,
                locked=founder.locked,
                enrolment=founder.enrolment,
                last_totp_step=0,
            )
        )
    for handle, sealed in grants.items():
        session.add(TeamGrant(epoch=FIRST_EPOCH, handle=handle, sealed=sealed))
    return roster


def _check_seat(roster: Roster, founder: Founder) -> None:
    person: Person = roster.person(founder.handle)
    if CUSTODIAN in person.roles or read_enrolment(founder.enrolment) != person:
        raise InvitationRefused("seat: not the keys on the roster, or a custodian's")
