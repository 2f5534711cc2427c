"""Carries items, replies and rosters between the two databases of one machine."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from cli.errors import CommandFailed
from cli.places import intake_settings, open_intake, open_review, review_settings, roster_store
from crypto.errors import CryptoError
from crypto.seeds import Seed, signing_key
from crypto.signatures import SigningKey
from testimony.database.clock import utc_now
from testimony.database.engine import Database
from testimony.database.errors import DatabaseError
from testimony.exchange.errors import ExchangeError
from testimony.exchange.handover import ITEMS_AT_ONCE, Report, collect, settle, settled, take
from testimony.exchange.mailboxes import MailboxStore
from testimony.ledger.errors import LedgerError
from testimony.retention.sweeping import Swept, sweep, sweep_intake
from testimony.roster.chain import load_chain, verify_chain
from testimony.roster.document import Roster
from testimony.roster.errors import RosterError, RosterRollback
from testimony.roster.file import read_bounded, write_chain
from testimony.roster.store import RosterStore

logger = logging.getLogger("aigaq.events")


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """Both ends of the hand-over, and the key with which review's answers are signed."""

    intake: Database
    review: Database
    rosters: RosterStore
    key: SigningKey
    roster_path: Path

    @classmethod
    def from_environment(cls) -> Carrier:
        """Open both databases and the hand-over key; raises CommandFailed, DatabaseError."""
        return cls(
            intake=open_intake(),
            review=open_review(),
            rosters=roster_store(),
            key=handover_key(review_settings().handover_seed_path),
            roster_path=intake_settings().roster_path,
        )

    def once(self, *, limit: int = ITEMS_AT_ONCE) -> Report:
        """Carry everything that waits, up to `limit` items; raises what the two sides refuse."""
        items = collect(self.intake, limit=limit)
        answer, report = take(self.review, self.rosters, items, key=self.key, clock=utc_now)
        settle_answer(self.intake, answer, roster_path=self.roster_path, pin=self.rosters.pin)
        settled(self.review, self.rosters, answer)
        return report

    def sweep(self) -> Swept:
        """Destroy on both sides what has reached its day."""
        sweep_intake(self.intake, MailboxStore(), utc_now)
        return sweep(self.review, self.rosters, utc_now)

    def try_once(self, *, sweeping: bool = False) -> None:
        """Carry once, sweep if told to, and leave what can't be done now for the next time."""
        try:
            self.once()
            if sweeping:
                self.sweep()
        except (CryptoError, DatabaseError, ExchangeError, LedgerError, RosterError, SQLAlchemyError, OSError) as error:
            logger.warning("handover_postponed kind=%s", type(error).__name__)

    def close(self) -> None:
        """Close both databases."""
        self.intake.close()
        self.review.close()


def settle_answer(intake: Database, answer: bytes, *, roster_path: Path, pin: str) -> Roster:
    """Do on the intake side what review's signed answer says, and give the roster that then holds.

    Raises BundleRefused for a forged answer, RosterRollback for one that is older than the roster in place.
    """
    chain = read_bounded(roster_path)
    current = verify_chain(load_chain(chain), pin=pin)
    # Intake believes the answer by the roster it has; the newer one inside is installed after.
    newer = settle(intake, MailboxStore(), answer, roster=current, clock=utc_now).encode("utf-8")
    if newer == chain:
        return current
    successor = verify_chain(load_chain(newer), pin=pin)
    if successor.version < current.version or not _continues(newer, chain):
        # An answer of last month, carried a second time, must not bring back the keys of somebody who has left.
        raise RosterRollback("answer: its roster is older than, or other than, the one in place")
    write_chain(roster_path, newer)
    return successor


def handover_key(path: Path) -> SigningKey:
    """Read the hand-over's signing key; raises CommandFailed."""
    try:
        return signing_key(Seed(bytes.fromhex(path.read_text("ascii").strip())))
    except (OSError, ValueError, CryptoError) as error:
        raise CommandFailed(f"REVIEW_HANDOVER_SEED_FILE: {path.name} can't be read") from error


def _continues(newer: bytes, chain: bytes) -> bool:
    known = [signed.document for signed in load_chain(chain)]
    return [signed.document for signed in load_chain(newer)][: len(known)] == known
