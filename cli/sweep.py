"""`aigaq sweep`: destroys what has reached its day; for a daily timer, and done by every `handover pull` too."""

from __future__ import annotations

import argparse
from contextlib import closing

from cli.places import open_intake, open_review, roster_store
from cli.records import Subparsers
from testimony.database.clock import utc_now
from testimony.database.engine import Database
from testimony.exchange.mailboxes import MailboxStore
from testimony.retention.sweeping import sweep, sweep_intake
from testimony.roster.store import RosterStore

BOTH, INTAKE, REVIEW = "both", "intake", "review"


def configure(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "sweep",
        help="destroy what has reached its day",
        description="Withdrawn testimonies after 30 days, expired requests with their shares, drafts, old messages.",
    )
    parser.add_argument("--side", choices=(BOTH, INTAKE, REVIEW), default=BOTH, help="what lives here (%(default)s)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Sweep, and say it in numbers; 1 where deleted bytes still stand in a log that a reader holds."""
    emptied = True
    if options.side != INTAKE:
        rosters = roster_store()
        with closing(open_review()) as review:
            emptied = swept_review(review, rosters)
    if options.side != REVIEW:
        with closing(open_intake()) as intake:
            emptied = sweep_intake(intake, MailboxStore(), utc_now) and emptied
    if not emptied:
        print("Deleted bytes still stand in a log that somebody reads now: sweep again soon.")
    return 0 if emptied else 1


def swept_review(review: Database, rosters: RosterStore) -> bool:
    """Sweep review and print what became of it; False where its log could not be emptied."""
    swept = sweep(review, rosters, utc_now)
    print(f"erased {swept.erased}, waiting to be read first {swept.waiting}, expired requests {swept.requests}")
    return swept.emptied
