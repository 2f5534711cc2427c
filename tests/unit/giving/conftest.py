"""Intake's domain over a database it may only use as intake does, with a strip that hides one invented name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from crypto.envelopes import Context, open_envelope
from crypto.labels import SIGN_SOURCE_ACT
from crypto.receipts import derive, parse
from crypto.seeds import Seed
from crypto.shares import combine
from crypto.signed import read_signed
from testimony.database.engine import Database
from testimony.exchange.agreed import SOURCE
from testimony.exchange.mailboxes import MailboxStore
from testimony.exchange.models import OutboxItem
from testimony.exchange.packet import unpack
from testimony.giving.drafts import Draft, DraftStore
from testimony.giving.mailbox import Mailboxes
from testimony.giving.pools import Pool
from testimony.giving.service import Giving
from testimony.giving.stripping import Stripper
from testimony.pseudonyms.result import Entity, Key, Mention, Run, Stripped, Surface
from testimony.pseudonyms.spans import SpanType
from testimony.record.plain import decode
from testimony.record.sealing import share_kind, share_part

NAME = "Aslan"
SALT = b"a salt for tests"
BUSY_MS = 20


@dataclass
class FakeStrip:
    """Hides one name; fails when told to, and counts."""

    calls: int = 0
    error: Exception | None = None

    def __call__(self, text: str, language: str, declared: Sequence[str]) -> Stripped:
        """Strip."""
        self.calls += 1
        if self.error is not None:
            raise self.error
        hidden = "|".join(re.escape(name) for name in (NAME, *declared))
        parts: list[Run | Mention] = []
        surfaces = []
        position = 0
        for number, found in enumerate(re.finditer(hidden, text), start=1):
            parts.append(Run(text=text[position : found.start()]))
            place = {"start": found.start(), "end": found.end(), "entity": "p1"}
            parts.append(Mention(number=number, type=SpanType.PERSON, layers=("names",), confidence=1.0, **place))  # type: ignore[arg-type]  # by dict
            surfaces.append(Surface(text=found[0], **place))  # type: ignore[arg-type]  # by dict
            position = found.end()
        parts.append(Run(text=text[position:]))
        return Stripped(
            parts=tuple(parts),
            entities=(Entity(id="p1", type=SpanType.PERSON, number=1),),
            suggestions=(),
            doubtful=False,
            reasons=(),
            language=language,
            key=Key(surfaces=tuple(surfaces)),
        )


@dataclass(frozen=True, kw_only=True)
class Item:
    """A row of the outbox, opened with the team's keys."""

    id: str
    kind: str
    record_id: str
    parts: dict[str, bytes]


@dataclass(kw_only=True)
class Intake:
    """Everything on the intake side; `owner` may read tables that the process itself may not."""

    database: Database
    owner: Database
    spool: Path
    clock: Any
    team: Any
    strip: FakeStrip = field(default_factory=FakeStrip)
    receipts: Pool = field(default_factory=lambda: Pool(places=8, patience_seconds=10))
    strips: Pool = field(default_factory=lambda: Pool(places=8, patience_seconds=10))
    numbers: Iterator[int] = field(default_factory=lambda: count(2**255 - 19))

    def cookie(self) -> bytes:
        """Give another browser's key."""
        return next(self.numbers).to_bytes(32, "big")

    @property
    def drafts(self) -> DraftStore:
        """Give the drafts."""
        return DraftStore(self.database, spool=self.spool, now=lambda: self.clock().timestamp())

    def _shared(self) -> dict[str, Any]:
        return {
            "database": self.database,
            "drafts": self.drafts,
            "stripper": Stripper(self.strip, self.strips),
            "receipts": self.receipts,
            "salt": SALT,
            "clock": self.clock,
        }

    @property
    def giving(self) -> Giving:
        """Give what a source does up to the receipt."""
        return Giving(mailboxes=MailboxStore(), roster=lambda: self.team.roster, **self._shared())

    @property
    def mailboxes(self) -> Mailboxes:
        """Give what a source does through a mailbox."""
        return Mailboxes(store=MailboxStore(), **self._shared())

    def outbox(self) -> list[Item]:
        """Read the outbox as its owner."""
        with self.owner.reading() as session:
            rows = session.scalars(select(OutboxItem)).all()
        return [Item(id=r.id, kind=r.kind, record_id=r.record_id, parts=unpack(r.payload)) for r in rows]

    def testimonies(self) -> list[Item]:
        """Read the testimonies that wait."""
        return [item for item in self.outbox() if item.kind == "testimony"]

    def working_seed(self, item: Item) -> Seed:
        """Open a testimony's working seed with the team's."""
        context = Context(record_id=bytes.fromhex(item.record_id), kind="working-key")
        return Seed(open_envelope(item.parts["working-key"], self.team.team_seed, context))

    def working(self, item: Item) -> dict[str, Any]:
        """Open what reviewers read."""
        context = Context(record_id=bytes.fromhex(item.record_id), kind="working")
        return decode(open_envelope(item.parts["working"], self.working_seed(item), context))

    def custodians_seed(self, item: Item, compartment: str, *custodians: str) -> Seed:
        """Combine some custodians' shares; raises BadShares."""
        context = Context(record_id=bytes.fromhex(item.record_id), kind=share_kind(compartment))
        sealed = {name: item.parts[share_part(compartment, name)] for name in custodians}
        return Seed(combine([open_envelope(blob, self.team.seeds[name], context) for name, blob in sealed.items()]))

    def compartment(self, item: Item, name: str) -> dict[str, Any]:
        """Open what two custodians open."""
        seed = self.custodians_seed(item, name, "kenes", "timur")
        return decode(
            open_envelope(item.parts[name], seed, Context(record_id=bytes.fromhex(item.record_id), kind=name))
        )

    def acts(self, sent: Draft) -> list[dict[str, Any]]:
        """Open and verify the acts on a record, in the order of their numbers."""
        items = [item for item in self.outbox() if item.record_id == sent.record_id]
        [testimony] = [item for item in items if item.kind == "testimony"]
        seed, raw_id = self.working_seed(testimony), bytes.fromhex(sent.record_id)
        sign_key = bytes.fromhex(self.working(testimony)["source"]["sign_key"])
        acts = []
        for item in items:
            if item.kind == "act":
                signed = open_envelope(item.parts["act"], seed, Context(record_id=raw_id, kind="act"))
                keys = {SOURCE: sign_key}.__getitem__
                _, content = read_signed(signed, label=SIGN_SOURCE_ACT, keys=keys, context=raw_id)
                acts.append({**decode(content), "parts": item.parts})
        return sorted(acts, key=lambda act: int(act["sequence"]))

    def bytes_at_rest(self) -> bytes:
        """Give every byte of every file of a SQLite database and of the spool."""
        database = Path(str(self.database.engine.url.database))
        files = [*database.parent.iterdir(), *self.spool.iterdir()]
        return b"".join(path.read_bytes() for path in files)

    def receipt_seed(self, sent: Draft) -> Seed:
        """Derive the seed behind a receipt's words."""
        return derive(parse(" ".join(sent.receipt_words or ())), SALT).seed


OpenDatabase = Callable[..., Database]


def _impatient(database: Database) -> Database:
    def on_connect(connection: Any, _entry: object) -> None:
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")

    event.listen(database.engine, "connect", on_connect)
    return database


@pytest.fixture
def embedded(open_sqlite: OpenDatabase, tmp_path: Path, clock: Any, team: Any) -> Intake:
    """Give intake over SQLite, which waits for no lock."""
    database = _impatient(open_sqlite("intake"))
    return Intake(database=database, owner=database, spool=tmp_path / "spool", clock=clock, team=team)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def intake(request: pytest.FixtureRequest, tmp_path: Path, clock: Any, team: Any) -> Intake:
    """Give intake, once over SQLite and once over PostgreSQL in the role that intake has there."""
    database = owner = request.getfixturevalue(f"open_{request.param}")("intake")
    if request.param == "postgresql":
        opened = request.getfixturevalue("open_postgresql")
        database = opened("intake", user="aigaq_intake", name=owner.engine.url.database)
    return Intake(database=database, owner=owner, spool=tmp_path / "spool", clock=clock, team=team)
