"""`aigaq doctor`: runs every check of this machine's side and prints one line each; 1 if anything is wrong."""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from cli.doctor import keys, machine, storage
from cli.doctor.findings import Finding, Verdict, wrong
from cli.doctor.machine import Kernel
from cli.errors import SPEAKABLE
from cli.places import intake_settings, open_intake, open_review, review_settings, var_folder
from cli.records import Subparsers
from config.settings import IntakeSettings, ReviewSettings
from testimony.database.clock import utc_now
from testimony.roster.document import Roster
from testimony.roster.file import read_pin

BOTH, INTAKE, REVIEW = "both", "intake", "review"
SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
SECRETS = ("intake", "review", "keys", "custodians", "demo.json")

Checks = Iterator[Finding]


def configure(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("doctor", help="say what is wrong on this machine and how to mend it")
    parser.add_argument("--side", choices=(BOTH, INTAKE, REVIEW), default=BOTH, help="what lives here (%(default)s)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the findings."""
    findings = list(examine(options.side, Kernel()))
    for finding in findings:
        print(finding.line)
    verdicts = [finding.verdict for finding in findings]
    print(f"{verdicts.count(Verdict.WRONG)} wrong, {verdicts.count(Verdict.UNKNOWN)} can't be told from here")
    return 1 if Verdict.WRONG in verdicts else 0


def examine(side: str, kernel: Kernel) -> Checks:
    """Give every finding; a check that can't be made is one too."""
    yield from _guarded("machine", lambda: _machine(kernel, var_folder()))
    if side != REVIEW:
        yield from _guarded("intake settings", lambda: _intake(intake_settings(), kernel))
        yield from _guarded("intake database", _intake_database)
    if side != INTAKE:
        yield from _guarded("review settings", lambda: _review(review_settings(), kernel))
        yield from _guarded("review database", lambda: _review_database(with_file=side == BOTH))


def _guarded(name: str, checks: Callable[[], Checks]) -> Checks:
    try:
        yield from checks()
    except SPEAKABLE as error:
        yield wrong(name, str(error), "mend what the sentence names; `aigaq init` makes what is absent")
    except (OSError, SQLAlchemyError) as error:
        yield wrong(name, f"can't be examined ({type(error).__name__})", "run aigaq as the app's own user")


def _machine(kernel: Kernel, var: Path) -> Checks:
    yield machine.check_python((sys.version_info.major, sys.version_info.minor))
    yield machine.check_swap(kernel)
    yield machine.check_core_dumps(kernel, resource.getrlimit(resource.RLIMIT_CORE)[1])
    yield machine.check_disk_encryption(kernel, var)
    yield storage.check_private("secrets", [var / name for name in SECRETS])
    yield storage.check_owner("owners", var, os.geteuid())


def _intake(settings: IntakeSettings, kernel: Kernel) -> Checks:
    yield machine.check_memory_folder(kernel, "INTAKE_SPOOL_DIR", settings.spool_dir)
    yield storage.check_unwritable("roster files", [settings.roster_path, settings.roster_pin_path])
    roster = keys.read_roster(settings.roster_path, settings.roster_pin_path)
    if isinstance(roster, Roster):
        yield keys.check_demonstration(roster, settings.host)
    else:
        yield roster


def _intake_database() -> Checks:
    settings = intake_settings()
    roster = keys.read_roster(settings.roster_path, settings.roster_pin_path)
    with closing(open_intake()) as intake:
        yield storage.at_head("intake")
        yield storage.check_swept_intake(intake, utc_now())
        if isinstance(roster, Roster):
            yield keys.check_newer_than_seen(intake, roster)


def _review(settings: ReviewSettings, kernel: Kernel) -> Checks:
    yield machine.check_memory_folder(kernel, "REVIEW_SESSION_DIR", settings.session_dir)
    yield storage.check_private("hand-over key file", [settings.handover_seed_path])


def _review_database(*, with_file: bool) -> Checks:
    settings = review_settings()
    with closing(open_review()) as review:
        yield storage.at_head("review")
        yield storage.check_swept_review(review, utc_now())
        yield machine.check_clock(utc_now(), keys.newest_ledger_week(review), synchronised=SYNCHRONISED.exists())
        if not keys.has_roster(review):
            yield keys.no_roster()
            return
        pin = read_pin(settings.roster_pin_path)
        in_file = keys.read_roster(settings.roster_path, settings.roster_pin_path) if with_file else None
        roster = keys.read_review_roster(review, pin)
        if not isinstance(roster, Roster):
            yield roster
            return
        yield keys.check_file_keeps_up(roster, in_file)
        yield keys.check_demonstration(roster, settings.host)
        yield keys.check_handover_key(roster, settings.handover_seed_path)
