"""Puts the intake app together from its settings: the one place that knows which parts it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Flask

from config.settings import IntakeSettings, is_loopback
from intake.app import create_app
from intake.services import Services
from testimony.database.clock import utc_now
from testimony.database.engine import Database, open_database
from testimony.exchange.mailboxes import MailboxStore
from testimony.exchange.seen import SeenRosters
from testimony.giving.drafts import DraftStore
from testimony.giving.mailbox import Mailboxes
from testimony.giving.pools import Pool
from testimony.giving.service import Giving
from testimony.giving.stripping import Stripper
from testimony.pseudonyms.result import Stripped
from testimony.pseudonyms.strip import strip
from testimony.roster.errors import RosterRefused
from testimony.roster.file import RosterFile, read_pin

_ANY_TEXT = "On 5 January Aruzhan Serikova met мою сестру Асель на улице Абая, 5-мамырда Ерболмен бірге."
# Per process. argon2id takes 19 MiB a place; a strip is pure CPU, so more places than cores only share them.
RECEIPT_PLACES, RECEIPT_PATIENCE_SECONDS = 8, 20.0
STRIP_PLACES, STRIP_PATIENCE_SECONDS = 4, 20.0


def compose(settings: IntakeSettings) -> Flask:
    """Build the app; raises RosterRefused for keys that can't be believed or may not serve here."""
    database = open_database(settings.database_url)
    roster_file = RosterFile(settings.roster_path, pin=read_pin(settings.roster_pin_path), seen=SeenRosters(database))
    demonstration = roster_file.current().demonstration
    if demonstration and not is_loopback(settings.host):
        raise RosterRefused("demonstration keys serve this machine only (invariant 10)")
    for language in settings.languages:
        strip(_ANY_TEXT, language=language)  # reads the word lists, so that no source waits for that
    database.close()  # the server may fork from here: no connection is shared between processes
    return create_app(replace(settings, demonstration=demonstration), _services(settings, database, roster_file))


def _services(settings: IntakeSettings, database: Database, roster_file: RosterFile) -> Services:
    drafts = DraftStore(database, spool=settings.spool_dir)
    store = MailboxStore()
    stripper = Stripper(_strip, Pool(places=STRIP_PLACES, patience_seconds=STRIP_PATIENCE_SECONDS))
    receipts = Pool(places=RECEIPT_PLACES, patience_seconds=RECEIPT_PATIENCE_SECONDS)
    giving = Giving(
        database=database,
        drafts=drafts,
        mailboxes=store,
        roster=roster_file.current,
        stripper=stripper,
        receipts=receipts,
        salt=settings.salt,
        clock=utc_now,
    )
    mailboxes = Mailboxes(
        database=database,
        drafts=drafts,
        store=store,
        stripper=stripper,
        receipts=receipts,
        salt=settings.salt,
        clock=utc_now,
    )
    return Services(settings=settings, giving=giving, mailboxes=mailboxes)


def _strip(text: str, language: str, declared: Sequence[str]) -> Stripped:
    return strip(text, language=language, declared=declared, allow_list_if_doubtful=True)
