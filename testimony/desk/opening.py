"""Opens one record within a transaction: its texts, the source's standing wishes, terms, coding and history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from crypto.digests import sha256
from crypto.labels import DIGEST_RECORD_ITEM
from crypto.seeds import Seed
from testimony.coding.codebook import Codebook
from testimony.coding.coding import Coding, coding_from_json
from testimony.desk.items import Item, Items
from testimony.desk.keyring import Keyring
from testimony.desk.record import Decision, Facts, HistoryLine, OpenRecord, Text
from testimony.desk.standing import Standing, fold, read_acts
from testimony.people.unlocked import Unlocked
from testimony.pseudonyms.result import Stripped
from testimony.record.errors import NoRecord, RecordDamaged
from testimony.record.models import Record
from testimony.terms.model import Terms
from testimony.terms.reading import parse_terms
from testimony.terms.stating import Relationship, StatedUse, UnderAge, stated_terms

_SIGNED_KINDS = ("working", "addition", "terms", "coding", "decision")


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A record opened for writing: its row, its seed and its items, beside what a reviewer sees."""

    session: Session
    row: Record
    seed: Seed
    items: Items
    texts: tuple[Item, ...]
    source: Mapping[str, str]
    verbatim_key: bytes
    view: OpenRecord


def open_record(
    session: Session, record_id: str, unlocked: Unlocked, keyring: Keyring, codebook: Codebook, *, today: date
) -> Opened:
    """Open a record; raises NoRecord, RecordDamaged, NoGrant."""
    row = session.get(Record, record_id)
    if row is None or row.state == "erased":
        raise NoRecord("record: there is none of this id, or it was erased")
    seed = keyring.record(record_id)
    items = Items(session, record_id, seed, unlocked)
    first = items.latest("working")
    if first is None:
        raise RecordDamaged("working: missing")
    working = first.content
    acts, doubtful = read_acts(session, record_id, seed, bytes.fromhex(working["source"]["sign_key"]))
    standing = fold(acts, use=str(working["stated"]["use"]), doubtful=doubtful)
    additions = sorted(items.all("addition"), key=lambda item: int(item.content.get("order", item.version)))
    if not _all_proven(additions, standing):
        standing = Standing(**{**vars(standing), "missing_acts": True})
    texts = (first, *additions)
    view = OpenRecord(
        record_id=record_id,
        iso_week=row.iso_week,
        state=row.state,
        held=row.held or standing.stops_use,
        facts=Facts(**working["facts"]),
        stated_use=str(working["stated"]["use"]),
        has_contact=bool(working["has_contact"]),
        shown=tuple(working["shown"]),
        decisions=tuple(Decision(**item.content["decision"], by=item.by) for item in items.all("decision")),
        texts=tuple(Text(number=n, stripped=_stripped(item)) for n, item in enumerate(texts, start=1)),
        terms=_terms(items, working, today),
        coding=_coding(items, codebook),
        standing=standing,
        history=_history(items),
    )
    return Opened(
        session=session,
        row=row,
        seed=seed,
        items=items,
        texts=texts,
        source=working["source"],
        verbatim_key=bytes.fromhex(working["verbatim_key"]),
        view=view,
    )


def _stripped(item: Item) -> Stripped | None:
    return Stripped.from_json(item.content["stripped"]) if item.content["stripped"] else None


def _all_proven(additions: list[Item], standing: Standing) -> bool:
    # An added text is the source's only if an act they signed names its hash; a colleague's strip of it is signed.
    unsigned = [item for item in additions if not item.by]
    return all(sha256(DIGEST_RECORD_ITEM, item.plaintext).hex() in standing.additions for item in unsigned)


def _terms(items: Items, working: Mapping[str, Any], today: date) -> tuple[Terms, ...]:
    latest = items.latest("terms")
    if latest is not None:
        return tuple(parse_terms(entry) for entry in latest.content["terms"])
    facts = working["facts"]
    return stated_terms(
        StatedUse(working["stated"]["use"]),
        UnderAge(facts["under_18"]) if facts["under_18"] else None,
        Relationship(facts["relationship"]) if facts["relationship"] else None,
        on=today,
    )


def _coding(items: Items, codebook: Codebook) -> Coding | None:
    latest = items.latest("coding")
    return None if latest is None else coding_from_json(latest.content["coding"], codebook)


def _history(items: Items) -> tuple[HistoryLine, ...]:
    return tuple(
        HistoryLine(what=kind, by=item.by, week=str(item.content["week"]))
        for kind in _SIGNED_KINDS
        for item in items.all(kind)
        if item.by
    )
