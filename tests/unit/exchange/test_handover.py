"""The hand-over against whoever owns intake, carries the files, or replays them; and against power cuts."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from crypto import canonical
from crypto.agefile import seal
from crypto.digests import random_id
from crypto.seeds import Seed, public_key, signing_key
from testimony.exchange import handover
from testimony.exchange.errors import BundleRefused
from testimony.exchange.handover import collect, read_bundle, settle, settled, take, write_bundle
from testimony.exchange.mailboxes import MailboxStore
from testimony.exchange.models import MailboxMessage, OutboxItem, PendingReply
from testimony.exchange.packet import digest, pack, unpack
from testimony.exchange.taking import Incoming, take_item
from testimony.giving.answers import Answers
from testimony.ledger.ledger import read_detail
from testimony.ledger.models import LedgerEntry
from testimony.record.models import Record, RecordItem, RecordKey, Share

TEXT = "They took him from the market in the evening."
Spoil = Callable[[Incoming], Incoming]


@pytest.fixture
def house(embedded_house: Any) -> Any:
    """Give the house over SQLite: the functional tests walk the same path over PostgreSQL."""
    return embedded_house


def _send(house: Any) -> Incoming:
    key = house.cookie()
    sent = house.giving.send(key, Answers(narrative=TEXT))
    house.giving.skip_code(key)
    return next(item for item in collect(house.intake) if item.record_id == sent.record_id)


def _take(house: Any, *items: Incoming) -> tuple[bytes, Any]:
    key = signing_key(house.team.handover_seed)
    return take(house.review, house.rosters, items, key=key, clock=house.clock)


def _settle(house: Any, answer: bytes) -> str:
    return settle(house.intake, MailboxStore(), answer, roster=house.team.roster, clock=house.clock)


def _rows(database: Any, table: Any) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _repacked(item: Incoming, **parts: bytes | None) -> Incoming:
    changed = {**unpack(item.payload), **parts}
    return replace(item, payload=pack({name: part for name, part in changed.items() if part is not None}))


def _resigned(answer: bytes, change: dict[str, Any], seed: Seed) -> bytes:
    outer: Any = canonical.loads(answer)
    document = canonical.dumps({**canonical.loads(outer["document"].encode()), **change})  # type: ignore[dict-item]  # an object
    signature = signing_key(seed).sign(handover.SIGN_HANDOVER, document).hex()
    return canonical.dumps({"document": document.decode(), "signature": signature})


def test_items_leave_intake_once_review_has_them(house: Any) -> None:
    item = _send(house)

    answer, report = _take(house, item)
    waiting = _rows(house.intake, OutboxItem)
    _settle(house, answer)

    assert (report.taken, report.known, report.refused) == (1, 0, 0)
    assert (waiting, _rows(house.intake, OutboxItem)) == (1, 0)


def test_an_item_replayed_is_known_and_stored_once(house: Any) -> None:
    item = _send(house)
    _take(house, item)

    _, report = _take(house, item)

    assert (report.taken, report.known) == (0, 1)
    assert _rows(house.review, Record) == 1


def test_items_arrive_whole_in_any_order(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    for word in ("one", "two", "three"):
        house.mailboxes.write_more(box, f"And number {word} was there.", "en")
    acts = sorted(collect(house.intake), key=lambda item: item.id, reverse=True)

    for act in acts:
        _take(house, act)

    opened = house.open(record_id)
    words = [text.stripped.parts[0].text.split()[2] for text in opened.texts[1:]]
    assert words == ["one", "two", "three"]
    assert not opened.standing.missing_acts


def test_an_act_beside_its_testimony_is_taken_in_the_same_batch(house: Any) -> None:
    key = house.cookie()
    house.giving.send(key, Answers(narrative=TEXT))
    house.giving.keep_code(key)
    items = sorted(collect(house.intake), key=lambda item: item.kind)

    _, report = _take(house, *items)

    assert [item.kind for item in items] == ["act", "testimony"]
    assert (report.taken, report.refused) == (2, 0)


def test_another_item_under_the_same_record_is_refused_and_stays_in_intake(house: Any) -> None:
    item = _send(house)
    _take(house, item)
    other = _repacked(item, contact=seal(b"other", [public_key(Seed.generate())]))

    answer, report = _take(house, other)
    _settle(house, answer)

    assert report.refused == 1
    assert _rows(house.intake, OutboxItem) == 1
    assert house.text(item.record_id) == TEXT


def test_of_two_items_for_one_record_in_a_batch_one_is_taken_with_its_own_keys(house: Any) -> None:
    item = _send(house)
    other = replace(
        _repacked(item, **{"working-key": seal(b"other", [public_key(Seed.generate())])}), id=random_id().hex()
    )

    _, report = _take(house, item, other)

    assert (report.taken, report.refused) == (1, 1)
    assert house.text(item.record_id) == TEXT


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda item: replace(item, id="x"), id="an id of another form"),
        pytest.param(lambda item: replace(item, record_id="x" * 32), id="a record id of another form"),
        pytest.param(lambda item: replace(item, kind="roster"), id="an unknown kind"),
        pytest.param(lambda item: replace(item, kind="act"), id="a testimony called an act"),
        pytest.param(lambda item: replace(item, iso_week="last week, in the evening"), id="a week of another form"),
        pytest.param(lambda item: replace(item, payload=item.payload[:-1]), id="cut bytes"),
        pytest.param(lambda item: _repacked(item, verbatim=None), id="a missing part"),
        pytest.param(lambda item: _repacked(item, card=unpack(item.payload)["contact"]), id="a part more"),
        pytest.param(
            lambda item: _repacked(item, working=seal(b"", [public_key(Seed.generate()), public_key(Seed.generate())])),
            id="a part sealed to two keys",
        ),
    ],
)
def test_a_spoilt_item_is_refused_without_stopping_the_others(house: Any, spoil: Spoil) -> None:
    spoilt, good = spoil(_send(house)), _send(house)

    answer, report = _take(house, spoilt, good)
    _settle(house, answer)

    assert (report.taken, report.refused) == (1, 1)
    assert _rows(house.review, RecordKey) == 1
    assert _rows(house.intake, OutboxItem) == 1


def test_an_act_on_an_unknown_record_waits_in_intake(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.mailboxes.freeze(box)
    (act,) = collect(house.intake)
    elsewhere = replace(act, record_id=random_id().hex())

    answer, report = _take(house, elsewhere)
    _settle(house, answer)

    assert report.refused == 1
    assert _rows(house.intake, OutboxItem) == 1
    assert not house.open(record_id).held


def test_an_act_replayed_changes_nothing(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.mailboxes.write_more(box, "One thing more.", "en")
    (act,) = collect(house.intake)
    _take(house, act)
    house.open(record_id)

    _, same_id = _take(house, act)
    _, other_id = _take(house, replace(act, id=random_id().hex()))

    opened = house.open(record_id)
    assert (same_id.known, other_id.known) == (1, 1)
    assert len(opened.texts) == 2
    assert not opened.standing.missing_acts


def test_another_act_under_the_same_id_is_refused(house: Any) -> None:
    _, box = house.give_with_code(TEXT)
    house.mailboxes.freeze(box)
    (freeze,) = collect(house.intake)
    _take(house, freeze)
    house.handover()
    house.mailboxes.narrow(box)
    (narrow,) = collect(house.intake)

    _, report = _take(house, replace(narrow, id=freeze.id))

    assert report.refused == 1


def test_a_batch_is_bounded_in_bytes_and_the_first_item_always_goes(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = _send(house), _send(house)
    monkeypatch.setattr(handover, "BYTES_AT_ONCE", len(first.payload) - 1)

    assert len(collect(house.intake)) == 1


def test_a_batch_is_bounded_in_items(house: Any) -> None:
    _send(house)
    _send(house)

    assert len(collect(house.intake, limit=1)) == 1


def test_what_was_taken_is_on_the_ledger_in_the_same_transaction(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    item = _send(house)

    def power_cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(handover, "append", power_cut)
        with pytest.raises(KeyboardInterrupt):
            _take(house, item)
    cut = _rows(house.review, Record)
    _take(house, item)

    with house.review.reading() as session:
        (entry,) = session.scalars(select(LedgerEntry)).all()
        detail = read_detail(entry, house.team.team_seed)
    assert cut == 0
    assert (entry.kind, detail["items"], len(str(detail["root"]))) == ("handover", 1, 64)


def test_a_cut_between_keys_and_record_is_completed_by_the_next_handover(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = _send(house)

    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(handover, "take_item", power_cut)
        with pytest.raises(KeyboardInterrupt):
            _take(house, item)
    cut = (_rows(house.review, RecordKey), _rows(house.review, Share), _rows(house.review, Record))
    _, report = _take(house, item)

    assert cut == (1, 6, 0)
    assert report.taken == 1
    assert house.text(item.record_id) == TEXT


def test_a_record_taken_before_keeps_its_keys_when_offered_again(house: Any) -> None:
    item = _send(house)
    _take(house, item)
    other = _repacked(item, **{"working-key": seal(b"other", [public_key(Seed.generate())])})

    _take(house, other)

    assert house.text(item.record_id) == TEXT


def test_take_item_refuses_before_it_stores(house: Any) -> None:
    item = _send(house)
    _take(house, item)
    other = _repacked(item, contact=seal(b"other", [public_key(Seed.generate())]))

    with pytest.raises(handover.PacketRefused), house.review.writing() as session:
        take_item(session, other, unpack(other.payload))

    assert _rows(house.review, RecordItem) == 3


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda _: b"", id="nothing"),
        pytest.param(lambda _: b"[]", id="of another shape"),
        pytest.param(lambda a: a[:-40] + b"}", id="cut"),
        pytest.param(lambda a: canonical.dumps({**canonical.loads(a), "signature": ""}), id="unsigned"),  # type: ignore[dict-item]  # an object
        pytest.param(lambda a: canonical.dumps({**canonical.loads(a), "signature": "zz"}), id="signature no hex"),  # type: ignore[dict-item]  # an object
        pytest.param(lambda a: _resigned(a, {}, Seed.generate()), id="signed by somebody else"),
    ],
)
def test_a_forged_answer_deletes_nothing(house: Any, forge: Callable[[bytes], bytes]) -> None:
    answer, _ = _take(house, _send(house))

    with pytest.raises(BundleRefused):
        _settle(house, forge(answer))
    with pytest.raises(BundleRefused):
        settled(house.review, house.rosters, forge(answer))

    assert _rows(house.intake, OutboxItem) == 1


def test_a_signed_document_of_another_format_is_refused(house: Any) -> None:
    answer, _ = _take(house, _send(house))

    with pytest.raises(BundleRefused):
        _settle(house, _resigned(answer, {"format": "aigaq-bundle-back-2"}, house.team.handover_seed))

    assert _rows(house.intake, OutboxItem) == 1


def test_an_answer_for_other_bytes_under_the_same_id_deletes_nothing(house: Any) -> None:
    item = _send(house)
    answer, _ = _take(house, item)
    other = _resigned(answer, {"received": {item.id: digest(b"other bytes")}}, house.team.handover_seed)

    _settle(house, other)

    assert _rows(house.intake, OutboxItem) == 1


def test_an_answer_replayed_after_a_month_brings_no_message_back(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.desk.write_message(house.unlocked(), record_id, "Are you safe?")
    answer, _ = _take(house)
    _settle(house, answer)
    house.mailboxes.look(box)

    _settle(house, answer)
    soon = _rows(house.intake, MailboxMessage)
    house.clock.advance(timedelta(days=32))
    with house.intake.writing() as session:
        MailboxStore().sweep(session, house.clock().date())
    _settle(house, answer)

    assert (soon, _rows(house.intake, MailboxMessage)) == (0, 0)


def test_replies_stay_in_review_until_intake_has_them(house: Any) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.desk.write_message(house.unlocked(), record_id, "Are you safe?")
    lost, _ = _take(house)
    answer, report = _take(house)
    _settle(house, answer)
    _settle(house, lost)
    settled(house.review, house.rosters, answer)

    assert report.replies == 1
    assert len(house.mailboxes.look(box).messages) == 1
    assert _rows(house.review, PendingReply) == 0


def test_the_answer_carries_the_roster_chain(house: Any) -> None:
    answer, _ = _take(house)

    (version,) = canonical.loads(_settle(house, answer).encode())  # type: ignore[misc]  # a list of one

    assert version["document"].encode() == house.team.signed.document  # type: ignore[index,union-attr,call-overload]  # an object


ITEMS = st.builds(
    Incoming,
    id=st.binary(min_size=16, max_size=16).map(bytes.hex),
    kind=st.sampled_from(["testimony", "act"]),
    record_id=st.binary(min_size=16, max_size=16).map(bytes.hex),
    iso_week=st.just("2022-W01"),
    payload=st.binary(max_size=100),
)


@given(st.lists(ITEMS, max_size=4))
def test_a_bundle_gives_back_its_items(items: list[Incoming]) -> None:
    assert read_bundle(write_bundle(tuple(items))) == tuple(items)


@given(st.lists(ITEMS, min_size=1, max_size=3), st.data())
def test_a_cut_bundle_is_refused(items: list[Incoming], data: st.DataObject) -> None:
    blob = write_bundle(tuple(items))
    end = data.draw(st.integers(min_value=0, max_value=len(blob) - 2))  # the last byte only ends the line

    with pytest.raises(BundleRefused):
        read_bundle(blob[:end])


@given(st.lists(ITEMS, min_size=1, max_size=3), st.data())
def test_a_damaged_bundle_is_refused_or_carries_items_of_its_number(items: list[Incoming], data: st.DataObject) -> None:
    blob = bytearray(write_bundle(tuple(items)))
    place = data.draw(st.integers(min_value=0, max_value=len(blob) - 1))
    blob[place] ^= data.draw(st.integers(min_value=1, max_value=255))

    try:
        read = read_bundle(bytes(blob))
    except BundleRefused:
        return
    assert len(read) == len(items)  # each is checked again when it is taken


@pytest.mark.parametrize(
    "blob",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff\n", id="not UTF-8"),
        pytest.param(b"[]\n", id="of another shape"),
        pytest.param(b'{"format":"aigaq-bundle-out-2","items":0}\n', id="of another format"),
        pytest.param(b'{"format":"aigaq-bundle-out-1","items":1}\n[]\n', id="a row of another shape"),
        pytest.param(
            b'{"format":"aigaq-bundle-out-1","items":1}\n'
            b'{"id":"a","iso_week":"b","kind":"c","payload":"*","record_id":"d"}\n',
            id="a payload that is no base64",
        ),
    ],
)
def test_what_is_no_bundle_is_refused(blob: bytes) -> None:
    with pytest.raises(BundleRefused):
        read_bundle(blob)


def test_a_bundle_beyond_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    blob = write_bundle(())
    monkeypatch.setattr(handover, "MAX_BUNDLE_BYTES", len(blob) - 1)

    with pytest.raises(BundleRefused):
        read_bundle(blob)


def test_a_bundle_by_hand_does_what_the_line_does(house: Any) -> None:
    item = _send(house)

    answer, report = _take(house, *read_bundle(write_bundle(collect(house.intake))))
    _settle(house, answer)

    assert report.taken == 1
    assert house.text(item.record_id) == TEXT
    assert base64.b64encode(item.payload) in write_bundle((item,))
