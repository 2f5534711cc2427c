"""Takes one item into review: checked from outside, stored once, never over something else."""

from __future__ import annotations

from collections.abc import Iterable
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


def keep_keys(session: Session, item: Incoming, rosters: Iterable[Roster]) -> None:
    """Store a testimony's keys, in a transaction of their own and before the record; raises PacketRefused.

    The keys store may be another file, and SQLite commits two files one after the other: a power cut between them
    must leave keys without a record, which a second hand-over completes, and never a record without its keys.
    """
    if item.kind != TESTIMONY:
        return
    check_record_id(item.record_id)
    parts = unpack(item.payload)
    check_testimony(parts, rosters)
    if session.get(Record, item.record_id) is not None:
        return  # taken before; its keys may have been destroyed since, and stay so
    session.merge(RecordKey(record_id=item.record_id, sealed=parts[WORKING_KEY]))
    for name, sealed in parts.items():
        if name.startswith("share/"):
            _, compartment, custodian = name.split("/")
            session.merge(Share(record_id=item.record_id, compartment=compartment, custodian=custodian, sealed=sealed))


def take_item(session: Session, item: Incoming, rosters: Iterable[Roster]) -> Taken:
    """Store an item, its keys apart, in the caller's transaction; raises PacketRefused."""
    check_record_id(item.id)
    check_record_id(item.record_id)
    parts = unpack(item.payload)
    if item.kind == TESTIMONY:
        check_testimony(parts, rosters)
        return _take_testimony(session, item, parts)
    if item.kind == ACT:
        check_act(parts)
        return _take_act(session, item, parts)
    raise PacketRefused("item: of no known kind")


def _take_testimony(session: Session, item: Incoming, parts: dict[str, bytes]) -> Taken:
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


def _take_act(session: Session, item: Incoming, parts: dict[str, bytes]) -> Taken:
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
    record.unread = True
    for kind, sealed in parts.items():
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
