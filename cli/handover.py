"""`aigaq handover`: carries sealed items to review and answers back, on one machine or by a file in somebody's hand."""

from __future__ import annotations

import argparse
from pathlib import Path

from cli.carrying import Carrier, handover_key, settle_answer
from cli.errors import CommandFailed
from cli.files import read_file, write_new
from cli.places import intake_settings, open_intake, open_review, review_settings, roster_store
from cli.records import Subparsers
from testimony.database.clock import utc_now
from testimony.exchange.handover import (
    ITEMS_AT_ONCE,
    MAX_BUNDLE_BYTES,
    Report,
    collect,
    read_bundle,
    settled,
    take,
    write_bundle,
)
from testimony.roster.file import read_pin

_BY_HAND = """\
Between two machines, in this order:
  1. intake:  aigaq handover bundle --out ITEMS
  2. review:  aigaq handover import ITEMS --out ANSWER     (stores the items, signs an answer)
  3. intake:  aigaq handover import ANSWER                 (deletes what review has, delivers replies, newer roster)
  4. review:  aigaq handover settled ANSWER                (forgets the replies that step 3 delivered)
Every step may be repeated. A file that is lost costs nothing: items leave intake in step 3 only, and replies leave
review in step 4 only. Do step 4 within 30 days, or intake may show a source a message a second time: intake holds no
key with which it could tell review that a reply has arrived, so whoever carries the files says it.
"""
_BUNDLE_START = b'{"format":'


def configure(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = subparsers.add_parser(
        "handover",
        help="carry sealed items to review, and replies and rosters back",
        description=_BY_HAND,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    pull = actions.add_parser("pull", help="carry once between the two databases that the settings name")
    pull.set_defaults(run=run_pull)
    bundle = actions.add_parser("bundle", help="intake side: write the sealed items that wait to a file")
    bundle.add_argument("--out", type=Path, required=True, metavar="FILE")
    bundle.add_argument("--limit", type=int, default=ITEMS_AT_ONCE, help="at most so many items (%(default)s)")
    bundle.set_defaults(run=run_bundle)
    importing = actions.add_parser("import", help="take in what the other side wrote: items (review), answer (intake)")
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument("--out", type=Path, metavar="ANSWER", help="where review's signed answer goes")
    importing.set_defaults(run=run_import)
    done = actions.add_parser("settled", help="review side: this answer was imported on the intake side")
    done.add_argument("file", type=Path, metavar="ANSWER")
    done.set_defaults(run=run_settled)


def run_pull(_options: argparse.Namespace) -> int:
    """Carry everything that waits, in one or more rounds, sweep, and print what became of it."""
    carrier = Carrier.from_environment()
    try:
        reports = [carrier.once(limit=ITEMS_AT_ONCE)]
        while reports[-1].taken == ITEMS_AT_ONCE:
            reports.append(carrier.once(limit=ITEMS_AT_ONCE))
        swept = carrier.sweep()
    finally:
        carrier.close()
    for report in reports:
        print(_sentence(report))
    if swept.erased or swept.requests:
        print(f"erased {swept.erased}, expired requests {swept.requests}")
    return max(_status(report) for report in reports)


def run_bundle(options: argparse.Namespace) -> int:
    """Write a bundle; the items stay in intake until review's answer is imported."""
    if options.limit < 1:
        raise CommandFailed("--limit: at least 1")
    intake = open_intake()
    try:
        items = collect(intake, limit=options.limit)
    finally:
        intake.close()
    write_new(options.out, write_bundle(items))
    more = " More may wait: bundle again once the answer is imported." if len(items) == options.limit else ""
    print(f"{len(items)} sealed items in {options.out}.{more}")
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Tell items from an answer by what stands in the file."""
    blob = read_file(options.file, limit=MAX_BUNDLE_BYTES)
    if blob.startswith(_BUNDLE_START):
        return _take_items(blob, options.out)
    if options.out is not None:
        raise CommandFailed("--out: only items are answered; this file is none of them")
    return _take_answer(blob)


def run_settled(options: argparse.Namespace) -> int:
    """Forget replies that were delivered; only our own signed answer can name them."""
    blob = read_file(options.file, limit=MAX_BUNDLE_BYTES)
    rosters, review = roster_store(), open_review()
    try:
        settled(review, rosters, blob)
    finally:
        review.close()
    print("The replies in this answer count as delivered.")
    return 0


def _take_items(blob: bytes, out: Path | None) -> int:
    if out is None:
        raise CommandFailed("--out: needed, for the answer that goes back to intake")
    if out.exists():
        raise CommandFailed(f"{out}: is there already; move it away or name another")
    items = read_bundle(blob)
    key = handover_key(review_settings().handover_seed_path)
    rosters, review = roster_store(), open_review()
    try:
        answer, report = take(review, rosters, items, key=key, clock=utc_now)
    finally:
        review.close()
    write_new(out, answer)
    print(f"{_sentence(report)}\nCarry {out} to intake: aigaq handover import {out.name}")
    return _status(report)


def _take_answer(blob: bytes) -> int:
    settings = intake_settings()
    pin = read_pin(settings.roster_pin_path)
    intake = open_intake()
    try:
        roster = settle_answer(intake, blob, roster_path=settings.roster_path, pin=pin)
    finally:
        intake.close()
    print(f"Answer taken in; roster version {roster.version}. On the review side: aigaq handover settled ANSWER")
    return 0


def _sentence(report: Report) -> str:
    return f"taken {report.taken}, known {report.known}, refused {report.refused}, replies {report.replies}"


def _status(report: Report) -> int:
    # What review refuses stays in intake and needs somebody to look at it: a timer should not call that done.
    return 1 if report.refused else 0
