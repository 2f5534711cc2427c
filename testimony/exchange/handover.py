"""Carries sealed items from intake to review, and replies and rosters back; nothing leaves intake before review has it.

Three steps, whatever carries them: `collect` from intake, `take` into review, which answers with a signed receipt,
and `settle` in intake, which deletes what the receipt names.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from crypto import canonical
from crypto.errors import CryptoError
from crypto.labels import SIGN_HANDOVER
from crypto.merkle import leaf_hash, root
from crypto.signatures import SigningKey, verify
from testimony.database.clock import Clock, iso_week
from testimony.database.engine import Database
from testimony.database.errors import StorageUnavailable
from testimony.exchange.errors import BundleRefused, PacketRefused
from testimony.exchange.mailboxes import MailboxStore
from testimony.exchange.models import OutboxItem, PendingReply
from testimony.exchange.packet import digest
from testimony.exchange.taking import TESTIMONY, Incoming, Taken, check_item, keep_keys, take_item
from testimony.ledger.ledger import append
from testimony.roster.chain import dump_chain
from testimony.roster.document import Roster
from testimony.roster.store import RosterStore

ITEMS_AT_ONCE = 200
BYTES_AT_ONCE = 32 * 1024 * 1024
REPLY_DAYS = 30
_OUT, _BACK = "aigaq-bundle-out-1", "aigaq-bundle-back-1"
MAX_BUNDLE_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Report:
    """What one hand-over did, in numbers."""

    taken: int
    known: int
    refused: int
    replies: int


def collect(intake: Database, *, limit: int = ITEMS_AT_ONCE) -> tuple[Incoming, ...]:
    """Read sealed items from the outbox, in an order that says nothing of when they came."""
    with intake.reading() as session:
        ids = list(session.scalars(select(OutboxItem.id)))
        secrets.SystemRandom().shuffle(ids)
        return tuple(_within_bounds(session, ids[:limit]))


def _within_bounds(session: Session, ids: list[str]) -> Iterator[Incoming]:
    # The first whatever its size, or it would never leave; review stores a batch in one transaction.
    total = 0
    for item_id in ids:
        row = session.get(OutboxItem, item_id)
        if row is None:
            continue  # settled by another hand-over meanwhile
        total += len(row.payload)
        if total > BYTES_AT_ONCE and total > len(row.payload):
            return
        yield Incoming(id=row.id, kind=row.kind, record_id=row.record_id, iso_week=row.iso_week, payload=row.payload)


def take(
    review: Database, rosters: RosterStore, items: tuple[Incoming, ...], *, key: SigningKey, clock: Clock
) -> tuple[bytes, Report]:
    """Store new items in review and give the signed answer for intake; each item once, whatever is sent again."""
    expires_on = (clock().date() + timedelta(days=REPLY_DAYS)).isoformat()
    checked = _checked(review, rosters, items)
    with review.writing() as session:
        for item, parts in checked:
            keep_keys(session, item, parts)
    with review.writing() as session:
        roster = rosters.current(session)
        outcomes = [(item, _take_one(session, item, parts)) for item, parts in checked]
        fresh = sorted(digest(item.payload) for item, outcome in outcomes if outcome is Taken.STORED)
        if fresh:  # with the items: what was taken in and not noted would look like something slipped in
            _note(session, roster, fresh, clock)
        replies = _replies(session, expires_on)
        answer = {
            "format": _BACK,
            "received": {item.id: digest(item.payload) for item, outcome in outcomes if outcome is not Taken.REFUSED},
            "replies": replies,
            "rosters": dump_chain(rosters.chain(session)).decode("utf-8"),
        }
        document = canonical.dumps(answer)
    signed = canonical.dumps(
        {"document": document.decode("utf-8"), "signature": key.sign(SIGN_HANDOVER, document).hex()}
    )
    with suppress(StorageUnavailable):  # readers hold it now; the next hand-over tries again
        review.truncate_log()
    counts = [outcome for _, outcome in outcomes]
    return signed, Report(
        taken=counts.count(Taken.STORED),
        known=counts.count(Taken.KNOWN),
        refused=len(items) - len(checked) + counts.count(Taken.REFUSED),
        replies=len(replies),
    )


def settle(intake: Database, mailboxes: MailboxStore, blob: bytes, *, roster: Roster, clock: Clock) -> str:
    """Delete from the outbox what review has, put replies into mailboxes, and give the roster chain to install.

    Raises BundleRefused unless the hand-over key on the given, verified roster signed the answer.
    """
    answer = _verified_answer(blob, roster)
    today = clock().date()
    with intake.writing() as session:
        for item_id, item_digest in answer["received"].items():
            _forget(session, item_id, item_digest)
        for reply in answer["replies"]:
            mailboxes.deliver(
                session,
                reply_id=reply["id"],
                lookup_id=reply["lookup_id"],
                sealed=base64.b64decode(reply["sealed"]),
                expires_on=date.fromisoformat(reply["expires_on"]),
                today=today,
            )
    with suppress(StorageUnavailable):
        intake.truncate_log()
    return str(answer["rosters"])


def settled(review: Database, rosters: RosterStore, blob: bytes) -> None:
    """Delete in review the replies that intake has put into mailboxes; raises BundleRefused for a forged answer."""
    with review.writing() as session:
        answer = _verified_answer(blob, rosters.current(session))
        session.execute(delete(PendingReply).where(PendingReply.id.in_([reply["id"] for reply in answer["replies"]])))


def write_bundle(items: tuple[Incoming, ...]) -> bytes:
    """Give a file that carries items by hand; what is in it is sealed already."""
    rows = [
        {
            "id": item.id,
            "kind": item.kind,
            "record_id": item.record_id,
            "iso_week": item.iso_week,
            "payload": base64.b64encode(item.payload).decode("ascii"),
        }
        for item in items
    ]
    lines = [canonical.dumps({"format": _OUT, "items": len(rows)}), *(canonical.dumps(row) for row in rows)]
    return b"\n".join(lines) + b"\n"


def read_bundle(blob: bytes) -> tuple[Incoming, ...]:
    """Read a bundle; raises BundleRefused. Each item is checked again when it is taken."""
    if len(blob) > MAX_BUNDLE_BYTES:
        raise BundleRefused("bundle: too large")
    try:
        head, *rows = [canonical.loads(line) for line in blob.splitlines()]
        if not isinstance(head, dict) or head != {"format": _OUT, "items": len(rows)}:
            raise BundleRefused("bundle: cut, or of another format")
        return tuple(_read_item(row) for row in rows)
    except (CryptoError, KeyError, TypeError, ValueError) as error:
        raise BundleRefused("bundle: damaged") from error


def _read_item(row: Any) -> Incoming:
    return Incoming(
        id=str(row["id"]),
        kind=str(row["kind"]),
        record_id=str(row["record_id"]),
        iso_week=str(row["iso_week"]),
        payload=base64.b64decode(row["payload"], validate=True),
    )


def _checked(
    review: Database, rosters: RosterStore, items: tuple[Incoming, ...]
) -> list[tuple[Incoming, Mapping[str, bytes]]]:
    """Give what is worth taking, testimonies before the acts on them; the rest stays in intake, for all to see."""
    with review.reading() as session:
        versions = rosters.versions(session)
    checked = []
    records = set()
    for item in sorted(items, key=lambda item: item.kind != TESTIMONY):
        if item.kind == TESTIMONY and item.record_id in records:
            continue  # or the keys of the one could come to stand beside the texts of the other
        with suppress(PacketRefused):
            checked.append((item, check_item(item, versions)))
            records.add(item.record_id)
    return checked


def _take_one(session: Session, item: Incoming, parts: Mapping[str, bytes]) -> Taken:
    try:
        return take_item(session, item, parts)
    except PacketRefused:
        return Taken.REFUSED  # stays in intake too


def _note(session: Session, roster: Roster, digests: list[str], clock: Clock) -> None:
    # One root over sorted hashes: the ledger can prove that an item came, and tells no order.
    tree = root([leaf_hash(bytes.fromhex(value)) for value in digests]).hex()
    detail = {"by": "handover", "items": len(digests), "root": tree}
    append(session, kind="handover", detail=detail, week=iso_week(clock()), team_key=roster.team_key)


def _replies(session: Session, expires_on: str) -> list[dict[str, str]]:
    rows = session.scalars(select(PendingReply).order_by(PendingReply.id))
    return [
        {
            "expires_on": expires_on,  # set here and signed: an old answer brings nothing back to life
            "id": row.id,
            "lookup_id": row.lookup_id,
            "sealed": base64.b64encode(row.sealed).decode("ascii"),
        }
        for row in rows
    ]


def _forget(session: Session, item_id: str, item_digest: str) -> None:
    # By digest too: a receipt for other bytes under this id must not delete what review does not have.
    session.execute(delete(OutboxItem).where(OutboxItem.id == item_id, OutboxItem.digest == item_digest))


def _outer(blob: bytes) -> dict[str, Any]:
    try:
        outer = canonical.loads(blob)
    except CryptoError as error:
        raise BundleRefused("answer: damaged") from error
    if not isinstance(outer, dict) or set(outer) != {"document", "signature"}:
        raise BundleRefused("answer: of another format")
    return outer


def _verified_answer(blob: bytes, roster: Roster) -> dict[str, Any]:
    outer = _outer(blob)
    try:
        document = str(outer["document"]).encode("utf-8")
        verify(roster.handover_key, SIGN_HANDOVER, document, bytes.fromhex(str(outer["signature"])))
        answer = canonical.loads(document)
    except (CryptoError, ValueError) as error:
        raise BundleRefused("answer: not signed by the hand-over key on the roster") from error
    if not isinstance(answer, dict) or answer.get("format") != _BACK:
        raise BundleRefused("answer: of another format")
    return answer
