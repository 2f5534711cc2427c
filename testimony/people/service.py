"""Lets people in: a one-time link, generated keys, sign-in, and a session that ends by itself."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from crypto.errors import CryptoError
from crypto.passphrases import READER_COST, Argon2Cost, Passphrase, generate_passphrase, lock, normalise_passphrase
from crypto.seeds import Seed, public_key
from crypto.sessions import new_cookie_key
from testimony.database.clock import Clock, iso_week
from testimony.database.engine import Database
from testimony.ledger.head import Head
from testimony.ledger.ledger import append, cosign
from testimony.ledger.verification import check_extends
from testimony.people.enrolment import (
    Enrolment,
    Invited,
    Opened,
    fingerprint_of,
    lock_account,
    new_totp_secret,
    read_enrolment,
    signed_enrolment,
    totp_step,
    totp_uri,
    unlock_account,
)
from testimony.people.errors import InvitationRefused, SessionEnded, SignInFailed
from testimony.people.models import Account, Invitation
from testimony.people.places import Places
from testimony.people.sessions import SessionStore
from testimony.people.unlocked import Unlocked
from testimony.roster.document import CUSTODIAN, HANDLE, ROLES
from testimony.roster.errors import UnknownPerson
from testimony.roster.store import RosterStore

INVITATION_DAYS = 3
ENROLLED, ACTIVE, SUSPENDED = "enrolled", "active", "suspended"
_NEVER = 0


@dataclass(frozen=True, kw_only=True)
class People:
    """Invitation, enrolment, sign-in and sessions; `places` bounds how many passphrases are checked at once."""

    database: Database
    rosters: RosterStore
    sessions: SessionStore
    places: Places
    clock: Clock
    now: Callable[[], float] = time.time
    cost: Argon2Cost = READER_COST
    # Opened for a handle nobody has, so that a wrong handle takes as long as a wrong passphrase.
    _decoy: list[bytes] = field(default_factory=list, repr=False)

    def invite(self, handle: str, roles: Sequence[str]) -> str:
        """Make a one-time link's token; raises InvitationRefused for a handle or roles that can't be."""
        if not HANDLE.fullmatch(handle):
            raise InvitationRefused("handle: 2 to 31 small letters, digits or hyphens, a letter first")
        if not roles or not set(roles) <= set(ROLES) - {CUSTODIAN}:
            raise InvitationRefused("roles: reviewer or steward; a custodian never signs in")
        token = secrets.token_urlsafe(24)
        expires_on = (self.clock() + timedelta(days=INVITATION_DAYS)).date()
        with self.database.writing() as session:
            if session.get(Account, handle) is not None or self._on_roster(session, handle):
                raise InvitationRefused("handle: taken")
            session.execute(delete(Invitation).where(Invitation.handle == handle))
            session.add(
                Invitation(
                    token_digest=_token_digest(token), handle=handle, roles=" ".join(roles), expires_on=expires_on
                )
            )
        return token

    def invitation(self, token: str) -> Invited:
        """Tell whom a link is for; raises InvitationRefused."""
        with self.database.reading() as session:
            return self._invited(session, token)

    def begin_enrolment(self, key: bytes, token: str) -> None:
        """Make keys, passphrase and TOTP secret; they wait under the cookie key until they are confirmed."""
        invited = self.invitation(token)
        content = {
            "enrolling": invited.handle,
            "roles": list(invited.roles),
            "token": token,
            "seed": Seed.generate().reveal().hex(),
            "passphrase": generate_passphrase().reveal(),
            "totp": new_totp_secret(),
        }
        self.sessions.open(key, content)

    def enrolment(self, key: bytes) -> Enrolment:
        """Show the newcomer their passphrase, TOTP secret and fingerprint; raises SessionEnded."""
        content = self._enrolling(key)
        person = read_enrolment(signed_enrolment(content["enrolling"], content["roles"], _seed(content)))
        return Enrolment(
            handle=person.handle,
            passphrase=tuple(content["passphrase"].split()),
            totp_secret=content["totp"],
            totp_uri=totp_uri(person.handle, content["totp"]),
            fingerprint=fingerprint_of(person),
        )

    def confirm_enrolment(self, key: bytes, passphrase: str, code: str) -> None:
        """Make the account once passphrase and code were typed back; raises SignInFailed, InvitationRefused."""
        content = self._enrolling(key)
        given = _passphrase(passphrase)
        step = totp_step(content["totp"], code, at=self.now(), after=_NEVER)
        if given != normalise_passphrase(content["passphrase"]) or step is None:
            raise SignInFailed("sign-in")
        handle, seed = content["enrolling"], _seed(content)
        with self.places.place():
            locked = lock_account(handle, seed, content["totp"], given, self.cost)
        with self.database.writing() as session:
            self._invited(session, content["token"], lock=True)
            session.execute(delete(Invitation).where(Invitation.handle == handle))
            session.add(
                Account(
                    handle=handle,
                    state=ENROLLED,
                    locked=locked,
                    enrolment=signed_enrolment(handle, content["roles"], seed),
                    last_totp_step=step,
                )
            )
        self.sessions.close(key)

    def sign_in(self, handle: str, passphrase: str, code: str, remembered_head: str | None) -> bytes:
        """Open a session and give its cookie key; raises SignInFailed, Busy, LedgerBroken for a ledger set back."""
        opened = self._unlock(handle, passphrase)
        with self.database.writing() as session:
            # Locked: of two sign-ins with the same code, one comes second.
            account = session.get(Account, handle, with_for_update=True)
            if account is None or account.state != ACTIVE:
                raise SignInFailed("sign-in")
            step = totp_step(opened.totp_secret, code, at=self.now(), after=account.last_totp_step)
            if step is None:
                raise SignInFailed("sign-in")
            account.last_totp_step = step
            unlocked = self._believed(session, handle, opened.seed)
            if remembered_head:
                check_extends(session, Head.parse_cookie(remembered_head))
            self._note(session, unlocked, "sign-in", {})
        key = new_cookie_key()
        self.sessions.open(key, {"handle": handle, "seed": opened.seed.reveal().hex()})
        return key

    def resume(self, key: bytes) -> Unlocked:
        """Give the person behind a session, for one request; raises SessionEnded."""
        content = self.sessions.read(key)
        if "handle" not in content:
            raise SessionEnded("no session under this cookie")
        with self.database.reading() as session:
            account = session.get(Account, content["handle"])
            if account is None or account.state != ACTIVE:
                self.sessions.close(key)
                raise SessionEnded("the seat is suspended")
            try:
                return self._believed(session, content["handle"], _seed(content))
            except SignInFailed as error:
                raise SessionEnded("the seat is not on the roster") from error

    def confirm(self, key: bytes, passphrase: str) -> Unlocked:
        """Ask for the passphrase again; raises SessionEnded, SignInFailed, Busy."""
        unlocked = self.resume(key)
        opened = self._unlock(unlocked.handle, passphrase)
        if opened.seed != unlocked.seed:
            raise SignInFailed("sign-in")
        return unlocked

    def sign_out(self, key: bytes) -> None:
        """End a session."""
        self.sessions.close(key)

    def head_text(self, unlocked: Unlocked) -> str:
        """Sign the ledger's present head and give it in one word, for the browser to remember."""
        with self.database.writing() as session:
            return cosign(session, handle=unlocked.handle, key=unlocked.signing_key).to_cookie()

    def suspend_seat(self, handle: str) -> None:
        """Refuse sign-in and end sessions at once; the roster follows when two stewards sign. Raises SignInFailed."""
        with self.database.writing() as session:
            changed = update(Account).where(Account.handle == handle).values(state=SUSPENDED)
            if not session.scalars(changed.returning(Account.handle)).all():
                raise SignInFailed("handle: nobody")
            append(
                session,
                kind="seat-closed",
                detail={"by": "administrator", "whom": handle},
                week=iso_week(self.clock()),
                team_key=self.rosters.current(session).team_key,
            )

    def _unlock(self, handle: str, passphrase: str) -> Opened:
        with self.database.reading() as session:
            account = session.get(Account, handle)
            locked = account.locked if account is not None else None
        with self.places.place():
            try:
                given = _passphrase(passphrase)
                return unlock_account(handle, locked or self._decoy_lock(), given)
            except CryptoError as error:
                raise SignInFailed("sign-in") from error

    def _decoy_lock(self) -> bytes:
        if not self._decoy:
            self._decoy.append(lock(b"", generate_passphrase(), context=b"decoy", cost=self.cost))
        return self._decoy[0]

    def _believed(self, session: Session, handle: str, seed: Seed) -> Unlocked:
        # The seat's seed must be the one whose public half two stewards signed: a seed put into the table is nobody.
        roster = self.rosters.current(session)
        try:
            person = roster.person(handle)
        except UnknownPerson as error:
            raise SignInFailed("sign-in") from error
        if not hmac.compare_digest(person.seal_key, public_key(seed)):
            raise SignInFailed("sign-in")
        return Unlocked(handle=handle, seed=seed, roster=roster)

    def _note(self, session: Session, unlocked: Unlocked, kind: str, detail: Mapping[str, object]) -> None:
        append(
            session,
            kind=kind,
            detail={"by": unlocked.handle, **detail},
            week=iso_week(self.clock()),
            team_key=unlocked.roster.team_key,
        )
        cosign(session, handle=unlocked.handle, key=unlocked.signing_key)

    def _invited(self, session: Session, token: str, *, lock: bool = False) -> Invited:
        row = session.get(Invitation, _token_digest(token), with_for_update=lock)
        if row is None or row.expires_on < self.clock().date():
            raise InvitationRefused("link: used, expired or unknown")
        return Invited(handle=row.handle, roles=tuple(row.roles.split()))

    def _enrolling(self, key: bytes) -> Mapping[str, Any]:
        content = self.sessions.read(key)
        if "enrolling" not in content:
            raise SessionEnded("no enrolment under this cookie")
        return content

    def _on_roster(self, session: Session, handle: str) -> bool:
        return any(person.handle == handle for person in self.rosters.current(session).people)


def _passphrase(text: str) -> Passphrase:
    try:
        return normalise_passphrase(text)
    except CryptoError as error:
        raise SignInFailed("sign-in") from error


def _seed(content: Mapping[str, Any]) -> Seed:
    return Seed(bytes.fromhex(content["seed"]))


def _token_digest(token: str) -> str:
    return sha256(token.encode("utf-8")).hexdigest()
