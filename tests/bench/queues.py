"""Fills review with sealed records and measures what a reader waits for: the unlock, the queue, a record."""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import dataclass
from statistics import median

from house import House, Reader
from narrative import ENGLISH
from parts import wall_ms_each
from servers import Server
from sqlalchemy import select, update
from visitor import Visitor

from crypto.passphrases import normalise_passphrase
from crypto.receipts import LOOKUP_BYTES
from crypto.seeds import Seed
from testimony.database.clock import iso_week, utc_now
from testimony.exchange.handover import ITEMS_AT_ONCE, take
from testimony.exchange.packet import pack
from testimony.exchange.taking import Incoming
from testimony.giving.answers import Answers
from testimony.giving.contents import testimony_contents
from testimony.giving.drafts import Draft
from testimony.people.enrolment import unlock_account
from testimony.people.models import Account
from testimony.pseudonyms.strip import strip
from testimony.record.models import Record
from testimony.record.sealing import Contents, new_record_id, seal_testimony
from testimony.roster.document import Roster

ON_FIRST_PAGE = 30  # a few more than a page of 25 shows
READ_OF_256 = 64  # records beyond the first page that count as read, so that the states are mixed
QUEUE, QUEUE_WITH_CARDS = "/queue", "/queue?state=reading"


@dataclass(frozen=True, kw_only=True)
class QueuePage:
    """A served queue of some size with the cookie of somebody who may see it."""

    server: Server
    cookie: str

    async def milliseconds(self, path: str, *, times: int) -> list[float]:
        """Open the page several times on one connection; how long each took."""
        lapses = []
        async with Visitor(port=self.server.port, cookie=self.cookie) as visitor:
            clock = asyncio.get_running_loop().time
            for _ in range(times):
                before = clock()
                await visitor.get(path)
                lapses.append((clock() - before) * 1000)
        return lapses


def fill(reader: Reader, count: int) -> str:
    """Seal and store records one by one, open those on the first page, and give the id of one."""
    contents = _contents()
    rosters = reader.desk.rosters
    with reader.database.reading() as session:
        roster = rosters.current(session)
    week = iso_week(utc_now())
    for begin in range(0, count, ITEMS_AT_ONCE):
        items = tuple(_item(contents, roster, week) for _ in range(min(ITEMS_AT_ONCE, count - begin)))
        take(reader.database, rosters, items, key=reader.handover_key, clock=utc_now)
    return _read_some(reader)


def unlock_milliseconds(house: House, reader: Reader, *, times: int) -> list[float]:
    """Open a reader's seat with the passphrase, from the row as it rests."""
    person = json.loads((house.folder / "demo.json").read_text("utf-8"))["people"][0]
    with reader.database.reading() as session:
        account = session.get_one(Account, person["handle"])
    passphrase = normalise_passphrase(person["passphrase"])
    return wall_ms_each(lambda: unlock_account(person["handle"], account.locked, passphrase), times)


def open_milliseconds(reader: Reader, record_id: str, *, times: int) -> list[float]:
    """Open one record as the reading room does."""
    unlocked = reader.people.resume(reader.cookie_key)
    return wall_ms_each(lambda: reader.desk.open(unlocked, record_id), times)


def cookie_of(reader: Reader) -> str:
    """Give the cookie with which the review app knows this session."""
    value = base64.urlsafe_b64encode(reader.cookie_key).rstrip(b"=").decode("ascii")
    return f"aigaq_review={value}"


async def queue_ratio(few: QueuePage, many: QueuePage, path: str, *, rounds: int) -> tuple[float, float, float]:
    """Open both queues by turns: medians of the few and the many in milliseconds, and their ratio."""
    of_few: list[float] = []
    of_many: list[float] = []
    for _ in range(rounds):
        of_few += await few.milliseconds(path, times=5)
        of_many += await many.milliseconds(path, times=5)
    return median(of_few), median(of_many), median(of_many) / median(of_few)


def _item(contents: Contents, roster: Roster, week: str) -> Incoming:
    record_id = new_record_id()
    payload = pack(seal_testimony(record_id, contents, roster).parts)
    return Incoming(id=record_id, kind="testimony", record_id=record_id, iso_week=week, payload=payload)


def _contents() -> Contents:
    stripped = strip(ENGLISH, language="en")
    draft = Draft(record_id=new_record_id(), answers=Answers(narrative=ENGLISH, use="count"), stripped=stripped)
    return testimony_contents(draft, lookup_id=bytes(LOOKUP_BYTES), seed=Seed.generate())


def _read_some(reader: Reader) -> str:
    with reader.database.reading() as session:
        ids = list(session.scalars(select(Record.id).order_by(Record.iso_week, Record.id)))
    unlocked = reader.people.resume(reader.cookie_key)
    for record_id in ids[:ON_FIRST_PAGE]:
        reader.desk.open(unlocked, record_id)
    beyond = [record_id for record_id in ids[ON_FIRST_PAGE:] if int(record_id[-2:], 16) < READ_OF_256]
    with reader.database.writing() as session:
        for begin in range(0, len(beyond), ITEMS_AT_ONCE):
            chosen = beyond[begin : begin + ITEMS_AT_ONCE]
            session.execute(update(Record).where(Record.id.in_(chosen)).values(state="reading"))
    return ids[0]
