"""Brings people onto the roster and off it, by two stewards who each sign; a leaver starts a new team epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from crypto.seeds import Seed, public_key
from testimony.database.clock import Clock, iso_week
from testimony.database.engine import Database
from testimony.ledger.ledger import append, cosign
from testimony.people.enrolment import fingerprint_of, read_enrolment
from testimony.people.errors import VouchRefused
from testimony.people.models import Account
from testimony.people.service import ACTIVE, ENROLLED, SUSPENDED
from testimony.people.team import grant, team_seed
from testimony.people.unlocked import Unlocked
from testimony.roster.chain import SignedRoster
from testimony.roster.document import REVIEWER, STEWARD, Person, Roster
from testimony.roster.store import RosterStore

_JOIN, _LEAVE = "join-", "leave-"


@dataclass(frozen=True, kw_only=True)
class Pending:
    """Somebody who waits for signatures."""

    handle: str
    roles: tuple[str, ...]
    vouched_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody on the roster; `account_state` is empty for custodians, who have no seat."""

    handle: str
    roles: tuple[str, ...]
    active: bool
    account_state: str


@dataclass(frozen=True, kw_only=True)
class Vouching:
    """The stewards' acts; each is called with a person whose passphrase was just asked again."""

    database: Database
    rosters: RosterStore
    clock: Clock

    def colleagues(self) -> tuple[Colleague, ...]:
        """List the people of the roster."""
        with self.database.reading() as session:
            states = {row.handle: row.state for row in session.scalars(select(Account))}
            return tuple(
                Colleague(
                    handle=person.handle,
                    roles=person.roles,
                    active=person.active,
                    account_state=states.get(person.handle, ""),
                )
                for person in self.rosters.current(session).people
            )

    def joining(self) -> tuple[Pending, ...]:
        """List who has enrolled and waits to be vouched for."""
        with self.database.reading() as session:
            proposals = self.rosters.proposals(session)
            rows = session.scalars(select(Account).where(Account.state == ENROLLED).order_by(Account.handle))
            return tuple(
                Pending(
                    handle=row.handle,
                    roles=read_enrolment(row.enrolment).roles,
                    vouched_by=_signers(proposals.get(_proposal_id(_JOIN, row.handle))),
                )
                for row in rows
            )

    def leaving(self) -> tuple[Pending, ...]:
        """List whose suspension waits for a second signature."""
        with self.database.reading() as session:
            roster = self.rosters.current(session)
            return tuple(
                Pending(handle=person.handle, roles=person.roles, vouched_by=_signers(signed))
                for signed in self.rosters.proposals(session).values()
                for person in _suspended_by(roster, signed.unverified_roster)
            )

    def vouch(self, unlocked: Unlocked, handle: str, words: str) -> bool:
        """Sign for a newcomer whose six words were heard; True once they are in. Raises VouchRefused, NoGrant."""
        with self.database.writing() as session:
            newcomer = self._newcomer(session, unlocked, handle, words)
            current = self.rosters.current(session)
            proposal_id = _proposal_id(_JOIN, handle)
            signed = self.rosters.proposals(session).get(proposal_id)
            if signed is None or newcomer not in signed.unverified_roster.people:
                signed = SignedRoster(document=current.next_version(people=(*current.people, newcomer)).to_bytes())
            complete = self._sign(session, unlocked, proposal_id, signed)
            if complete and REVIEWER in newcomer.roles:
                self._grant_all_epochs(session, unlocked, newcomer)
            if complete:
                session.get_one(Account, handle).state = ACTIVE
            self._note(session, unlocked, "vouch", {"for": handle, "complete": complete})
        return complete

    def suspend(self, unlocked: Unlocked, handle: str) -> bool:
        """Sign that somebody leaves; their seat closes at once, the new epoch starts with the second signature."""
        if handle == unlocked.handle:
            raise VouchRefused("self")
        with self.database.writing() as session:
            current = self.rosters.current(session)
            leaver = next((p for p in current.people if p.handle == handle and p.active), None)
            if leaver is None:
                raise VouchRefused("nobody")
            account = session.get(Account, handle)
            if account is not None:
                account.state = SUSPENDED
            proposal_id = _proposal_id(_LEAVE, handle)
            signed = self.rosters.proposals(session).get(proposal_id)
            if signed is None:
                signed = SignedRoster(document=self._without(session, current, leaver).to_bytes())
            else:
                self._check_new_epoch(session, unlocked, signed.unverified_roster)
            complete = self._sign(session, unlocked, proposal_id, signed)
            self._note(session, unlocked, "suspend", {"whom": handle, "complete": complete})
        return complete

    def _newcomer(self, session: Session, unlocked: Unlocked, handle: str, words: str) -> Person:
        account = session.get(Account, handle)
        if account is None or account.state != ENROLLED:
            raise VouchRefused("nobody")
        if not unlocked.has_role(STEWARD):
            raise VouchRefused("role")
        newcomer = read_enrolment(account.enrolment)
        if newcomer.handle != handle or _spelled(words) != list(fingerprint_of(newcomer)):
            raise VouchRefused("words")
        return newcomer

    def _without(self, session: Session, current: Roster, leaver: Person) -> Roster:
        people = tuple(replace(p, active=False) if p == leaver else p for p in current.people)
        if REVIEWER not in leaver.roles:
            return current.next_version(people=people)
        # Who could read has the team key in memory or in a copy: what comes from now on goes to another one.
        fresh = Seed.generate()
        proposed = replace(current.next_version(people=people), epoch=current.epoch + 1, team_key=public_key(fresh))
        for person in proposed.holders(REVIEWER):
            grant(session, epoch=proposed.epoch, team_seed=fresh, handle=person.handle, seal_key=person.seal_key)
        return proposed

    def _check_new_epoch(self, session: Session, unlocked: Unlocked, proposed: Roster) -> None:
        # Who signs must hold the seed of the new team key, or one steward could make it their own.
        if proposed.epoch != unlocked.roster.epoch and unlocked.has_role(REVIEWER):
            team_seed(
                session,
                epoch=proposed.epoch,
                team_key=proposed.team_key,
                handle=unlocked.handle,
                seed=unlocked.seed,
            )

    def _sign(self, session: Session, unlocked: Unlocked, proposal_id: str, signed: SignedRoster) -> bool:
        if unlocked.handle in _signers(signed):
            raise VouchRefused("twice")
        return self.rosters.keep_proposal(session, proposal_id, signed.signed_by(unlocked.handle, unlocked.signing_key))

    def _grant_all_epochs(self, session: Session, unlocked: Unlocked, newcomer: Person) -> None:
        team_keys = {roster.epoch: roster.team_key for roster in self.rosters.versions(session)}
        for epoch, team_key in team_keys.items():
            opened = team_seed(session, epoch=epoch, team_key=team_key, handle=unlocked.handle, seed=unlocked.seed)
            grant(session, epoch=epoch, team_seed=opened, handle=newcomer.handle, seal_key=newcomer.seal_key)

    def _note(self, session: Session, unlocked: Unlocked, kind: str, detail: dict[str, object]) -> None:
        append(
            session,
            kind=kind,
            detail={"by": unlocked.handle, **detail},
            week=iso_week(self.clock()),
            team_key=unlocked.roster.team_key,
        )
        cosign(session, handle=unlocked.handle, key=unlocked.signing_key)


def _suspended_by(current: Roster, proposed: Roster) -> Sequence[Person]:
    active = {person.handle for person in proposed.people if person.active}
    return [person for person in current.people if person.active and person.handle not in active]


def _signers(signed: SignedRoster | None) -> tuple[str, ...]:
    return () if signed is None else tuple(handle for handle, _ in signed.signatures)


def _proposal_id(kind: str, handle: str) -> str:
    return sha256(f"{kind}{handle}".encode()).hexdigest()[:32]


def _spelled(words: str) -> list[str]:
    return words.casefold().replace("-", " ").split()
