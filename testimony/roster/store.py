"""The roster's versions as rows of the review database, verified from the pin whenever their bytes change."""

from __future__ import annotations

import threading
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from testimony.roster.chain import SignedRoster, check_proposal, is_complete, parse_signed, verify_chain
from testimony.roster.document import Roster
from testimony.roster.errors import RosterRefused
from testimony.roster.models import RosterProposal, RosterVersion


class RosterStore:
    """Gives the current roster inside the caller's transaction, and carries a next version to its signatures."""

    def __init__(self, *, pin: str) -> None:
        self.pin = pin
        self._lock = threading.Lock()
        self._verified: tuple[bytes, Roster, tuple[Roster, ...]] | None = None

    def current(self, session: Session) -> Roster:
        """Give the newest version, verified; raises RosterRefused."""
        return self._load(session)[0]

    def versions(self, session: Session) -> tuple[Roster, ...]:
        """Give every version, verified, oldest first; raises RosterRefused."""
        return self._load(session)[1]

    def chain(self, session: Session) -> tuple[SignedRoster, ...]:
        """Give the signed versions as they stand, oldest first."""
        rows = session.scalars(select(RosterVersion.signed).order_by(RosterVersion.version))
        return tuple(parse_signed(row) for row in rows)

    def proposals(self, session: Session) -> dict[str, SignedRoster]:
        """Give what still lacks a signature and may follow the current version, by proposal id."""
        current = self.current(session)
        fitting = {}
        for row in session.scalars(select(RosterProposal)):
            try:
                signed = parse_signed(row.signed)
                check_proposal(current, signed)
            except RosterRefused:
                continue  # made for a version that has passed, or damaged
            fitting[row.id] = signed
        return fitting

    def keep_proposal(self, session: Session, proposal_id: str, signed: SignedRoster) -> bool:
        """Keep a proposal; once two stewards have signed it becomes the newest version, and True is returned."""
        current = self.current(session)
        proposed = check_proposal(current, signed)
        if not is_complete(signed, by=current):
            session.merge(RosterProposal(id=proposal_id, signed=signed.to_bytes()))
            return False
        session.execute(delete(RosterProposal))  # every other proposal was made for the version that passes now
        session.add(RosterVersion(version=proposed.version, signed=signed.to_bytes()))
        return True

    def drop_proposal(self, session: Session, proposal_id: str) -> None:
        """Forget a proposal and the signatures on it."""
        session.execute(delete(RosterProposal).where(RosterProposal.id == proposal_id))

    def _load(self, session: Session) -> tuple[Roster, tuple[Roster, ...]]:
        blobs = list(session.scalars(select(RosterVersion.signed).order_by(RosterVersion.version)))
        stamp = sha256(b"".join(sha256(blob).digest() for blob in blobs)).digest()
        with self._lock:
            if self._verified is None or self._verified[0] != stamp:
                chain = tuple(parse_signed(blob) for blob in blobs)
                roster = verify_chain(chain, pin=self.pin)
                self._verified = (stamp, roster, tuple(signed.unverified_roster for signed in chain))
            return self._verified[1], self._verified[2]
