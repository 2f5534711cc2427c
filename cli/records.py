"""`aigaq records count`: how many testimonies are stored, on both sides together."""

from __future__ import annotations

import argparse
from contextlib import closing

from sqlalchemy import select

from cli.places import open_intake, open_review
from testimony.database.engine import Database
from testimony.exchange.models import OutboxItem
from testimony.record.models import Record

Subparsers = argparse._SubParsersAction  # noqa: SLF001 - argparse gives this type no public name


def configure(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command."""
    records = subparsers.add_parser("records", help="count the stored testimonies")
    actions = records.add_subparsers(metavar="ACTION", required=True)
    count = actions.add_parser("count", help="print one number")
    count.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Print the number."""
    with closing(open_intake()) as intake, closing(open_review()) as review:
        print(stored(intake, review))
    return 0


def stored(intake: Database, review: Database) -> int:
    """Count testimonies once each, whether they wait in intake, are in review, or both for a moment."""
    with intake.reading() as session:
        ids = set(session.scalars(select(OutboxItem.record_id).where(OutboxItem.kind == "testimony")))
    with review.reading() as session:
        ids.update(session.scalars(select(Record.id).where(Record.state != "erased")))
    return len(ids)
