"""Whatever stops a testimony on its way, its text survives and a later attempt stores it once."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from testimony.giving import drafts
from testimony.giving.answers import Answers
from testimony.giving.drafts import SENT
from testimony.giving.errors import AlreadySent, Busy, NoDraft, NothingKept, StorageUnavailable
from testimony.giving.pools import Pool
from testimony.roster.errors import RosterRefused

if TYPE_CHECKING:
    from tests.unit.giving.conftest import Intake

TEXT = "They took Aslan from the courtyard at night."
ANSWERS = Answers(narrative=TEXT, contact="ring the baker")


def path_of(intake: Intake) -> Path:
    """Give the database's file."""
    return Path(str(intake.database.engine.url.database))


@contextmanager
def locked(intake: Intake) -> Iterator[None]:
    """Hold the write lock from another connection."""
    other = sqlite3.connect(path_of(intake), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def removed(intake: Intake) -> Iterator[None]:
    """Move the database away, and back."""
    folder = path_of(intake).parent
    away = folder.with_name("away")
    folder.rename(away)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # SQLite may have made an empty file there
        away.rename(folder)


@contextmanager
def unreadable(intake: Intake) -> Iterator[None]:
    """Put a folder where the database's file should be."""
    with removed(intake):
        path_of(intake).mkdir(parents=True)
        yield


@contextmanager
def full(intake: Intake) -> Iterator[None]:
    """Let the database grow no further."""

    def cramp(connection: Any, _entry: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # SQLite takes it as: as large as it is

    intake.database.close()
    event.listen(intake.database.engine, "connect", cramp)
    try:
        yield
    finally:
        event.remove(intake.database.engine, "connect", cramp)
        intake.database.close()


TROUBLES = {"locked": locked, "removed": removed, "unreadable": unreadable, "full": full}
Trouble = Callable[["Intake"], Any]
troubles = pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
# A full disk has room for what makes a row smaller.
troubles_but_a_full_disk = pytest.mark.parametrize("trouble", [locked, removed, unreadable])


@troubles
def test_first_post_during_trouble_is_kept_and_sent_later(embedded: Intake, trouble: Trouble) -> None:
    key = embedded.cookie()
    with trouble(embedded), pytest.raises(StorageUnavailable):
        embedded.giving.send(key, ANSWERS)

    sent = embedded.giving.send(key, None)

    [item] = embedded.testimonies()
    assert sent.state == SENT
    assert embedded.compartment(item, "verbatim")["narrative"] == TEXT


@troubles
def test_checked_draft_survives_trouble_at_sending(embedded: Intake, trouble: Trouble) -> None:
    key = embedded.cookie()
    embedded.giving.check(key, ANSWERS)

    with trouble(embedded), pytest.raises(StorageUnavailable):
        embedded.giving.send(key, None)

    embedded.giving.send(key, None)
    [item] = embedded.testimonies()
    assert embedded.compartment(item, "contact")["contact"] == "ring the baker"


@troubles
def test_text_written_during_trouble_is_shown_again_during_trouble(embedded: Intake, trouble: Trouble) -> None:
    key = embedded.cookie()

    with trouble(embedded):
        embedded.giving.write(key, ANSWERS)
        draft = embedded.giving.load(key)

    assert draft is not None
    assert draft.answers == ANSWERS


@troubles
def test_check_during_trouble_keeps_the_text(embedded: Intake, trouble: Trouble) -> None:
    key = embedded.cookie()

    with trouble(embedded):
        with suppress(StorageUnavailable):  # not even an older draft could be looked for
            embedded.giving.check(key, ANSWERS)
        draft = embedded.giving.load(key)

    assert draft is not None
    assert draft.answers == ANSWERS


@troubles
def test_spooled_draft_is_not_readable_in_the_spool(embedded: Intake, trouble: Trouble) -> None:
    with trouble(embedded):
        embedded.giving.write(embedded.cookie(), ANSWERS)

    at_rest = embedded.bytes_at_rest()
    assert len(list(embedded.spool.iterdir())) == 1
    assert [word for word in (b"courtyard", b"Aslan", b"baker") if word in at_rest] == []


@troubles_but_a_full_disk
def test_code_is_not_decided_about_during_trouble(embedded: Intake, trouble: Trouble) -> None:
    key = embedded.cookie()
    sent = embedded.giving.send(key, ANSWERS)

    with trouble(embedded):
        for decide in (embedded.giving.keep_code, embedded.giving.skip_code):
            with pytest.raises(StorageUnavailable):
                decide(key)

    assert embedded.giving.load(key) == sent


@troubles_but_a_full_disk
def test_forgetting_during_trouble_says_so(embedded: Intake, trouble: Trouble) -> None:
    key = embedded.cookie()
    embedded.giving.write(key, ANSWERS)

    with trouble(embedded), pytest.raises(StorageUnavailable):
        embedded.giving.forget(key)


@pytest.mark.parametrize("trouble", [removed, unreadable])
def test_nobody_is_told_that_there_is_no_draft_while_nobody_can_tell(embedded: Intake, trouble: Trouble) -> None:
    key = embedded.cookie()
    embedded.giving.check(key, ANSWERS)

    with trouble(embedded), pytest.raises(StorageUnavailable):
        embedded.giving.load(key)


def test_deleted_database_takes_no_testimony(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.giving.write(key, ANSWERS)
    for path in path_of(embedded).parent.iterdir():
        path.unlink()

    with pytest.raises(StorageUnavailable):
        embedded.giving.send(key, ANSWERS)


def test_draft_leaves_the_spool_once_it_is_stored(embedded: Intake) -> None:
    key = embedded.cookie()
    with locked(embedded):
        embedded.giving.write(key, ANSWERS)

    embedded.giving.send(key, None)

    assert list(embedded.spool.iterdir()) == []


def test_text_that_neither_database_nor_spool_keeps_is_reported(embedded: Intake) -> None:
    giving = embedded.giving
    shutil.rmtree(embedded.spool)

    with locked(embedded), pytest.raises(NothingKept):
        giving.send(embedded.cookie(), ANSWERS)


def test_post_repeated_during_trouble_after_a_lost_response_makes_no_second_record(embedded: Intake) -> None:
    key = embedded.cookie()
    first = embedded.giving.send(key, ANSWERS)
    with removed(embedded), pytest.raises(StorageUnavailable):
        embedded.giving.send(key, ANSWERS)

    again = embedded.giving.send(key, None)

    assert again == first == embedded.giving.load(key)
    assert len(embedded.testimonies()) == 1


def test_other_text_kept_during_trouble_is_not_taken_for_the_one_sent_before(embedded: Intake) -> None:
    key, other = embedded.cookie(), replace(ANSWERS, narrative="Something else.")
    embedded.giving.send(key, ANSWERS)
    with removed(embedded), pytest.raises(StorageUnavailable):
        embedded.giving.send(key, other)

    with pytest.raises(AlreadySent):
        embedded.giving.send(key, None)

    draft = embedded.giving.load(key)
    assert draft is not None
    assert draft.answers == other


def test_full_receipt_pool_keeps_the_draft_and_says_busy(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.receipts = Pool(places=1, patience_seconds=0)

    with embedded.receipts.place(), pytest.raises(Busy):
        embedded.giving.send(key, ANSWERS)

    draft = embedded.giving.load(key)
    assert draft is not None
    assert draft.answers == ANSWERS
    assert embedded.giving.send(key, None).state == SENT
    assert embedded.strip.calls == 1


def test_full_strip_pool_sends_the_whole_to_the_custodians_only(embedded: Intake) -> None:
    embedded.strips = Pool(places=1, patience_seconds=0)

    with embedded.strips.place():
        sent = embedded.giving.send(embedded.cookie(), ANSWERS)

    [item] = embedded.testimonies()
    assert sent.strip_failed
    assert embedded.working(item)["unstripped"]
    assert embedded.compartment(item, "verbatim")["narrative"] == TEXT


def test_busy_second_post_gives_the_receipt_of_the_first(embedded: Intake) -> None:
    key, slow = embedded.cookie(), embedded.giving
    embedded.receipts = Pool(places=1, patience_seconds=0)
    hurried = embedded.giving

    class Overtaken(Pool):
        """Lets the other post go first, and has no place then."""

        @contextmanager
        def place(self) -> Iterator[None]:
            slow.send(key, ANSWERS)
            raise Busy("all places are taken")
            yield

    sent = replace(hurried, receipts=Overtaken(places=1, patience_seconds=0)).send(key, ANSWERS)

    assert sent == embedded.giving.load(key)
    assert len(embedded.testimonies()) == 1


def test_write_that_was_overtaken_by_sending_leaves_the_receipt(embedded: Intake) -> None:
    key, giving = embedded.cookie(), embedded.giving
    late = embedded.drafts
    unsent = giving.write(key, ANSWERS).to_json()
    sent = giving.send(key, None)

    with pytest.raises(AlreadySent):
        late.save(key, unsent)

    assert giving.load(key) == sent


def test_roster_that_is_not_believed_keeps_the_draft(embedded: Intake) -> None:
    key = embedded.cookie()

    def refused() -> Any:
        raise RosterRefused("roster file: can't be read")

    with pytest.raises(StorageUnavailable):
        replace(embedded.giving, roster=refused).send(key, ANSWERS)

    assert embedded.giving.send(key, None).state == SENT


@pytest.mark.postgresql
def test_postgresql_that_is_gone_keeps_the_draft(
    open_postgresql: Callable[..., Any], postgresql_server: Any, embedded: Intake
) -> None:
    gone = open_postgresql("intake", name="no_such_database")
    intake = replace(embedded, database=gone)
    key = intake.cookie()

    with pytest.raises(StorageUnavailable):
        intake.giving.send(key, ANSWERS)

    assert embedded.giving.send(key, None).state == SENT


def test_expired_spool_is_swept_while_the_database_is_away(embedded: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MAX_SPOOLED", 1)
    with locked(embedded):
        embedded.giving.write(embedded.cookie(), ANSWERS)
        with pytest.raises(NothingKept):
            embedded.giving.write(embedded.cookie(), ANSWERS)

        embedded.clock.moment = embedded.clock.moment.replace(hour=14)

        embedded.giving.write(embedded.cookie(), ANSWERS)
    assert len(list(embedded.spool.iterdir())) == 1


def test_unknown_cookie_stays_unknown_during_trouble_in_writing(embedded: Intake) -> None:
    with locked(embedded), pytest.raises(NoDraft):
        embedded.giving.send(embedded.cookie(), None)
