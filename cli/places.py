"""Opens the databases and rosters that the environment names, for the commands that need them."""

from __future__ import annotations

import os

from cli.errors import CommandFailed
from config.errors import SettingsError
from config.settings import IntakeSettings, ReviewSettings
from testimony.database.engine import Database, open_database
from testimony.roster.errors import RosterError
from testimony.roster.file import read_pin
from testimony.roster.store import RosterStore


def intake_settings() -> IntakeSettings:
    """Read the intake settings; raises CommandFailed."""
    try:
        return IntakeSettings.from_env(os.environ)
    except SettingsError as error:
        raise CommandFailed(str(error)) from error


def review_settings() -> ReviewSettings:
    """Read the review settings; raises CommandFailed."""
    try:
        return ReviewSettings.from_env(os.environ)
    except SettingsError as error:
        raise CommandFailed(str(error)) from error


def open_intake() -> Database:
    """Open the intake database."""
    return open_database(intake_settings().database_url)


def open_review() -> Database:
    """Open the review database with its store of keys."""
    settings = review_settings()
    return open_database(settings.database_url, keys_url=settings.keys_url)


def roster_store() -> RosterStore:
    """Give the roster, believed from the pin; raises CommandFailed."""
    try:
        return RosterStore(pin=read_pin(review_settings().roster_pin_path))
    except RosterError as error:
        raise CommandFailed(f"{error}; `aigaq init` or `aigaq demo` makes it") from error
