"""What a compartment says once its seed is together again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crypto.envelopes import open_envelope
from crypto.errors import CryptoError
from crypto.labels import SIGN_RECORD_ITEM
from crypto.seeds import Seed
from crypto.signed import read_signed
from testimony.custody.request import Request
from testimony.desk.items import item_context, signing_context
from testimony.record.errors import RecordDamaged
from testimony.record.models import RecordItem
from testimony.record.plain import decode
from testimony.roster.document import Roster


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """What was opened; None where the other compartment was asked for. Shown, never stored.

    `unreadable` counts later parts that do not open or were not signed: somebody has put them there.
    """

    contact: str | None = None
    contact_safe: str | None = None
    narrative: str | None = None
    names: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()
    addenda: tuple[str, ...] = ()
    unreadable: int = 0


def disclosed(session: Session, request: Request, seed: Seed, roster: Roster) -> Disclosure:
    """Open the compartment that was asked for; raises RecordDamaged."""
    if request.compartment == "contact":
        contact = _first(session, request.record_id, "contact", seed)
        return Disclosure(contact=contact["contact"], contact_safe=contact["contact_safe"])
    verbatim = _first(session, request.record_id, "verbatim", seed)
    key = verbatim["key"] or {"surfaces": []}
    additions, strange = _later(session, request.record_id, "addition-verbatim", seed, None)
    addenda, unsigned = _later(session, request.record_id, "addendum", seed, roster)
    return Disclosure(
        narrative=verbatim["narrative"],
        names=tuple(verbatim["names"]),
        surfaces=tuple(dict.fromkeys(str(row[3]) for row in key["surfaces"])),
        additions=tuple(str(addition["narrative"]) for addition in additions),
        addenda=tuple(str(addendum["surface"]) for addendum in addenda),
        unreadable=strange + unsigned,
    )


def _first(session: Session, record_id: str, kind: str, seed: Seed) -> dict[str, Any]:
    payloads = _payloads(session, record_id, kind)
    if len(payloads) != 1:
        raise RecordDamaged(f"{kind}: missing or doubled")
    return _opened(payloads[0], record_id, kind, seed, None)


def _later(
    session: Session, record_id: str, kind: str, seed: Seed, roster: Roster | None
) -> tuple[list[dict[str, Any]], int]:
    """Open what came after the testimony, and count what does not open: it must not close the rest."""
    opened, damaged = [], 0
    for payload in _payloads(session, record_id, kind):
        try:
            opened.append(_opened(payload, record_id, kind, seed, roster))
        except RecordDamaged:
            damaged += 1
    return opened, damaged


def _payloads(session: Session, record_id: str, kind: str) -> list[bytes]:
    rows = session.scalars(
        select(RecordItem)
        .where(RecordItem.record_id == record_id, RecordItem.kind == kind)
        .order_by(RecordItem.version)
    )
    return [row.payload for row in rows if row.payload is not None]


def _opened(blob: bytes, record_id: str, kind: str, seed: Seed, roster: Roster | None) -> dict[str, Any]:
    context = item_context(record_id, kind)
    try:
        content = open_envelope(blob, seed, context)
        if roster is not None:  # a colleague wrote it
            keys = roster.signing_key_of
            _, content = read_signed(content, label=SIGN_RECORD_ITEM, keys=keys, context=signing_context(context))
    except CryptoError as error:
        raise RecordDamaged(f"{kind}: does not open with the custodians' seed, or is not signed") from error
    return decode(content)
