"""The desk: queue, opening, marking, terms, coding and messages, each noted, and closed where the source says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from crypto.agefile import open_sealed
from crypto.errors import NotForThisKey
from crypto.seeds import Seed
from testimony.coding.act import parse_act
from testimony.coding.coding import Coding
from testimony.desk import items as desk_items
from testimony.desk import keyring as desk_keyring
from testimony.desk.errors import NoMailbox, NothingFound
from testimony.desk.queue import PAGE_SIZE
from testimony.desk.record import Card
from testimony.exchange.models import PendingReply
from testimony.ledger.ledger import read_detail
from testimony.ledger.models import LedgerEntry, LedgerHead
from testimony.people.errors import NoGrant
from testimony.pseudonyms.result import Mention
from testimony.pseudonyms.spans import SpanType
from testimony.record.errors import NoRecord, RecordClosed, RecordDamaged
from testimony.record.models import Record, RecordItem
from testimony.terms.vocabulary import Purpose

TEXT = "They came at dawn. The plumber Zorb saw it. I told zorb's sister."
ACT = {
    "id": "a1",
    "victim": "giver",
    "code": "phys.beat_baton",
    "date": {"precision": "exact", "start": "2022-01-06"},
    "place": {"region": "KZ-75", "city": "Almaty", "location_type": "police_station"},
    "allegation": "alleged_first_hand",
    "grade": "supported_by_document",
}


def _coding(house: Any) -> Coding:
    codebook = house.desk.codebook
    return Coding(coder="aru", codebook_version=codebook.version, acts=(parse_act(ACT, codebook),))


def _ledger(house: Any) -> list[tuple[str, dict[str, object]]]:
    with house.review.reading() as session:
        entries = session.scalars(select(LedgerEntry).order_by(LedgerEntry.sequence))
        return [(entry.kind, read_detail(entry, house.team.team_seed)) for entry in entries]


@pytest.fixture
def opens(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the envelopes that are opened, by kind."""
    kinds: list[str] = []
    for module in (desk_items, desk_keyring):
        opened = module.open_envelope

        def counted(blob: bytes, seed: Seed, context: Any, opened: Any = opened) -> bytes:
            kinds.append(context.kind)
            content: bytes = opened(blob, seed, context)
            return content

        monkeypatch.setattr(module, "open_envelope", counted)
    return kinds


def test_the_queue_shows_unread_acts_then_new_records_then_the_rest(house: Any) -> None:
    read = house.give(TEXT)
    house.open(read)
    fresh = house.give(TEXT)
    moved, box = house.give_with_code(TEXT)
    house.open(moved)
    house.mailboxes.freeze(box)
    house.handover()

    page = house.desk.queue(house.unlocked(), page=1, state=None)

    assert [row.record_id for row in page.rows] == [moved, fresh, read]
    assert page.counts == {"new": 1, "reading": 2}


@pytest.mark.parametrize(("page", "shown", "rows"), [(-3, 1, PAGE_SIZE), (2, 2, 2), (9, 2, 2)])
def test_the_queue_has_pages_of_25(house: Any, page: int, shown: int, rows: int) -> None:
    _fill(house, PAGE_SIZE + 2)

    queue = house.desk.queue(house.unlocked(), page=page, state=None)

    assert (queue.page, queue.pages, len(queue.rows)) == (shown, 2, rows)


@pytest.mark.parametrize(("state", "rows"), [("new", 1), ("coded", 0), ("erased", 0), ("strange", 0)])
def test_the_queue_of_one_state_shows_this_state(house: Any, state: str, rows: int) -> None:
    house.give(TEXT)
    _fill(house, 1, state="erased")

    queue = house.desk.queue(house.unlocked(), page=1, state=state)

    assert (len(queue.rows), queue.pages) == (rows, 1)


@pytest.mark.parametrize("records", [30, 90])
def test_a_queue_page_opens_no_more_than_25_cards_however_many_records_there_are(
    house: Any, opens: list[str], records: int
) -> None:
    record_id = house.give(TEXT)
    house.open(record_id)
    with house.review.writing() as session:  # unread rows come first, as many as fill the page
        session.get_one(Record, record_id).unread = True
    _fill(house, records, state="reading")
    opens.clear()
    statements = _statements(house)

    queue = house.desk.queue(house.unlocked(), page=1, state=None)

    assert len(queue.rows) == PAGE_SIZE
    assert opens == ["working-key", "card"]
    assert next(statements) <= 2 * PAGE_SIZE + 10


def test_a_record_without_a_card_or_key_leaves_the_queue_usable(house: Any) -> None:
    house.give(TEXT)
    _fill(house, 1, state="reading")

    rows = house.desk.queue(house.unlocked(), page=1, state="reading").rows

    assert [row.card for row in rows] == [None]


def test_the_queue_needs_the_team_key(house: Any) -> None:
    record_id = house.give(TEXT)
    house.open(record_id)

    with pytest.raises(NoGrant):
        house.desk.queue(house.unlocked("kenes"), page=1, state=None)


def test_the_first_opening_is_noted_and_cosigned_and_reading_again_is_not(house: Any) -> None:
    record_id = house.give(TEXT)

    first = house.open(record_id)
    second = house.open(record_id, "daniyar")

    assert first.state == second.state == "reading"
    assert _ledger(house)[1:] == [("open", {"by": "aru", "record": record_id})]
    with house.review.reading() as session:
        assert [head.handle for head in session.scalars(select(LedgerHead))] == ["aru"]


def test_an_opening_that_takes_in_an_act_is_noted(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.open(record_id)
    house.mailboxes.narrow(box)
    house.handover()

    house.open(record_id, "daniyar")

    assert _ledger(house)[-1] == ("open", {"by": "daniyar", "record": record_id})


@pytest.mark.parametrize("record_id", ["00" * 16, "erased"])
def test_what_is_not_there_is_not_opened(house: Any, record_id: str) -> None:
    if record_id == "erased":
        record_id = house.give(TEXT)
        with house.review.writing() as session:
            session.get_one(Record, record_id).state = "erased"

    with pytest.raises(NoRecord):
        house.open(record_id)


def test_a_record_whose_strip_failed_shows_no_text(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house.giving.stripper, "attempt", lambda *_, **__: None)
    record_id = house.give(TEXT)

    opened = house.open(record_id)

    assert [text.stripped for text in opened.texts] == [None]
    assert opened.card.unstripped
    with pytest.raises(NothingFound):
        house.desk.mark_missed(house.unlocked(), record_id, "Zorb", SpanType.PERSON)


def test_every_form_of_a_missed_name_is_hidden_in_all_texts(house: Any) -> None:
    record_id, box = house.give_with_code("Рядом жил водник. Я видела водника и говорила с водником.", language="ru")
    house.mailboxes.write_more(box, "Вчера водник ушёл.", "ru")
    house.handover()
    house.open(record_id)

    hidden = house.desk.mark_missed(house.unlocked(), record_id, "водник", SpanType.PERSON)

    assert hidden == 4
    assert "водник" not in house.text(record_id)


def test_words_that_stand_nowhere_are_refused_and_noted_nowhere(house: Any) -> None:
    record_id = house.give(TEXT)
    house.open(record_id)
    before = _ledger(house)

    with pytest.raises(NothingFound):
        house.desk.mark_missed(house.unlocked(), record_id, "submarine", SpanType.OTHER)

    assert _ledger(house) == before


def test_boxes_keep_their_offsets_and_numbers_when_another_is_hidden(house: Any) -> None:
    record_id = house.give("Zorb came with Aidana Serik. Later plumber Zorb left.", names=("Aidana Serik",))
    before = {box.number: box for box in house.open(record_id).texts[0].stripped.mentions}

    house.desk.mark_missed(house.unlocked(), record_id, "plumber", SpanType.WORK)

    after = {box.number: box for box in house.open(record_id).texts[0].stripped.mentions}
    new = [box for number, box in after.items() if number not in before]
    assert {number: after[number] for number in before} == before
    assert [(box.start, box.end, box.number) for box in new] == [(35, 42, max(before) + 1)]


def test_added_texts_keep_their_order_when_one_of_them_is_stripped_again(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    for text in ("First the plumber came.", "Second nobody came.", "Third it rained."):
        house.mailboxes.write_more(box, text, "en")
    house.handover()
    house.open(record_id)

    house.desk.mark_missed(house.unlocked(), record_id, "plumber", SpanType.WORK)

    opened = house.open(record_id)
    assert [text.stripped.parts[0].text.split()[0] for text in opened.texts[1:]] == ["First", "Second", "Third"]
    assert not opened.standing.missing_acts
    assert isinstance(opened.texts[1].stripped.parts[1], Mention)


def test_the_replaced_text_is_in_no_database_file(house: Any, tmp_path: Path) -> None:
    record_id = house.give(TEXT)
    house.open(record_id)
    with house.review.reading() as session:
        query = select(RecordItem.payload).where(RecordItem.record_id == record_id, RecordItem.kind == "working")
        old = session.scalars(query).one()
    needle = old[len(old) // 2 :][:64]
    assert any(needle in content for content in _files(tmp_path))

    house.desk.mark_missed(house.unlocked(), record_id, "plumber", SpanType.WORK)

    assert not any(needle in content or b"plumber" in content for content in _files(tmp_path))


def test_the_addendum_opens_with_no_key_of_the_team(house: Any) -> None:
    record_id = house.give(TEXT)
    house.desk.mark_missed(house.unlocked(), record_id, "plumber", SpanType.WORK)

    with house.review.reading() as session:
        sealed = session.scalars(select(RecordItem.payload).where(RecordItem.kind == "addendum")).one()
        keyring = desk_keyring.Keyring(session, house.unlocked(), house.rosters.versions(session))
        seeds = [keyring.record(record_id), house.team.team_seed, *house.team.seeds.values()]
    for seed in seeds:
        with pytest.raises(NotForThisKey):
            open_sealed(sealed, seed, stanzas=1)


def test_a_log_held_by_a_reader_does_not_undo_the_marking(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    record_id = house.give(TEXT)
    monkeypatch.setattr("testimony.database.engine.CHECKPOINT_ATTEMPTS", 0)

    assert house.desk.mark_missed(house.unlocked(), record_id, "plumber", SpanType.WORK) == 1


def test_a_decision_about_a_box_is_kept_with_who_decided(house: Any) -> None:
    record_id = house.give("Aidana Serik came.", names=("Aidana Serik",))
    number = house.open(record_id).texts[0].stripped.mentions[0].number

    house.desk.decide_shown(house.unlocked("madina"), record_id, 1, number, restore=True)

    (decision,) = house.open(record_id).decisions.boxes
    assert (decision.text, decision.mention, decision.restore, decision.by) == (1, number, True, "madina")


@pytest.mark.parametrize(("text", "mention"), [(1, 99), (2, 1), (0, 1)])
def test_a_decision_about_no_box_is_refused(house: Any, text: int, mention: int) -> None:
    record_id = house.give("Aidana Serik came.", names=("Aidana Serik",))

    with pytest.raises(NoRecord):
        house.desk.decide_shown(house.unlocked(), record_id, text, mention, restore=False)


def test_coding_moves_a_record_on_and_back(house: Any) -> None:
    record_id = house.give(TEXT)
    house.open(record_id)

    house.desk.save_coding(house.unlocked(), record_id, _coding(house))
    coded = house.open(record_id).state
    house.desk.save_coding(house.unlocked(), record_id, _coding(house).remove("a1"))

    assert (coded, house.open(record_id).state) == ("coded", "reading")
    assert house.open(record_id).coding.version == 2


def test_a_source_without_a_code_can_not_be_written_to(house: Any) -> None:
    record_id = house.give(TEXT)

    with pytest.raises(NoMailbox):
        house.desk.write_message(house.unlocked(), record_id, "Are you safe?")


def test_a_message_waits_for_the_handover_and_names_no_record(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.desk.write_message(house.unlocked(), record_id, "Are you safe?")

    with house.review.reading() as session:
        (reply,) = session.scalars(select(PendingReply)).all()
    house.handover()

    assert [message.text for message in house.mailboxes.look(box).messages] == ["Are you safe?"]
    assert record_id not in (reply.id, reply.lookup_id)
    assert _ledger(house)[-1] == ("message", {"by": "aru", "record": record_id})


def test_a_card_of_another_program_leaves_the_queue_usable() -> None:
    with pytest.raises(RecordDamaged):
        Card.from_json({"card": {"mood": "good"}})
    with pytest.raises(RecordDamaged):
        Card.from_json({})


@pytest.mark.parametrize("taken_in", [True, False])
def test_a_withdrawn_record_takes_no_act_opened_or_not(house: Any, taken_in: bool) -> None:
    record_id, box = house.give_with_code(TEXT)
    terms = house.open(record_id).terms
    house.mailboxes.withdraw(box)
    house.handover()
    if taken_in:
        house.open(record_id)

    for change in (
        lambda: house.desk.save_terms(house.unlocked(), record_id, terms),
        lambda: house.desk.save_coding(house.unlocked(), record_id, _coding(house)),
        lambda: house.desk.write_message(house.unlocked(), record_id, "Are you safe?"),
        lambda: house.desk.mark_missed(house.unlocked(), record_id, "plumber", SpanType.WORK),
    ):
        with pytest.raises(RecordClosed):
            change()


def test_a_coded_record_that_comes_back_is_coded_again(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.open(record_id)
    house.desk.save_coding(house.unlocked(), record_id, _coding(house))
    house.mailboxes.withdraw(box)
    house.handover()
    withdrawn = house.open(record_id).state
    house.mailboxes.cancel_withdrawal(box)
    house.handover()

    opened = house.open(record_id)

    assert (withdrawn, opened.state, opened.held) == ("withdrawn", "coded", True)


def test_coded_records_are_opened_for_use_and_the_others_counted(house: Any) -> None:
    coded = house.give(TEXT, use="count")
    house.open(coded)
    house.desk.save_coding(house.unlocked(), coded, _coding(house))
    house.give(TEXT)

    usable, left_out = house.desk.coded(house.unlocked())

    assert [record.record_id for record in usable] == [coded]
    assert (left_out.stopped, left_out.uncoded) == (0, 1)


def test_flags_lifted_in_the_database_bring_no_frozen_record_back_into_use(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.open(record_id)
    house.desk.save_coding(house.unlocked(), record_id, _coding(house))
    house.mailboxes.freeze(box)
    house.handover()
    with house.review.writing() as session:
        row = session.get_one(Record, record_id)
        row.unread, row.held = False, False

    usable, left_out = house.desk.coded(house.unlocked())

    assert usable == ()
    assert left_out.stopped == 1


def test_a_code_narrows_terms_that_were_recorded_before_it(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT, use="count", relationship="self", under_18="no")
    house.desk.save_terms(house.unlocked(), record_id, house.open(record_id).terms)
    house.mailboxes.narrow(box)
    house.handover()

    (terms,) = house.open(record_id).terms

    assert terms.purposes[Purpose.AGGREGATE_STATISTICS] == "ask_first"
    assert terms.purposes[Purpose.CODING] == "yes"
    assert terms.status == "narrowed"


def test_terms_recorded_after_the_code_narrowed_stand_as_recorded(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT, use="count", relationship="self", under_18="no")
    wide = house.open(record_id).terms
    house.mailboxes.narrow(box)
    house.handover()
    house.open(record_id)

    house.desk.save_terms(house.unlocked(), record_id, wide)

    assert house.open(record_id).terms == wide


def test_narrowing_leaves_terms_alone_that_open_nothing(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT, use="keep", relationship="self", under_18="no")
    terms = house.open(record_id).terms
    house.desk.save_terms(house.unlocked(), record_id, terms)
    house.mailboxes.narrow(box)
    house.handover()

    assert house.open(record_id).terms == terms


def _fill(house: Any, number: int, state: str = "new") -> None:
    with house.review.writing() as session:
        for index in range(number):
            session.add(
                Record(
                    id=f"{index:032x}",
                    iso_week="2022-W01",
                    state=state,
                    held=False,
                    unread=False,
                    destroy_on=None,
                    digest="0" * 64,
                )
            )


def _statements(house: Any) -> Iterator[int]:
    """Count the statements that reach the database from the call of this function on."""
    seen: list[str] = []
    event.listen(house.review.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    return iter(lambda: len(seen), None)


def _files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in (folder / "databases").iterdir()]


def test_a_reviewer_lifts_what_the_source_froze(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.mailboxes.freeze(box)
    house.handover()
    house.open(record_id)

    house.desk.thaw(house.unlocked(), record_id)

    assert not house.open(record_id).held


def test_a_freeze_after_the_thaw_stands(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.mailboxes.freeze(box)
    house.handover()
    house.open(record_id)
    house.desk.thaw(house.unlocked(), record_id)
    house.mailboxes.freeze(box)
    house.handover()

    assert house.open(record_id).held


def test_terms_recorded_after_a_thaw_do_not_freeze_again(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.mailboxes.freeze(box)
    house.handover()
    house.open(record_id)
    house.desk.thaw(house.unlocked(), record_id)

    house.desk.save_terms(house.unlocked(), record_id, house.open(record_id).terms)

    assert not house.open(record_id).held


def test_a_withdrawal_can_not_be_thawed(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.mailboxes.withdraw(box)
    house.handover()
    house.open(record_id)

    with pytest.raises(RecordClosed):
        house.desk.thaw(house.unlocked(), record_id)
