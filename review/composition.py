"""Puts the review app together from its settings: the one place that knows which parts it is made of."""

from dataclasses import replace

from flask import Flask

from config.settings import ReviewSettings, is_loopback
from review.app import create_app
from review.kept import Kept
from review.services import Services
from testimony.coding.codebook import load_codebook
from testimony.custody.service import Custody
from testimony.database.clock import utc_now
from testimony.database.engine import Database, open_database
from testimony.desk.service import Desk
from testimony.ledger.book import Book
from testimony.people.places import Places
from testimony.people.service import People
from testimony.people.sessions import SessionStore
from testimony.people.vouching import Vouching
from testimony.release.register import Releases
from testimony.roster.errors import RosterRefused
from testimony.roster.file import read_pin
from testimony.roster.store import RosterStore

# Per process. Each passphrase that is checked takes 256 MiB.
PASSPHRASE_PLACES, PASSPHRASE_PATIENCE_SECONDS = 2, 20.0


def compose(settings: ReviewSettings) -> Flask:
    """Build the app; raises RosterRefused for keys that can't be believed or may not serve here."""
    database = open_database(settings.database_url, keys_url=settings.keys_url)
    rosters = RosterStore(pin=read_pin(settings.roster_pin_path))
    with database.reading() as session:
        demonstration = rosters.current(session).demonstration
    if demonstration and not is_loopback(settings.host):
        raise RosterRefused("demonstration keys serve this machine only (invariant 10)")
    settings = replace(settings, demonstration=demonstration)
    return create_app(settings, _services(settings, database, rosters))


def _services(settings: ReviewSettings, database: Database, rosters: RosterStore) -> Services:
    codebook = load_codebook()
    desk = Desk(database=database, rosters=rosters, codebook=codebook, clock=utc_now)
    return Services(
        settings=settings,
        people=People(
            database=database,
            rosters=rosters,
            sessions=SessionStore(settings.session_dir),
            places=Places(places=PASSPHRASE_PLACES, patience_seconds=PASSPHRASE_PATIENCE_SECONDS),
            clock=utc_now,
        ),
        vouching=Vouching(database=database, rosters=rosters, clock=utc_now),
        desk=desk,
        custody=Custody(database=database, rosters=rosters, clock=utc_now),
        releases=Releases(database=database, desk=desk, rosters=rosters, clock=utc_now),
        book=Book(database=database),
        kept=Kept(SessionStore(settings.session_dir / "kept")),
        codebook=codebook,
        clock=utc_now,
    )
