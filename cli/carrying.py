"""Carries items, replies and rosters between the two databases of one machine."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from cli.errors import CommandFailed
from cli.places import intake_settings, open_intake, open_review, review_settings, roster_store
from crypto.errors import CryptoError
from crypto.seeds import Seed, signing_key
from crypto.signatures import SigningKey
from testimony.database.clock import utc_now
from testimony.database.engine import Database
from testimony.database.errors import DatabaseError
from testimony.exchange.errors import ExchangeError
from testimony.exchange.handover import Report, collect, settle, settled, take
from testimony.exchange.mailboxes import MailboxStore
from testimony.roster.chain import load_chain, verify_chain
from testimony.roster.errors import RosterError
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
        """Open both databases and the hand-over key; raises CommandFailed."""
        return cls(
            intake=open_intake(),
            review=open_review(),
            rosters=roster_store(),
            key=handover_key(review_settings().handover_seed_path),
            roster_path=intake_settings().roster_path,
        )

    def once(self) -> Report:
        """Carry everything that waits, once; raises what the two sides refuse."""
        answer, report = take(self.review, self.rosters, collect(self.intake), key=self.key, clock=utc_now)
        # Intake believes the answer by the roster it has; the newer one inside is installed after.
        chain = read_bounded(self.roster_path)
        roster = verify_chain(load_chain(chain), pin=self.rosters.pin)
        newer = settle(self.intake, MailboxStore(), answer, roster=roster, clock=utc_now).encode("utf-8")
        if newer != chain:
            verify_chain(load_chain(newer), pin=self.rosters.pin)
            write_chain(self.roster_path, newer)
        settled(self.review, self.rosters, answer)
        return report

    def try_once(self) -> None:
        """Carry once, and leave what can't be carried now for the next time."""
        try:
            self.once()
        except (DatabaseError, ExchangeError, RosterError) as error:
            logger.warning("handover_postponed kind=%s", type(error).__name__)


def handover_key(path: Path) -> SigningKey:
    """Read the hand-over's signing key; raises CommandFailed."""
    try:
        return signing_key(Seed(bytes.fromhex(path.read_text("ascii").strip())))
    except (OSError, ValueError, CryptoError) as error:
        raise CommandFailed(f"REVIEW_HANDOVER_SEED_FILE: {path.name} can't be read") from error
