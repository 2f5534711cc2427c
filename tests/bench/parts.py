"""Measures the parts of a visit inside one process, by turns, so that what else runs disturbs all alike."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from bare import insert, open_bare
from house import House
from narrative import ENGLISH, RUSSIAN

from crypto.receipts import Receipt, derive
from crypto.sessions import new_cookie_key
from testimony.database.clock import utc_now
from testimony.database.engine import open_database
from testimony.exchange.mailboxes import MailboxStore
from testimony.exchange.seen import SeenRosters
from testimony.giving import service
from testimony.giving.answers import Answers
from testimony.giving.drafts import Draft, DraftStore
from testimony.giving.pools import Pool
from testimony.giving.service import Giving
from testimony.giving.stripping import Stripper
from testimony.pseudonyms.result import Stripped
from testimony.pseudonyms.strip import strip
from testimony.record.sealing import new_record_id
from testimony.roster.file import RosterFile, read_pin

BARE_BYTES = 8 * 1024
MS = 1000.0
ANSWERS = Answers(narrative=ENGLISH, use="count", relationship="relative")


@dataclass(kw_only=True)
class Series:
    """Values of one measurement, one a round; what they come to is their median."""

    values: list[float] = field(default_factory=list)

    def add(self, value: float) -> None:
        """Keep the value of one round."""
        self.values.append(value)

    @property
    def median(self) -> float:
        """Give the median of the rounds."""
        return median(self.values)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Milliseconds of processor time each, but `fsync` and `bare_wall`, which are of the clock."""

    fsync: Series = field(default_factory=Series)
    bare: Series = field(default_factory=Series)
    bare_wall: Series = field(default_factory=Series)
    send: Series = field(default_factory=Series)
    store: Series = field(default_factory=Series)
    argon2id: Series = field(default_factory=Series)
    strip: Series = field(default_factory=Series)
    strip_russian: Series = field(default_factory=Series)


class Workbench:
    """Everything a source's sending passes through, but the web."""

    def __init__(self, house: House) -> None:
        settings = house.intake_settings()
        database = open_database(settings.database_url)
        self._salt = settings.salt
        self._bare = open_bare(house.folder / "bare.sqlite")
        self._plain_file = os.open(house.folder / "fsync", os.O_CREAT | os.O_WRONLY, 0o600)
        self._stripped = stripped = _strip(ENGLISH, "en", ())
        pool = Pool(places=4, patience_seconds=60)
        roster = RosterFile(settings.roster_path, pin=read_pin(settings.roster_pin_path), seen=SeenRosters(database))
        self._giving = Giving(
            database=database,
            drafts=DraftStore(database, spool=settings.spool_dir),
            mailboxes=MailboxStore(),
            roster=roster.current,
            # The strip is measured apart: here its result is ready.
            stripper=Stripper(lambda _text, _language, _declared: stripped, pool),
            receipts=pool,
            salt=settings.salt,
            clock=utc_now,
        )

    def measure(self, parts: Parts, *, times: int) -> None:
        """Do one round of each."""
        parts.fsync.add(_wall_ms(self._fsync, times))
        parts.bare_wall.add(_wall_ms(self._insert, times))
        parts.bare.add(_cpu_ms(self._insert, times))
        parts.argon2id.add(_cpu_ms(lambda: derive(Receipt.generate(), self._salt), times))
        parts.strip.add(_cpu_ms(lambda: _strip(ENGLISH, "en", ()), times))
        parts.strip_russian.add(_cpu_ms(lambda: _strip(RUSSIAN, "ru", ()), times))
        self._without_argon2id(parts, times)

    def _without_argon2id(self, parts: Parts, times: int) -> None:
        # Its 19 MiB also empty the processor's caches for whatever comes after: it is measured apart, not subtracted.
        keys = derive(Receipt.generate(), self._salt)
        service.derive = lambda _receipt, _salt: keys
        try:
            parts.send.add(_cpu_ms(lambda: self._giving.send(new_cookie_key(), ANSWERS), times))
            drafts = iter(
                [Draft(record_id=new_record_id(), answers=ANSWERS, stripped=self._stripped) for _ in range(times + 1)]
            )
            parts.store.add(_cpu_ms(lambda: self._giving._store(new_cookie_key(), next(drafts)), times))
        finally:
            service.derive = derive

    def _insert(self) -> None:
        insert(self._bare, os.urandom(BARE_BYTES))

    def _fsync(self) -> None:
        os.pwrite(self._plain_file, os.urandom(BARE_BYTES), 0)
        os.fsync(self._plain_file)


def wall_ms_each(action: Callable[[], object], times: int) -> list[float]:
    """Do something several times; milliseconds of the clock of each."""
    lapses = []
    for _ in range(times):
        before = time.perf_counter()
        action()
        lapses.append((time.perf_counter() - before) * MS)
    return lapses


def _strip(text: str, language: str, declared: Sequence[str]) -> Stripped:
    return strip(text, language=language, declared=declared)


def _cpu_ms(action: Callable[[], object], times: int, *, warm: int = 1) -> float:
    for _ in range(warm):
        action()
    before = time.process_time()
    for _ in range(times):
        action()
    return (time.process_time() - before) / times * MS


def _wall_ms(action: Callable[[], object], times: int) -> float:
    return median(wall_ms_each(action, times))
