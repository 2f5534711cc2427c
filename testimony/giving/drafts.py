"""Keeps a draft sealed under a key that only the source's cookie holds, for at most two hours.

It rests in the database; if that is locked, full or gone, in a spool in memory, so that a text once given to us
survives until the database is back.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from crypto.errors import CryptoError
from crypto.sessions import open_session, seal_session, session_id
from testimony.database import errors as database_errors
from testimony.database.engine import Database
from testimony.database.locks import hold
from testimony.giving.answers import Answers
from testimony.giving.errors import AlreadySent, NothingKept, StorageUnavailable
from testimony.giving.models import DraftRow
from testimony.pseudonyms.result import Key, Stripped
from testimony.record.plain import decode, encode

LIFE_SECONDS = 2 * 3600
GRID_SECONDS = 600  # when a draft was begun is kept no finer than this
MAX_SPOOLED = 500
FLOOR_BYTES = 16 * 1024
_PURPOSE = b"draft"

WRITING, CHECKED, SENT = "writing", "checked", "sent"
UNDECIDED, KEPT, SKIPPED = "undecided", "kept", "skipped"

# Every request of a source comes this way: statements made once cost a third of what the object layer takes.
_ROWS = DraftRow.metadata.tables[DraftRow.__tablename__]
_FIND = select(_ROWS.c.sealed).where(_ROWS.c.id == bindparam("key"), _ROWS.c.expires > bindparam("now"))
_CHANGE = (
    update(_ROWS).where(_ROWS.c.id == bindparam("key")).values(sealed=bindparam("content"), expires=bindparam("until"))
)
_BEGIN = insert(_ROWS).values(id=bindparam("key"), sealed=bindparam("content"), expires=bindparam("until"))


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a receipt leads to, and the record's public keys: enough to make the mailbox, not to read anything."""

    lookup_id: str
    seed: str
    working_key: str
    verbatim_key: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A testimony on its way; once sent, only what the receipt page needs."""

    record_id: str
    answers: Answers
    state: str = WRITING
    stripped: Stripped | None = None
    strip_failed: bool = False
    code: str = UNDECIDED
    receipt_words: tuple[str, ...] | None = None
    receipt_code: str | None = None
    sent_digest: str | None = None
    reachable: bool = False
    source: Source | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the plain form that is sealed."""
        return {
            **vars(self),
            "answers": self.answers.to_json(),
            "stripped": self.stripped and {"result": self.stripped.to_json(), "key": self.stripped.key.to_json()},
            "source": self.source and vars(self.source),
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Draft:
        """Read the plain form back."""
        stripped, words, source = plain["stripped"], plain["receipt_words"], plain["source"]
        parsed = {
            "answers": Answers.from_json(plain["answers"]),
            "stripped": stripped
            and replace(Stripped.from_json(stripped["result"]), key=Key.from_json(stripped["key"])),
            "receipt_words": words and tuple(words),
            "source": source and Source(**source),
        }
        return cls(**{**plain, **parsed})


class DraftStore:
    """Saves and loads sealed drafts by cookie key."""

    def __init__(self, database: Database, *, spool: Path, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._spool = spool
        self._now = now
        spool.mkdir(parents=True, exist_ok=True, mode=0o700)

    def load(self, key: bytes) -> Mapping[str, Any] | None:
        """Give the draft's plain form or None; raises StorageUnavailable when nobody can tell."""
        spooled = self._read_spool(key)
        if spooled is not None:
            return spooled
        try:
            with self._database.reading() as session:
                return self.load_within(session, key)
        except database_errors.StorageUnavailable as error:
            raise StorageUnavailable("the draft can't be read now") from error

    def load_within(self, session: Session, key: bytes, *, alone: bool = False) -> Mapping[str, Any] | None:
        """Give the draft's plain form or None inside a transaction; `alone` makes the others wait for its end."""
        if alone:
            hold(session, session_id(key))
        sealed = session.connection().execute(_FIND, {"key": session_id(key), "now": self._now()}).scalar()
        return None if sealed is None else _open(key, sealed)

    def save(self, key: bytes, content: Mapping[str, Any]) -> None:
        """Keep the draft in the database or, failing that, in memory; raises AlreadySent, NothingKept."""
        try:
            with self._database.writing() as session:
                self.sweep(session)
                before = self.load_within(session, key, alone=True)
                if before is not None and before.get("state") == SENT:
                    raise AlreadySent("this draft was sent meanwhile")  # its receipt must not be written over
                self.save_within(session, key, content)
        except database_errors.StorageUnavailable:
            self._write_spool(key, _seal(key, content))
        else:
            self._spool_path(key).unlink(missing_ok=True)

    def save_within(self, session: Session, key: bytes, content: Mapping[str, Any]) -> None:
        """Keep the draft as part of a transaction that has loaded it alone."""
        row = {"key": session_id(key), "content": _seal(key, content), "until": self._begun() + LIFE_SECONDS}
        connection = session.connection()
        if not connection.execute(_CHANGE, row).rowcount:
            connection.execute(_BEGIN, row)

    def forget(self, key: bytes) -> None:
        """Delete the draft wherever it rests; raises StorageUnavailable."""
        self._spool_path(key).unlink(missing_ok=True)
        try:
            with self._database.writing() as session:
                session.execute(delete(DraftRow).where(DraftRow.id == session_id(key)))
        except database_errors.StorageUnavailable as error:
            raise StorageUnavailable("the draft can't be deleted now") from error

    def settled(self, key: bytes) -> None:
        """Drop the spooled copy once the database holds the newer one."""
        self._spool_path(key).unlink(missing_ok=True)

    def sweep(self, session: Session) -> None:
        """Delete what has expired, in the database and in the spool."""
        session.execute(delete(DraftRow).where(DraftRow.expires <= self._now()))
        self._sweep_spool()

    def _sweep_spool(self) -> None:
        for path in self._spool.iterdir():  # also what a process that was killed left half written
            try:
                if path.stat().st_mtime + LIFE_SECONDS <= self._now():
                    path.unlink()
            except FileNotFoundError:
                continue  # another worker was faster

    def _begun(self) -> int:
        return int(self._now()) // GRID_SECONDS * GRID_SECONDS

    def _spool_path(self, key: bytes) -> Path:
        return self._spool / f"{session_id(key)}.draft"

    def _read_spool(self, key: bytes) -> Mapping[str, Any] | None:
        path = self._spool_path(key)
        try:
            if path.stat().st_mtime + LIFE_SECONDS <= self._now():
                return None
            return _open(key, path.read_bytes())
        except OSError:
            return None  # not there: the database has it, or nobody

    def _write_spool(self, key: bytes, sealed: bytes) -> None:
        path = self._spool_path(key)
        beside = path.with_suffix(".new")
        try:
            self._sweep_spool()
            if not path.exists() and sum(1 for _ in self._spool.glob("*.draft")) >= MAX_SPOOLED:
                raise NothingKept("the spool is full")
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(sealed)
            os.utime(beside, (self._begun(), self._begun()))  # no finer here either
            beside.replace(path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise NothingKept("neither database nor spool") from error


def _seal(key: bytes, content: Mapping[str, Any]) -> bytes:
    plain = encode(content)
    # JSON may end in spaces. Padded to a power of two, a row says little of how much was written or how far it came.
    padded = plain.ljust(max(FLOOR_BYTES, 1 << (len(plain) - 1).bit_length()))
    return seal_session(key, padded, purpose=_PURPOSE, context=session_id(key).encode("ascii"))


def _open(key: bytes, sealed: bytes) -> Mapping[str, Any] | None:
    try:
        return decode(open_session(key, sealed, purpose=_PURPOSE, context=session_id(key).encode("ascii")))
    except CryptoError:
        return None  # somebody else's or damaged: the same as none
