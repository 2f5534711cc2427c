"""Reads and writes the signed, sealed items of a record; each version names the one before inside its seal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crypto.digests import random_id
from crypto.envelopes import ZERO32, Context, open_envelope, seal_envelope
from crypto.errors import CryptoError
from crypto.labels import SIGN_RECORD_ITEM
from crypto.seeds import Seed, public_key
from crypto.signed import read_signed, sign_content
from testimony.exchange.packet import digest
from testimony.people.unlocked import Unlocked
from testimony.record.errors import RecordDamaged
from testimony.record.models import RecordItem
from testimony.record.plain import decode, encode

# What intake sealed comes without a person's signature, and says so by having no version before it.
_FROM_INTAKE = ("working", "addition")


@dataclass(frozen=True, kw_only=True)
class Item:
    """An opened item: who signed it (empty for what intake sealed) and what it says."""

    row_id: str
    kind: str
    version: int
    by: str
    content: Mapping[str, Any]
    plaintext: bytes


def item_context(record_id: str, kind: str, replaces: str | None = None) -> Context:
    """Give the context of an item's seal; `replaces` is the digest of the version before."""
    return Context(
        record_id=bytes.fromhex(record_id),
        kind=kind,
        predecessor=bytes.fromhex(replaces) if replaces else ZERO32,
    )


def signing_context(context: Context) -> bytes:
    """Give what a signature covers beside the content.

    With the predecessor: who holds the record's seed could else seal a colleague's older statement as the newest.
    """
    return context.record_id + context.kind.encode("ascii") + context.predecessor


class Items:
    """The items of one record, opened with its working seed, each once."""

    def __init__(self, session: Session, record_id: str, seed: Seed, unlocked: Unlocked) -> None:
        self._session = session
        self._record_id = record_id
        self._seed = seed
        self._unlocked = unlocked
        self._known: dict[str, Item] = {}

    def all(self, kind: str) -> list[Item]:
        """Open every item of a kind that still has its content, oldest first; raises RecordDamaged."""
        return [self._opened(row) for row in self._rows(kind) if row.payload is not None]

    def latest(self, kind: str) -> Item | None:
        """Open the newest of a kind whose versions follow one another, or give None; raises RecordDamaged."""
        rows = self._rows(kind)
        before = None
        for number, row in enumerate(rows, start=1):
            if row.version != number or row.replaces != before:
                raise RecordDamaged(f"{kind}: a version is missing or out of order")
            before = row.digest
        return self._opened(rows[-1]) if rows else None

    def readable(self, kind: str) -> tuple[list[Item], bool]:
        """Open what nothing has replaced, oldest first; True beside it if some of it does not open."""
        rows = self._rows(kind)
        replaced = {row.replaces for row in rows}
        items, damaged = [], False
        for row in rows:
            if row.digest in replaced:
                continue
            try:
                items.append(self._opened(row))
            except RecordDamaged:
                damaged = True  # whoever controls intake can send such a thing, and must not close the record with it
        return items, damaged

    def held(self) -> set[tuple[str, int, str]]:
        """List what the database holds of the record, cards apart: kind, version, digest."""
        columns = select(RecordItem.kind, RecordItem.version, RecordItem.digest)
        rows = self._session.execute(columns.where(RecordItem.record_id == self._record_id, RecordItem.kind != "card"))
        return {(kind, version, held) for kind, version, held in rows}

    def put(
        self, kind: str, content: Mapping[str, Any], *, after: Item | None = None, keep_before: bool = True
    ) -> None:
        """Sign and seal a new version after another; `keep_before=False` destroys what the other said."""
        before = self._session.get_one(RecordItem, after.row_id) if after is not None else None
        self._add(kind, content, key=public_key(self._seed), replaces=before.digest if before is not None else None)
        if before is not None and not keep_before:
            before.payload = None

    def put_sealed_to(self, kind: str, content: Mapping[str, Any], key: bytes) -> None:
        """Sign an item and seal it to a key this person can't open, such as the verbatim compartment's."""
        self._add(kind, content, key=key, replaces=None)

    def _rows(self, kind: str) -> Sequence[RecordItem]:
        query = select(RecordItem).where(RecordItem.record_id == self._record_id, RecordItem.kind == kind)
        return self._session.scalars(query.order_by(RecordItem.version)).all()

    def _opened(self, row: RecordItem) -> Item:
        if row.id not in self._known:
            self._known[row.id] = self._verified(row)
        return self._known[row.id]

    def _verified(self, row: RecordItem) -> Item:
        if row.payload is None or digest(row.payload) != row.digest:
            raise RecordDamaged(f"{row.kind}: not the bytes that were stored")
        try:
            plaintext = open_envelope(row.payload, self._seed, self._context(row))
            by, content = self._signer(row, plaintext)
        except CryptoError as error:
            raise RecordDamaged(f"{row.kind}: does not open or verify") from error
        return Item(
            row_id=row.id, kind=row.kind, version=row.version, by=by, content=decode(content), plaintext=plaintext
        )

    def _signer(self, row: RecordItem, plaintext: bytes) -> tuple[str, bytes]:
        if row.kind in _FROM_INTAKE and row.replaces is None:
            return "", plaintext
        keys = self._unlocked.roster.signing_key_of
        context = signing_context(self._context(row))
        return read_signed(plaintext, label=SIGN_RECORD_ITEM, keys=keys, context=context)

    def _context(self, row: RecordItem) -> Context:
        return item_context(self._record_id, row.kind, row.replaces)

    def _add(self, kind: str, content: Mapping[str, Any], *, key: bytes, replaces: str | None) -> None:
        context = item_context(self._record_id, kind, replaces)
        who = self._unlocked
        signed = sign_content(
            encode(content), who.signing_key, who.handle, SIGN_RECORD_ITEM, context=signing_context(context)
        )
        sealed = seal_envelope(signed, context, [key])
        newest = select(func.max(RecordItem.version)).where(
            RecordItem.record_id == self._record_id, RecordItem.kind == kind
        )
        self._session.add(
            RecordItem(
                id=random_id().hex(),
                record_id=self._record_id,
                kind=kind,
                version=(self._session.scalar(newest) or 0) + 1,
                digest=digest(sealed),
                replaces=replaces,
                payload=sealed,
            )
        )
