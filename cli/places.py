"""Opens the databases and rosters that the environment names, for the commands that need them."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from cli.errors import CommandFailed
from config.settings import DEFAULT_VAR, IntakeSettings, ReviewSettings
from testimony.database.engine import Database, open_database
from testimony.database.migrate import Branch, check_head
from testimony.roster.errors import RosterError
from testimony.roster.file import read_pin
from testimony.roster.store import RosterStore


def var_folder() -> Path:
    """Give the folder under which everything lies that no setting puts elsewhere."""
    return Path(os.environ.get("AIGAQ_VAR", DEFAULT_VAR)).absolute()


def intake_settings() -> IntakeSettings:
    """Read the intake settings; raises SettingsError."""
    return IntakeSettings.from_env(os.environ)


def review_settings() -> ReviewSettings:
    """Read the review settings; raises SettingsError."""
    return ReviewSettings.from_env(os.environ)


def open_intake() -> Database:
    """Open the intake database as it stands; raises CommandFailed, DatabaseError."""
    return _checked(intake_settings().database_url, None, "intake")


def open_review() -> Database:
    """Open the review database with its store of keys as it stands; raises CommandFailed, DatabaseError."""
    settings = review_settings()
    return _checked(settings.database_url, settings.keys_url, "review")


def open_or_make(url: str, keys_url: str | None, setting: str) -> Database:
    """Open a database, an empty one where there is none; raises CommandFailed."""
    try:
        return open_database(url, keys_url=keys_url)
    except ArgumentError as error:
        raise CommandFailed(f"{setting}: no address of a database") from error


def roster_store() -> RosterStore:
    """Give the roster, believed from the pin; raises CommandFailed."""
    try:
        return RosterStore(pin=read_pin(review_settings().roster_pin_path))
    except RosterError as error:
        raise CommandFailed(f"{error}; `aigaq init` or `aigaq demo` makes it") from error


def _checked(url: str, keys_url: str | None, branch: Branch) -> Database:
    _refuse_absent(url, branch)
    database = open_or_make(url, keys_url, f"{branch.upper()}_DATABASE_URL")
    check_head(database, branch)
    return database


def _refuse_absent(url: str, branch: Branch) -> None:
    # SQLite would make an empty file, owned by whoever ran the command: perhaps not by the app's user.
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise CommandFailed(f"{branch.upper()}_DATABASE_URL: no address of a database") from error
    if parsed.get_backend_name() == "sqlite" and parsed.database and not Path(parsed.database).exists():
        raise CommandFailed(f"{parsed.database}: no such database; `aigaq init` or `aigaq demo` makes it")
