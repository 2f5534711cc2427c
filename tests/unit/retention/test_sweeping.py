"""What has reached its day is destroyed: in the tables, and in the bytes of every SQLite file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from testimony.custody.errors import RequestRefused
from testimony.custody.models import CustodyAnswer, CustodyRequest
from testimony.database.engine import Database
from testimony.exchange.mailboxes import MailboxStore
from testimony.exchange.models import MailboxMessage, OutboxItem
from testimony.giving.answers import Answers
from testimony.giving.models import DraftRow
from testimony.ledger.ledger import read_detail
from testimony.ledger.models import LedgerEntry
from testimony.ledger.verification import verify
from testimony.record.errors import NoRecord
from testimony.record.models import Record, RecordItem, RecordKey, Share
from testimony.retention.sweeping import Swept, sweep, sweep_intake
from testimony.roster.store import RosterStore

TEXT = "They took him from the market in the evening."
AFTER = timedelta(days=31)


def _sweep(house: Any) -> Swept:
    return sweep(house.review, house.rosters, house.clock)


def _rows(database: Database, table: Any) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _withdrawn(house: Any) -> tuple[str, bytes]:
    record_id, box = house.give_with_code(TEXT)
    house.mailboxes.withdraw(box)
    house.handover()
    house.open(record_id)
    return record_id, box


def test_a_withdrawn_record_is_erased_after_its_day(house: Any) -> None:
    record_id, _ = _withdrawn(house)
    house.clock.advance(AFTER)

    swept = _sweep(house)

    assert (swept.erased, swept.waiting, swept.emptied) == (1, 0, True)
    assert [_rows(house.review, table) for table in (RecordItem, RecordKey, Share)] == [0, 0, 0]
    with pytest.raises(NoRecord):
        house.open(record_id)


def test_the_day_itself_still_belongs_to_the_source(house: Any) -> None:
    record_id, _ = _withdrawn(house)
    house.clock.advance(timedelta(days=30))

    swept = _sweep(house)

    assert swept.erased == 0
    assert house.open(record_id).standing.withdrawn_until == house.clock().date()


def test_a_record_that_was_not_withdrawn_stays(house: Any) -> None:
    record_id = house.give(TEXT)
    house.open(record_id)
    house.clock.advance(timedelta(days=400))

    assert _sweep(house).erased == 0
    assert house.open(record_id).record_id == record_id


def test_a_cancelled_withdrawal_erases_nothing(house: Any) -> None:
    record_id, box = _withdrawn(house)
    house.mailboxes.cancel_withdrawal(box)
    house.handover()
    house.open(record_id)
    house.clock.advance(AFTER)

    assert _sweep(house).erased == 0
    assert house.open(record_id).standing.withdrawn_until is None


def test_an_act_that_nobody_has_opened_keeps_the_record_for_it_may_cancel(house: Any) -> None:
    record_id, box = _withdrawn(house)
    house.mailboxes.cancel_withdrawal(box)
    house.handover()
    house.clock.advance(AFTER)

    swept = _sweep(house)

    assert (swept.erased, swept.waiting) == (0, 1)
    assert house.open(record_id).standing.withdrawn_until is None


def test_the_tombstone_refuses_the_same_packet(house: Any) -> None:
    key = house.cookie()
    sent = house.giving.send(key, Answers(narrative=TEXT))
    house.giving.keep_code(key)
    with house.intake.reading() as session:
        again = {c.name: getattr(session.get_one(OutboxItem, sent.record_id), c.name) for c in OutboxItem.__table__.c}
    house.handover()
    box = house.cookie()
    house.mailboxes.enter(box, sent.receipt_code)
    house.mailboxes.withdraw(box)
    house.handover()
    house.open(sent.record_id)
    house.clock.advance(AFTER)
    _sweep(house)
    with house.intake.writing() as session:
        session.add(OutboxItem(**again))

    report = house.handover()

    assert (report.taken, report.known) == (0, 1)
    assert [_rows(house.review, table) for table in (RecordItem, RecordKey, Share)] == [0, 0, 0]


def test_an_act_on_an_erased_record_is_taken_and_adds_nothing(house: Any) -> None:
    _, box = _withdrawn(house)
    house.mailboxes.freeze(box)
    house.clock.advance(AFTER)
    _sweep(house)

    report = house.handover()

    assert (report.taken, report.refused) == (1, 0)
    assert _rows(house.review, RecordItem) == 0
    assert _rows(house.intake, OutboxItem) == 0


def test_the_erasure_is_on_the_ledger_and_the_ledger_holds(house: Any) -> None:
    record_id, _ = _withdrawn(house)
    house.clock.advance(AFTER)
    _sweep(house)

    with house.review.reading() as session:
        entry = session.scalars(select(LedgerEntry).order_by(LedgerEntry.sequence.desc())).first()
        assert entry is not None
        detail = read_detail(entry, house.team.team_seed)
        verify(session, keys=house.team.roster.signing_key_of, outside=None)
    assert entry.kind == "erased"
    assert detail == {"by": "retention", "record": record_id}


def test_requests_for_an_erased_record_go_with_the_shares_in_them(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.open(record_id)
    asked = house.custody.request(house.unlocked(), record_id, "verbatim", "A lawyer asks for it.", hours=14 * 24)
    house.custody.receive_answer(house.unlocked(), house.answer(asked, "kenes"))
    house.mailboxes.withdraw(box)
    house.handover()
    house.open(record_id)
    with house.review.writing() as session:
        session.get_one(CustodyRequest, asked).expires = house.clock() + timedelta(days=400)
    house.clock.advance(AFTER)

    _sweep(house)

    assert [_rows(house.review, table) for table in (CustodyRequest, CustodyAnswer)] == [0, 0]


def test_an_expired_request_goes_with_its_answers_and_an_open_one_stays(house: Any) -> None:
    record_id = house.give(TEXT, contact="by the well")
    short = house.custody.request(house.unlocked(), record_id, "contact", "She may be in danger.", hours=1)
    long = house.custody.request(house.unlocked(), record_id, "contact", "She may be in danger.", hours=48)
    house.custody.receive_answer(house.unlocked(), house.answer(short, "kenes"))
    house.clock.advance(timedelta(hours=2))

    swept = _sweep(house)

    assert swept.requests == 1
    assert [_rows(house.review, table) for table in (CustodyRequest, CustodyAnswer)] == [1, 0]
    assert [row.id for row in house.custody.requests(house.unlocked())] == [long]
    with pytest.raises(RequestRefused):
        house.custody.disclose(house.unlocked(), short)


def test_a_sweep_that_was_cut_between_keys_and_texts_is_finished_by_the_next(house: Any) -> None:
    record_id, _ = _withdrawn(house)
    house.clock.advance(AFTER)

    class PowerCut(Exception):
        pass

    class Broken(RosterStore):
        def current(self, _session: Any) -> Any:
            raise PowerCut

    with pytest.raises(PowerCut):
        sweep(house.review, Broken(pin=house.rosters.pin), house.clock)
    left = [_rows(house.review, table) for table in (RecordKey, Share, RecordItem)]
    swept = _sweep(house)

    assert left[:2] == [0, 0]
    assert left[2] > 0
    assert swept.erased == 1
    with house.review.reading() as session:
        record = session.get_one(Record, record_id)
        assert (record.state, record.destroy_on, len(record.digest)) == ("erased", None, 64)


def test_no_sqlite_file_holds_a_byte_of_an_erased_record(embedded_house: Any, tmp_path: Path) -> None:
    house = embedded_house
    record_id, _ = _withdrawn(house)
    with house.review.reading() as session:
        payloads = list(session.scalars(select(RecordItem.payload).where(RecordItem.record_id == record_id)))
        sealed = [session.get_one(RecordKey, record_id).sealed, *session.scalars(select(Share.sealed))]
    needles = [blob[length : length + 64] for blob in (*payloads, *sealed) for length in (0, len(blob) // 2)]
    before = _files(tmp_path)
    house.clock.advance(AFTER)

    swept = _sweep(house)

    after = _files(tmp_path)
    assert swept.emptied
    assert all(any(needle in content for content in before.values()) for needle in needles[1::2])
    assert not [name for name, content in after.items() for needle in needles[1::2] if needle in content]
    assert {"review.db", "keys.db"} <= set(after)


def test_a_reader_that_holds_the_log_is_said(embedded_house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    house = embedded_house
    _withdrawn(house)
    house.clock.advance(AFTER)
    monkeypatch.setattr("testimony.database.engine.CHECKPOINT_ATTEMPTS", 0)

    assert not _sweep(house).emptied


def test_expired_drafts_and_messages_leave_intake_and_live_ones_stay(house: Any) -> None:
    record_id, _ = house.give_with_code(TEXT)
    house.desk.write_message(house.unlocked(), record_id, "Are you safe?")
    house.handover()
    house.clock.advance(timedelta(days=20))
    house.desk.write_message(house.unlocked(), record_id, "Still safe?")
    house.handover()
    house.clock.advance(timedelta(days=11))
    live = house.cookie()
    house.giving.write(live, Answers(narrative=TEXT))

    assert sweep_intake(house.intake, MailboxStore(), house.clock)

    assert _rows(house.intake, MailboxMessage) == 1
    assert house.giving.load(live) is not None


def test_expired_drafts_are_deleted_where_the_handover_may(embedded_house: Any) -> None:
    house = embedded_house
    house.giving.write(house.cookie(), Answers(narrative=TEXT))
    house.clock.advance(timedelta(hours=3))

    sweep_intake(house.intake, MailboxStore(), house.clock)

    assert _rows(house.intake, DraftRow) == 0


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "databases").iterdir()}
