"""Opens one record within a transaction: its texts, the source's standing wishes, terms, coding and history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from crypto.digests import sha256
from crypto.labels import DIGEST_RECORD_ITEM
from crypto.seeds import Seed
from testimony.coding.codebook import Codebook
from testimony.coding.coding import Coding, coding_from_json
from testimony.desk.deciding import Decisions, decisions_of
from testimony.desk.items import Item, Items
from testimony.desk.keyring import Keyring
from testimony.desk.record import Checked, Facts, HistoryLine, OpenRecord, Text
from testimony.desk.standing import Standing, fold, read_acts
from testimony.people.unlocked import Unlocked
from testimony.pseudonyms.regroup import regroup
from testimony.pseudonyms.result import Stripped
from testimony.record.errors import NoRecord, RecordDamaged
from testimony.record.models import Record
from testimony.record.sealing import COMPARTMENTS
from testimony.terms.changing import narrow
from testimony.terms.model import Change, Terms
from testimony.terms.reading import parse_terms
from testimony.terms.stating import Relationship, StatedUse, UnderAge, stated_terms
from testimony.terms.vocabulary import Answer, Channel, Purpose, Status

_SIGNED_KINDS = ("working", "addition", "terms", "coding", "decision")
_FIRST_KINDS = {"working", *COMPARTMENTS}
_FROM_INTAKE = {"act", "addition", "addition-verbatim"}
# Narrowing by code means "ask me first": what is kept is still kept and read.
_KEPT_WHEN_NARROWED = {Purpose.STORE_IDENTIFIED, Purpose.STORE_STRIPPED, Purpose.CODING}


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
    _check_holdings(items)
    return _read(session, row, seed, items, codebook, today=today)


def holdings(items: Items) -> list[list[object]]:
    """List what a record's card must say that the record holds."""
    return [list(entry) for entry in sorted(items.held())]


def given_hash(item: Item) -> str:
    """Give the hash by which a source's signed act names an added text, also after it was stripped again."""
    return str(item.content["given"]) if item.by else sha256(DIGEST_RECORD_ITEM, item.plaintext).hex()


def thawed(items: Items) -> int:
    """Give the number of acts whose freezing a reviewer has lifted."""
    latest = items.latest("terms")
    return 0 if latest is None else int(latest.content["thawed"])


def reopened(opened: Opened, codebook: Codebook, *, today: date) -> Opened:
    """Read again what was changed in the same transaction."""
    return _read(opened.session, opened.row, opened.seed, opened.items, codebook, today=today)


def _check_holdings(items: Items) -> None:
    # The newest card lists what its writer left in the record: an item taken away, say the newest terms, shows.
    held, card = items.held(), items.latest("card")
    if card is None:
        listed = {entry for entry in held if entry[0] in _FIRST_KINDS}
    else:
        listed = {(str(kind), int(version), str(digest)) for kind, version, digest in card.content["holds"]}
    if not listed <= held:
        raise RecordDamaged("record: something that was in it is gone or replaced")
    if any(kind not in _FROM_INTAKE for kind, _, _ in held - listed):
        raise RecordDamaged("record: something was put in beside the desk")


def _read(session: Session, row: Record, seed: Seed, items: Items, codebook: Codebook, *, today: date) -> Opened:
    first = items.latest("working")
    if first is None:
        raise RecordDamaged("working: missing")
    working = first.content
    acts, doubtful = read_acts(session, row.id, seed, bytes.fromhex(working["source"]["sign_key"]))
    standing = fold(acts, use=str(working["stated"]["use"]), doubtful=doubtful).thawed_up_to(thawed(items))
    additions, whole = _additions(items, standing)
    if not whole:
        standing = replace(standing, missing_acts=True)
    texts = (first, *additions)
    decisions = decisions_of(items.all("decision"))
    view = OpenRecord(
        record_id=row.id,
        iso_week=row.iso_week,
        state=row.state,
        held=row.held or standing.stops_use,
        facts=Facts(**working["facts"]),
        stated_use=str(working["stated"]["use"]),
        has_contact=bool(working["has_contact"]),
        shown=tuple(working["shown"]),
        decisions=decisions,
        texts=tuple(_text(number, item, decisions) for number, item in enumerate(texts, start=1)),
        terms=_terms(items, working, standing, today),
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


def _text(number: int, item: Item, decisions: Decisions) -> Text:
    if not item.content["stripped"]:
        return Text(number=number, stripped=None, linked=None)
    linked = Stripped.from_json(item.content["stripped"])
    decided = decisions.regrouping(number, linked)
    checked = item.content.get("checked")  # texts that came before there was such a check have none
    return Text(
        number=number,
        stripped=regroup(linked, decided),
        linked=linked,
        decided=decided,
        checked=Checked(**checked) if checked else None,
    )


def _additions(items: Items, standing: Standing) -> tuple[list[Item], bool]:
    """Give the added texts that the source's acts name, in their order; False beside them unless these are all."""
    readable, damaged = items.readable("addition")
    by_hash = {given_hash(item): item for item in readable}
    # Only what an act names is the source's: another text could be anybody's, and is not shown.
    proven = [by_hash[given] for given in standing.additions if given in by_hash]
    return proven, not damaged and set(by_hash) == set(standing.additions)


def _terms(items: Items, working: Mapping[str, Any], standing: Standing, today: date) -> tuple[Terms, ...]:
    latest = items.latest("terms")
    if latest is not None:
        terms = tuple(parse_terms(entry) for entry in latest.content["terms"])
        narrowed_since = standing.narrowed_at is not None and standing.narrowed_at >= int(latest.content["acts"])
        return tuple(_narrowed(entry, today) for entry in terms) if narrowed_since else terms
    facts = working["facts"]
    return stated_terms(
        StatedUse(standing.use),
        UnderAge(facts["under_18"]) if facts["under_18"] else None,
        Relationship(facts["relationship"]) if facts["relationship"] else None,
        on=today,
    )


def _narrowed(terms: Terms, today: date) -> Terms:
    opened = [p for p, answer in terms.purposes.items() if answer is Answer.YES and p not in _KEPT_WHEN_NARROWED]
    if terms.status is Status.WITHDRAWN or not opened:
        return terms
    change = Change(by="source", on=today, channel=Channel.RECEIPT)
    return narrow(terms, change, purposes=dict.fromkeys(opened, Answer.ASK_FIRST))


def _coding(items: Items, codebook: Codebook) -> Coding | None:
    latest = items.latest("coding")
    return None if latest is None else coding_from_json(latest.content["coding"], codebook)


def _history(items: Items) -> tuple[HistoryLine, ...]:
    return tuple(
        HistoryLine(what=_what(item), by=item.by, week=str(item.content["week"]))
        for kind in _SIGNED_KINDS
        for item in (items.readable(kind)[0] if kind in _FROM_INTAKE else items.all(kind))
        if item.by
    )


def _what(item: Item) -> str:
    """Name what an item says was done: its kind does not always tell."""
    about = next((name for name in ("pair", "mention", "across") if name in item.content), item.kind)
    return str(item.content.get("act", about))
