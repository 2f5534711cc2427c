"""`aigaq ledger head` prints the head for paper; `aigaq ledger verify` checks every entry against it."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from config.errors import SettingsError
from config.settings import ReviewSettings
from testimony.database.engine import Database, open_database
from testimony.database.errors import DatabaseError
from testimony.database.migrate import check_head
from testimony.ledger.errors import BadHead, LedgerBroken
from testimony.ledger.head import Head
from testimony.ledger.ledger import head
from testimony.ledger.verification import verify
from testimony.roster.errors import RosterError
from testimony.roster.file import read_pin
from testimony.roster.store import RosterStore

if TYPE_CHECKING:
    from argparse import _SubParsersAction

IN_ORDER, BROKEN, NOT_CHECKED = 0, 1, 2
_MAX_HEAD_CHARACTERS = 10_000


def configure(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add the two commands to the parser."""
    commands = subparsers.add_parser("ledger", help="the account of what was done").add_subparsers(required=True)
    printing = commands.add_parser("head", help="print the head, to keep it on paper or in a file")
    printing.set_defaults(run=run, head=None, act="head")
    verifying = commands.add_parser("verify", help="check every entry, and against a head kept elsewhere")
    verifying.add_argument("--head", type=Path, metavar="FILE", help="a head that was printed earlier")
    verifying.set_defaults(run=run, act="verify")


def run(arguments: Namespace) -> int:
    """Do what was asked with the review database that the environment names; 0, 1 for broken, 2 for not checked."""
    try:
        settings = ReviewSettings.from_env(os.environ)
        pin = read_pin(settings.roster_pin_path)
        database = open_database(settings.database_url, keys_url=settings.keys_url)
        try:
            check_head(database, "review")
            return perform(database, act=arguments.act, pin=pin, head_file=arguments.head, output=sys.stdout)
        finally:
            database.close()
    except (SettingsError, RosterError, DatabaseError, BadHead, OSError, UnicodeDecodeError) as error:
        print(f"not checked: {error}", file=sys.stderr)
        return NOT_CHECKED


def perform(database: Database, *, act: str, pin: str, head_file: Path | None, output: TextIO) -> int:
    """Print the head, or verify against the roster of this pin and the head in a file; raises BadHead, RosterError."""
    try:
        with database.reading() as session:
            if act == "head":
                output.write(head(session).to_text())
            else:
                keys = RosterStore(pin=pin).current(session).signing_key_of
                outside = None if head_file is None else _read_head(head_file)
                output.write(f"{verify(session, keys=keys, outside=outside).sentence}\n")
    except LedgerBroken as error:
        output.write(f"BROKEN: {error}\n")
        return BROKEN
    return IN_ORDER


def _read_head(path: Path) -> Head:
    with path.open(encoding="utf-8") as file:
        return Head.parse_text(file.read(_MAX_HEAD_CHARACTERS))
