"""Takes one item into review: checked from outside, stored once, never over something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from testimony.exchange.errors import PacketRefused
from testimony.exchange.models import TakenAct
from testimony.exchange.packet import check_act, check_record_id, check_testimony, digest, unpack
from testimony.record.models import Record, RecordItem, RecordKey, Share
from testimony.record.sealing import COMPARTMENTS, WORKING, WORKING_KEY, new_record_id
from testimony.roster.document import Roster

TESTIMONY, ACT = "testimony", "act"
FIRST_VERSION = 1
_WEEK = re.compile(r"\d{4}-W\d{2}")


class Taken(Enum):
    """What became of an offered item."""

    STORED = auto()
    KNOWN = auto()
    REFUSED = auto()


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """An item as intake offers it."""

    id: str
    kind: str
    record_id: str
    iso_week: str
    payload: bytes


def check_item(item: Incoming, rosters: Iterable[Roster]) -> Mapping[str, bytes]:
    """Check an item from outside and give its parts; raises PacketRefused."""
    check_record_id(item.id)
    check_record_id(item.record_id)
    if not _WEEK.fullmatch(item.iso_week):
        raise PacketRefused("item: week")
    parts = unpack(item.payload)
    if item.kind == TESTIMONY:
        check_testimony(parts, rosters)
    elif item.kind == ACT:
        check_act(parts)
    else:
        raise PacketRefused("item: of no known kind")
    return parts


def keep_keys(session: Session, item: Incoming, parts: Mapping[str, bytes]) -> None:
    """Store a testimony's keys, in a transaction of their own and before the record.

    The keys store may be another file, and SQLite commits two files one after the other: a power cut between them
    must leave keys without a record, which a second hand-over completes, and never a record without its keys.
    """
    if item.kind != TESTIMONY or session.get(Record, item.record_id) is not None:
        return  # a record taken before: its keys may have been destroyed since, and stay so
    session.merge(RecordKey(record_id=item.record_id, sealed=parts[WORKING_KEY]))
    for name, sealed in parts.items():
        if name.startswith("share/"):
            _, compartment, custodian = name.split("/")
            session.merge(Share(record_id=item.record_id, compartment=compartment, custodian=custodian, sealed=sealed))


def take_item(session: Session, item: Incoming, parts: Mapping[str, bytes]) -> Taken:
    """Store a checked item, its keys apart, in the caller's transaction; raises PacketRefused having stored nothing."""
    return _take_testimony(session, item, parts) if item.kind == TESTIMONY else _take_act(session, item, parts)


def _take_testimony(session: Session, item: Incoming, parts: Mapping[str, bytes]) -> Taken:
    known = session.get(Record, item.record_id)
    if known is not None:
        if known.digest != digest(item.payload):
            raise PacketRefused("item: another record stands under this id")
        return Taken.KNOWN
    session.add(
        Record(
            id=item.record_id,
            iso_week=item.iso_week,
            state="new",
            held=False,
            unread=False,
            destroy_on=None,
            digest=digest(item.payload),
        )
    )
    session.flush()  # the items refer to it
    for kind in (WORKING, *COMPARTMENTS):
        session.add(_item(item.record_id, kind, FIRST_VERSION, parts[kind]))
    return Taken.STORED


def _take_act(session: Session, item: Incoming, parts: Mapping[str, bytes]) -> Taken:
    known = session.get(TakenAct, item.id)
    if known is not None:
        if known.digest != digest(item.payload):
            raise PacketRefused("item: another act stands under this id")
        return Taken.KNOWN
    record = session.get(Record, item.record_id)
    if record is None:
        raise PacketRefused("item: an act on a record that is not here yet")
    session.add(TakenAct(id=item.id, digest=digest(item.payload)))
    if record.state == "erased":
        return Taken.STORED  # nothing is left that it could be added to
    held = set(session.execute(select(RecordItem.kind, RecordItem.digest).where(RecordItem.record_id == record.id)))
    fresh = {kind: sealed for kind, sealed in parts.items() if (kind, digest(sealed)) not in held}
    if not fresh:
        return Taken.KNOWN  # the same act under another id
    record.unread = True
    for kind, sealed in fresh.items():
        session.add(_item(item.record_id, kind, _next_version(session, item.record_id, kind), sealed))
    return Taken.STORED


def _next_version(session: Session, record_id: str, kind: str) -> int:
    query = select(func.max(RecordItem.version)).where(RecordItem.record_id == record_id, RecordItem.kind == kind)
    return (session.scalar(query) or 0) + 1


def _item(record_id: str, kind: str, version: int, sealed: bytes) -> RecordItem:
    return RecordItem(
        id=new_record_id(),
        record_id=record_id,
        kind=kind,
        version=version,
        digest=digest(sealed),
        replaces=None,
        payload=sealed,
    )
