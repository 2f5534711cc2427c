"""Reads and writes the signed, sealed items of a record; each version names the one before inside its seal."""

from __future__ import annotations

from collections.abc import Mapping
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


@dataclass(frozen=True, kw_only=True)
class Item:
    """An opened item: who signed it (empty for what intake sealed) and what it says."""

    row_id: str
    kind: str
    version: int
    by: str
    content: Mapping[str, Any]
    plaintext: bytes


class Items:
    """The items of one record, opened with its working seed."""

    def __init__(self, session: Session, record_id: str, seed: Seed, unlocked: Unlocked) -> None:
        self._session = session
        self._record_id = record_id
        self._raw_id = bytes.fromhex(record_id)
        self._seed = seed
        self._unlocked = unlocked

    def all(self, kind: str) -> list[Item]:
        """Open every item of a kind that still has its content, oldest first; raises RecordDamaged."""
        rows = self._session.scalars(
            select(RecordItem)
            .where(RecordItem.record_id == self._record_id, RecordItem.kind == kind, RecordItem.payload.is_not(None))
            .order_by(RecordItem.version)
        )
        return [self._opened(row) for row in rows]

    def latest(self, kind: str) -> Item | None:
        """Open the newest item of a kind, or give None."""
        items = self.all(kind)
        return items[-1] if items else None

    def put(
        self, kind: str, content: Mapping[str, Any], *, after: Item | None = None, keep_before: bool = True
    ) -> None:
        """Sign and seal a new version after another; `keep_before=False` destroys what the other said."""
        before = self._session.get(RecordItem, after.row_id) if after is not None else None
        context = self._context(kind, before.digest if before is not None else None)
        signed = sign_content(
            encode(content),
            self._unlocked.signing_key,
            self._unlocked.handle,
            SIGN_RECORD_ITEM,
            context=self._signing_context(kind),
        )
        sealed = seal_envelope(signed, context, [public_key(self._seed)])
        self._add(kind, sealed, replaces=before.digest if before is not None else None)
        if before is not None and not keep_before:
            before.payload = None

    def put_sealed_to(self, kind: str, content: Mapping[str, Any], key: bytes) -> None:
        """Sign an item and seal it to a key this person can't open, such as the verbatim compartment's."""
        signed = sign_content(
            encode(content),
            self._unlocked.signing_key,
            self._unlocked.handle,
            SIGN_RECORD_ITEM,
            context=self._signing_context(kind),
        )
        self._add(kind, seal_envelope(signed, self._context(kind, None), [key]), replaces=None)

    def _opened(self, row: RecordItem) -> Item:
        if row.payload is None or digest(row.payload) != row.digest:
            raise RecordDamaged(f"{row.kind}: not the bytes that were stored")
        try:
            plaintext = open_envelope(row.payload, self._seed, self._context(row.kind, row.replaces))
            by, content = self._signer(row, plaintext)
        except CryptoError as error:
            raise RecordDamaged(f"{row.kind}: does not open or verify") from error
        return Item(
            row_id=row.id, kind=row.kind, version=row.version, by=by, content=decode(content), plaintext=plaintext
        )

    def _signer(self, row: RecordItem, plaintext: bytes) -> tuple[str, bytes]:
        if row.kind in {"working", "addition"} and row.replaces is None:
            return "", plaintext  # as intake sealed it: intake has no signing key, and needs none to be believed less
        keys = self._unlocked.roster.signing_key_of
        return read_signed(plaintext, label=SIGN_RECORD_ITEM, keys=keys, context=self._signing_context(row.kind))

    def _context(self, kind: str, replaces: str | None) -> Context:
        return Context(record_id=self._raw_id, kind=kind, predecessor=bytes.fromhex(replaces) if replaces else ZERO32)

    def _signing_context(self, kind: str) -> bytes:
        return self._raw_id + kind.encode("ascii")

    def _add(self, kind: str, sealed: bytes, *, replaces: str | None) -> None:
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
