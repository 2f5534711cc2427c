"""Prepares a whole demonstration in a folder of its own, and opens what the measurements need of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyotp

from cli.carrying import handover_key
from cli.demo import prepare
from cli.places import open_review, review_settings, roster_store
from config.settings import IntakeSettings
from crypto.signatures import SigningKey
from testimony.coding.codebook import load_codebook
from testimony.database.clock import utc_now
from testimony.database.engine import Database
from testimony.desk.service import Desk
from testimony.people.places import Places
from testimony.people.service import People
from testimony.people.sessions import SessionStore


@dataclass(frozen=True, kw_only=True)
class House:
    """One prepared folder with the environment that leads a server to it."""

    folder: Path
    environment: Mapping[str, str]

    @classmethod
    def prepare(cls, folder: Path) -> House:
        """Make databases and team; whatever this process asks the environment for from now on is this folder."""
        environment = {
            "AIGAQ_VAR": str(folder),
            "INTAKE_SPOOL_DIR": str(folder / "spool"),
            "REVIEW_SESSION_DIR": str(folder / "sessions"),
        }
        os.environ.update(environment)
        prepare(folder)
        return cls(folder=folder, environment=environment)

    def intake_settings(self) -> IntakeSettings:
        """Read the settings of the intake app."""
        return IntakeSettings.from_env({**os.environ, **self.environment})


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A demonstration reviewer with an open session, and what they work with."""

    database: Database
    people: People
    desk: Desk
    cookie_key: bytes
    handover_key: SigningKey


def sign_in(house: House) -> Reader:
    """Let the first reviewer of the demonstration in."""
    os.environ.update(house.environment)
    database = open_review()
    rosters = roster_store()
    people = People(
        database=database,
        rosters=rosters,
        sessions=SessionStore(review_settings().session_dir),
        places=Places(places=1, patience_seconds=60),
        clock=utc_now,
    )
    person = json.loads((house.folder / "demo.json").read_text("utf-8"))["people"][0]
    code = pyotp.TOTP(person["totp_secret"]).now()
    key = people.sign_in(person["handle"], person["passphrase"], code, None)
    desk = Desk(database=database, rosters=rosters, codebook=load_codebook(), clock=utc_now)
    return Reader(
        database=database,
        people=people,
        desk=desk,
        cookie_key=key,
        handover_key=handover_key(review_settings().handover_seed_path),
    )
