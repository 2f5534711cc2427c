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
from testimony.people.errors import NoGrant, VouchRefused
from testimony.people.models import Account
from testimony.people.service import ACTIVE, ENROLLED, SUSPENDED
from testimony.people.team import grant, team_seed
from testimony.people.unlocked import Unlocked
from testimony.roster.chain import SignedRoster, valid_signers
from testimony.roster.document import REVIEWER, STEWARD, Person, Roster
from testimony.roster.errors import RosterRefused
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
            current, proposals = self.rosters.current(session), self.rosters.proposals(session)
            rows = session.scalars(select(Account).where(Account.state == ENROLLED).order_by(Account.handle))
            return tuple(
                Pending(
                    handle=row.handle,
                    roles=read_enrolment(row.enrolment).roles,
                    vouched_by=_signers(proposals.get(_proposal_id(_JOIN, row.handle)), current),
                )
                for row in rows
            )

    def leaving(self) -> tuple[Pending, ...]:
        """List whose suspension waits for a second signature."""
        with self.database.reading() as session:
            roster = self.rosters.current(session)
            return tuple(
                Pending(handle=person.handle, roles=person.roles, vouched_by=_signers(signed, roster))
                for signed in self.rosters.proposals(session).values()
                for person in _suspended_by(roster, signed.unverified_roster)
            )

    def vouch(self, unlocked: Unlocked, handle: str, words: str) -> bool:
        """Sign for a newcomer whose six words were heard; True once they are in. Raises VouchRefused."""
        _check_steward(unlocked)
        with self.database.writing() as session:
            newcomer = self._newcomer(session, handle, words)
            current = self.rosters.current(session)
            proposal_id = _proposal_id(_JOIN, handle)
            asked = current.next_version(people=(*current.people, newcomer)).to_bytes()
            signed = self.rosters.proposals(session).get(proposal_id)
            if signed is None or signed.document != asked:
                # Somebody who can write the table could have put more into it than this newcomer.
                signed = SignedRoster(document=asked)
            complete = self._sign(session, unlocked, proposal_id, signed)
            if complete and REVIEWER in newcomer.roles:
                self._grant_all_epochs(session, unlocked, newcomer)
            if complete:
                session.get_one(Account, handle).state = ACTIVE
            self._note(session, unlocked, "vouch", {"for": handle, "complete": complete})
        return complete

    def suspend(self, unlocked: Unlocked, handle: str) -> bool:
        """Sign that somebody leaves; True once two have. Raises VouchRefused.

        Their seat closes at once; a reader's leaving starts a new team epoch with the second signature.
        """
        _check_steward(unlocked)
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
            signed = self._leave_begun(session, unlocked, current, leaver)
            if signed is None:
                signed = SignedRoster(document=self._without(session, current, leaver).to_bytes())
            complete = self._sign(session, unlocked, proposal_id, signed)
            self._note(session, unlocked, "suspend", {"whom": handle, "complete": complete})
        return complete

    def _newcomer(self, session: Session, handle: str, words: str) -> Person:
        account = session.get(Account, handle)
        if account is None or account.state != ENROLLED:
            raise VouchRefused("nobody")
        newcomer = read_enrolment(account.enrolment)
        if newcomer.handle != handle or _spelled(words) != list(fingerprint_of(newcomer)):
            raise VouchRefused("words")
        return newcomer

    def _without(self, session: Session, current: Roster, leaver: Person) -> Roster:
        proposed = _next_without(current, leaver)
        if REVIEWER not in leaver.roles:
            return proposed
        # Who could read has the team key in memory or in a copy: what comes from now on goes to another one.
        fresh = Seed.generate()
        proposed = replace(proposed, epoch=current.epoch + 1, team_key=public_key(fresh))
        for proposal_id, signed in self.rosters.proposals(session).items():
            if signed.unverified_roster.epoch == proposed.epoch:
                # The grants of this epoch are about to be written over, and with that proposal nobody could read.
                self.rosters.drop_proposal(session, proposal_id)
        for person in proposed.holders(REVIEWER):
            grant(session, epoch=proposed.epoch, team_seed=fresh, handle=person.handle, seal_key=person.seal_key)
        return proposed

    def _leave_begun(
        self, session: Session, unlocked: Unlocked, current: Roster, leaver: Person
    ) -> SignedRoster | None:
        # A second signature goes under exactly what was asked, whatever somebody has put into the table.
        signed = self.rosters.proposals(session).get(_proposal_id(_LEAVE, leaver.handle))
        if signed is None:
            return None
        proposed = signed.unverified_roster
        asked = _next_without(current, leaver)
        if REVIEWER in leaver.roles:
            asked = replace(asked, epoch=current.epoch + 1, team_key=proposed.team_key)
        if proposed != asked:
            return None
        return signed if asked.epoch == current.epoch or self._trusts(session, unlocked, current, signed) else None

    def _trusts(self, session: Session, unlocked: Unlocked, current: Roster, signed: SignedRoster) -> bool:
        # A new team key is made or checked by somebody who reads already, or a steward could make it their own.
        if not unlocked.has_role(REVIEWER):
            if any(REVIEWER in current.person(handle).roles for handle in valid_signers(signed, by=current)):
                return True
            raise VouchRefused("reader")
        try:
            self._opened(session, unlocked, signed.unverified_roster)
        except NoGrant:
            return False
        return True

    def _opened(self, session: Session, unlocked: Unlocked, roster: Roster) -> Seed:
        return team_seed(
            session, epoch=roster.epoch, team_key=roster.team_key, handle=unlocked.handle, seed=unlocked.seed
        )

    def _sign(self, session: Session, unlocked: Unlocked, proposal_id: str, signed: SignedRoster) -> bool:
        if unlocked.handle in valid_signers(signed, by=self.rosters.current(session)):
            raise VouchRefused("twice")
        both = signed.signed_by(unlocked.handle, unlocked.signing_key)
        try:
            return self.rosters.keep_proposal(session, proposal_id, both)
        except RosterRefused as error:
            raise VouchRefused("rules") from error

    def _grant_all_epochs(self, session: Session, unlocked: Unlocked, newcomer: Person) -> None:
        latest = {roster.epoch: roster for roster in self.rosters.versions(session)}
        for epoch, roster in latest.items():
            try:
                opened = self._opened(session, unlocked, roster)
            except NoGrant as error:
                raise VouchRefused("reader") from error
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


def _next_without(current: Roster, leaver: Person) -> Roster:
    return current.next_version(people=tuple(replace(p, active=False) if p == leaver else p for p in current.people))


def _check_steward(unlocked: Unlocked) -> None:
    if not unlocked.has_role(STEWARD):
        raise VouchRefused("role")


def _signers(signed: SignedRoster | None, current: Roster) -> tuple[str, ...]:
    return () if signed is None else valid_signers(signed, by=current)


def _proposal_id(kind: str, handle: str) -> str:
    return sha256(f"{kind}{handle}".encode()).hexdigest()[:32]


def _spelled(words: str) -> list[str]:
    return words.casefold().replace("-", " ").split()
