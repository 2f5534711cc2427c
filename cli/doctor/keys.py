"""Checks of the roster and of the keys that must agree with it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from cli.carrying import handover_key
from cli.doctor.findings import Finding, ok, unknown, wrong
from cli.errors import CommandFailed
from config.settings import is_loopback
from testimony.database.engine import Database
from testimony.exchange.seen import SeenRosters
from testimony.ledger.models import LedgerEntry
from testimony.roster.chain import load_chain, verify_chain
from testimony.roster.document import Roster
from testimony.roster.errors import RosterError
from testimony.roster.file import read_bounded, read_pin
from testimony.roster.models import RosterVersion
from testimony.roster.store import RosterStore


def read_roster(path: Path, pin_path: Path) -> Roster | Finding:
    """Give the roster of a file, verified from the pin, or the finding that it can't be believed."""
    if not path.exists() and not pin_path.exists():
        return unknown("roster file", "there is none yet", "`aigaq init --founding` puts it there")
    try:
        return verify_chain(load_chain(read_bounded(path)), pin=read_pin(pin_path))
    except RosterError as error:
        return wrong("roster file", str(error), "compare the pin with paper; take the roster from review again")


def check_newer_than_seen(intake: Database, roster: Roster) -> Finding:
    """Check that intake's roster is not older than the one it has used."""
    newest = SeenRosters(intake).newest()
    if newest is not None and (roster.version, roster.digest) != newest and roster.version <= newest[0]:
        detail = f"version {roster.version}, but version {newest[0]} was used already"
        return wrong("roster file", detail, "somebody put an old one back: run `aigaq handover pull`, and ask who")
    return ok("roster file", f"version {roster.version}, {len(roster.people)} people, verified from the pin")


def has_roster(review: Database) -> bool:
    """Tell whether the founders' roster was installed."""
    with review.reading() as session:
        return session.scalar(select(func.count()).select_from(RosterVersion)) != 0


def no_roster() -> Finding:
    """Say that the founders are still to come."""
    return unknown("roster in review", "there is none yet", "`aigaq init --founding` takes it in")


def read_review_roster(review: Database, pin: str) -> Roster | Finding:
    """Give the roster of the review database, verified from the pin, or the finding that it can't be believed."""
    try:
        with review.reading() as session:
            return RosterStore(pin=pin).current(session)
    except RosterError as error:
        return wrong("roster in review", str(error), "compare the pin with paper; don't work with this database")


def check_file_keeps_up(roster: Roster, in_file: Roster | Finding | None) -> Finding:
    """Check that the file which intake reads, where it is here too, is as new as review's roster."""
    if isinstance(in_file, Roster) and in_file.version < roster.version:
        detail = f"version {roster.version}, intake still has {in_file.version}"
        return wrong("roster in review", detail, "`aigaq handover pull` carries it over")
    return ok("roster in review", f"version {roster.version}, verified from the pin")


def check_demonstration(roster: Roster, host: str) -> Finding:
    """Check that demonstration keys serve this machine only (invariant 10)."""
    if not roster.demonstration:
        return ok("keys", "no demonstration keys")
    if is_loopback(host):
        return ok("keys", "demonstration keys, on this machine only: never for real testimony")
    return wrong("keys", "demonstration keys on an address others reach", "make real keys: `aigaq founding keys`")


def check_handover_key(roster: Roster, seed_path: Path) -> Finding:
    """Check that the hand-over signs with the key that intake believes."""
    try:
        public = handover_key(seed_path).public
    except CommandFailed as error:
        return wrong("hand-over key", str(error), "restore it from its backup; it stands on the roster")
    if public != roster.handover_key:
        return wrong("hand-over key", "not the one on the roster", "restore the file the founders' roster names")
    return ok("hand-over key", "the one on the roster")


def newest_ledger_week(review: Database) -> str | None:
    """Give the ledger's newest week, None while it is empty."""
    with review.reading() as session:
        return session.scalar(select(func.max(LedgerEntry.iso_week)))
