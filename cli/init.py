"""`aigaq init`: folders, salt, hand-over key and databases; then the roster that the founders bring."""

from __future__ import annotations

import argparse
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from cli.carrying import handover_key
from cli.errors import CommandFailed
from cli.files import PUBLIC, write_private, write_whole
from cli.founding import Founding, read_founding
from cli.places import intake_settings, open_or_make, review_settings, var_folder
from cli.records import Subparsers
from cli.seats import read_seat
from config.settings import ReviewSettings
from crypto.seeds import Seed
from testimony.database.engine import Database
from testimony.database.migrate import Branch, upgrade
from testimony.database.roles import grant_roles
from testimony.people.founding import Founder, install
from testimony.roster.chain import dump_chain, parse_signed, verify_chain
from testimony.roster.document import REVIEWER, Roster
from testimony.roster.file import read_pin, write_chain
from testimony.roster.models import RosterVersion

SALT_BYTES = 32
OWN_FOLDERS = ("intake", "review", "keys")
OPEN_FOLDER = "roster"  # the intake user reads the roster there and must not be able to write it


def configure(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "init",
        help="prepare this machine, and take in the roster that the founders signed",
        description="Without --founding: folders, salt, hand-over key, databases. Running it twice changes nothing.",
    )
    parser.add_argument("--founding", type=Path, metavar="FILE", help="signed by two founders")
    parser.add_argument("--seats", type=Path, nargs="+", default=[], metavar="SEAT", help="each founder's .seat file")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prepare, and install the founding if one is given."""
    os.umask(0o077)
    if options.seats and not options.founding:
        raise CommandFailed("--seats: goes together with --founding")
    # Read before anything is made: a wrong file leaves this machine as it was.
    founding = read_founding(options.founding) if options.founding else None
    seats = [read_seat(path) for path in options.seats]
    public = prepare(var_folder())
    if founding is None:
        print(
            f"Prepared {var_folder()}.\n"
            f"Give {public} to the founder who runs `aigaq founding propose`;\n"
            "then `aigaq init --founding FILE --seats …` takes in the roster they sign."
        )
        return 0
    roster = install_founding(founding, seats)
    print(
        f"Roster of {len(roster.people)} people installed.\n"
        f"Its pin, to compare with the founders' screens and to keep on paper:\n  {roster.digest}"
    )
    return 0


def prepare(var: Path) -> Path:
    """Make what is missing here and leave what is there; gives the file with the hand-over's public key."""
    for name in OWN_FOLDERS:
        (var / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    _make_open_folder(var / OPEN_FOLDER)
    make_salt(var)
    settings = review_settings()
    public = _make_handover_key(settings, var)
    upgraded(open_or_make(intake_settings().database_url, None, "INTAKE_DATABASE_URL"), "intake").close()
    upgraded(open_or_make(settings.database_url, settings.keys_url, "REVIEW_DATABASE_URL"), "review").close()
    return public


def make_salt(var: Path) -> None:
    """Make the salt of receipts unless there is one: with another one no code would open its mailbox."""
    salt = Path(os.environ.get("INTAKE_SALT_FILE", var / "intake" / "salt"))
    if not salt.exists():
        write_private(salt, secrets.token_hex(SALT_BYTES))


def upgraded(database: Database, branch: Branch) -> Database:
    """Bring a database to the newest schema, on PostgreSQL with its roles, and give it back."""
    upgrade(database, branch)
    grant_roles(database, branch)
    return database


def install_founding(founding: Founding, seats: Sequence[Founder]) -> Roster:
    """Put roster, seats and team grants into the review database, roster and pin into files; raises CommandFailed."""
    settings = review_settings()
    roster = verify_chain((founding.signed,), pin=founding.signed.unverified_roster.digest)
    _check_pin(settings, roster)
    review = open_or_make(settings.database_url, settings.keys_url, "REVIEW_DATABASE_URL")
    try:
        if _is_installed(review, roster):
            return roster
        _check_complete(founding, roster, seats, settings)
        with review.writing() as session:
            install(session, founding.signed, seats, founding.grants)
            # Before the commit: a team in the database means that the files are there too.
            _write_roster_files(settings, founding, roster)
    finally:
        review.close()
    return roster


def _make_handover_key(settings: ReviewSettings, var: Path) -> Path:
    if not settings.handover_seed_path.exists():
        write_private(settings.handover_seed_path, Seed.generate().reveal().hex())
    public = var / "handover.public"
    key = handover_key(settings.handover_seed_path).public.hex() + "\n"
    if not public.exists() or public.read_bytes() != key.encode("ascii"):
        write_whole(public, key, mode=PUBLIC)
    return public


def _make_open_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir()
        folder.chmod(0o755)  # public keys only: every user may read, the owner alone may write


def _check_pin(settings: ReviewSettings, roster: Roster) -> None:
    if settings.roster_pin_path.exists() and read_pin(settings.roster_pin_path) != roster.digest:
        raise CommandFailed(f"{settings.roster_pin_path}: pins another roster; nothing was changed")


def _is_installed(review: Database, roster: Roster) -> bool:
    with review.reading() as session:
        first = session.scalar(select(RosterVersion.signed).where(RosterVersion.version == 1))
    if first is None:
        return False
    if parse_signed(first).unverified_roster.digest != roster.digest:
        raise CommandFailed("review database: has other founders; nothing was changed")
    return True


def _check_complete(founding: Founding, roster: Roster, seats: Sequence[Founder], settings: ReviewSettings) -> None:
    if roster.handover_key != handover_key(settings.handover_seed_path).public:
        raise CommandFailed("founding file: made for the hand-over key of another machine")
    brought = {seat.handle for seat in seats}
    needed = {person.handle for person in roster.people if person not in roster.custodians}
    if missing := sorted(needed - brought):
        raise CommandFailed(f"--seats: the seat of {', '.join(missing)} is missing")
    if len(brought) != len(seats) or brought - needed:
        raise CommandFailed("--seats: one seat for each reviewer and steward on the roster, and no other")
    if set(founding.grants) != {person.handle for person in roster.holders(REVIEWER)}:
        raise CommandFailed("founding file: the team key is not sealed to exactly the reviewers")


def _write_roster_files(settings: ReviewSettings, founding: Founding, roster: Roster) -> None:
    settings.roster_path.parent.mkdir(parents=True, exist_ok=True)
    write_chain(settings.roster_path, dump_chain((founding.signed,)))
    write_whole(settings.roster_pin_path, roster.digest + "\n", mode=PUBLIC)
