"""A record against whoever writes its rows: what was swapped, dropped, rolled back or slipped in is refused or said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from crypto.digests import random_id
from crypto.envelopes import open_envelope, seal_envelope
from crypto.labels import SIGN_RECORD_ITEM, SIGN_SOURCE_ACT
from crypto.seeds import Seed, public_key, signing_key
from crypto.signed import sign_content
from testimony.desk.items import Items, item_context, signing_context
from testimony.desk.keyring import Keyring
from testimony.exchange.handover import collect, take
from testimony.exchange.packet import digest, pack, unpack
from testimony.exchange.taking import Incoming
from testimony.giving.answers import Answers
from testimony.people.errors import NoGrant
from testimony.people.models import TeamGrant
from testimony.people.team import sealed_grant
from testimony.people.unlocked import Unlocked
from testimony.pseudonyms.spans import SpanType
from testimony.record.errors import NoRecord, RecordDamaged
from testimony.record.models import RecordItem, RecordKey
from testimony.record.plain import encode

TEXT, OTHER = "The plumber came at dawn.", "Nobody came to us."


def _row(session: Any, record_id: str, kind: str, version: int = 1) -> RecordItem:
    query = select(RecordItem).where(
        RecordItem.record_id == record_id, RecordItem.kind == kind, RecordItem.version == version
    )
    row: RecordItem = session.scalars(query).one()
    return row


def _copy(row: RecordItem) -> RecordItem:
    columns = {column.name: getattr(row, column.name) for column in RecordItem.__table__.columns}
    return RecordItem(**{**columns, "id": random_id().hex()})


def _seed(house: Any, record_id: str) -> Seed:
    with house.review.reading() as session:
        return Keyring(session, house.unlocked(), house.rosters.versions(session)).record(record_id)


def _carry(house: Any, *items: Incoming) -> Any:
    return take(house.review, house.rosters, items, key=signing_key(house.team.handover_seed), clock=house.clock)[1]


def _acts(house: Any) -> list[Incoming]:
    return [item for item in collect(house.intake) if item.kind == "act"]


@pytest.fixture
def two(house: Any) -> tuple[str, str]:
    """Give two records, opened, with terms recorded twice."""
    records = (house.give(TEXT, use="count"), house.give(OTHER, use="count"))
    for record_id in records:
        for _ in range(2):
            house.desk.save_terms(house.unlocked(), record_id, house.open(record_id).terms)
    return records


Hand = Callable[[Any, str, str], None]


def _swap_payload(kind: str, version: int = 1) -> Hand:
    def act(session: Any, record_id: str, other: str) -> None:
        mine, theirs = _row(session, record_id, kind, version), _row(session, other, kind, version)
        mine.payload, mine.digest = theirs.payload, theirs.digest

    return act


def _flip(session: Any, record_id: str, _: str) -> None:
    row = _row(session, record_id, "working")
    assert row.payload is not None
    row.payload = row.payload[:-1] + bytes([row.payload[-1] ^ 1])


def _drop(kind: str, version: int) -> Hand:
    return lambda session, record_id, _: session.delete(_row(session, record_id, kind, version))


def _no_cards(session: Any, record_id: str, _: str) -> None:
    for version in (1, 2, 3):
        session.delete(_row(session, record_id, "card", version))


def _empty(session: Any, record_id: str, _: str) -> None:
    _row(session, record_id, "terms", 2).payload = None


def _key_of_other(session: Any, record_id: str, other: str) -> None:
    session.get_one(RecordKey, record_id).sealed = session.get_one(RecordKey, other).sealed


def _second_working(session: Any, record_id: str, other: str) -> None:
    row = _copy(_row(session, other, "working"))
    row.record_id, row.version = record_id, 2
    session.add(row)


@pytest.mark.parametrize(
    "hand",
    [
        pytest.param(_swap_payload("working"), id="the text of another record"),
        pytest.param(_swap_payload("terms", 2), id="the terms of another record"),
        pytest.param(_swap_payload("card", 3), id="the card of another record"),
        pytest.param(_flip, id="a bit of the text"),
        pytest.param(_drop("working", 1), id="no text"),
        pytest.param(_drop("terms", 1), id="the first terms are gone"),
        pytest.param(_drop("terms", 2), id="the newest terms are gone"),
        pytest.param(_drop("verbatim", 1), id="what custodians hold is gone"),
        pytest.param(_drop("card", 3), id="the newest card is gone"),
        pytest.param(_drop("card", 1), id="an older card is gone"),
        pytest.param(_no_cards, id="no card at all"),
        pytest.param(_empty, id="the newest terms are emptied"),
        pytest.param(_key_of_other, id="the key of another record"),
        pytest.param(_second_working, id="a second text"),
    ],
)
def test_a_record_whose_rows_were_changed_does_not_open(house: Any, two: tuple[str, str], hand: Hand) -> None:
    with house.review.writing() as session:
        hand(session, *two)

    with pytest.raises(RecordDamaged):
        house.open(two[0])
    assert house.text(two[1]) == OTHER


def test_a_record_that_nobody_opened_yet_needs_its_text(house: Any) -> None:
    record_id = house.give(TEXT)
    with house.review.writing() as session:
        session.delete(_row(session, record_id, "working"))

    with pytest.raises(RecordDamaged):
        house.open(record_id)


def test_the_item_of_one_kind_is_not_taken_for_another(house: Any, two: tuple[str, str]) -> None:
    with house.review.writing() as session:
        row = _copy(_row(session, two[0], "terms"))
        row.kind = "coding"
        session.add(row)

    with pytest.raises(RecordDamaged):
        house.open(two[0])


def test_a_text_brought_back_from_an_older_copy_is_not_shown(house: Any, two: tuple[str, str]) -> None:
    with house.review.reading() as session:
        old = _row(session, two[0], "working").payload
    house.desk.mark_missed(house.unlocked(), two[0], "plumber", SpanType.WORK)
    with house.review.writing() as session:
        _row(session, two[0], "working").payload = old

    assert "plumber" not in house.text(two[0])


def test_a_text_brought_back_in_place_of_the_newer_is_refused(house: Any, two: tuple[str, str]) -> None:
    with house.review.reading() as session:
        old = _row(session, two[0], "working").payload
    house.desk.mark_missed(house.unlocked(), two[0], "plumber", SpanType.WORK)
    with house.review.writing() as session:
        _row(session, two[0], "working").payload = old
        session.delete(_row(session, two[0], "working", 2))

    with pytest.raises(RecordDamaged):
        house.open(two[0])


def test_an_added_text_brought_back_is_not_shown_beside_the_newer(house: Any) -> None:
    record_id, box = house.give_with_code(OTHER)
    house.mailboxes.write_more(box, TEXT, "en")
    house.handover()
    house.open(record_id)
    with house.review.reading() as session:
        old = _row(session, record_id, "addition").payload
    house.desk.mark_missed(house.unlocked(), record_id, "plumber", SpanType.WORK)
    with house.review.writing() as session:
        _row(session, record_id, "addition").payload = old

    opened = house.open(record_id)

    assert len(opened.texts) == 2
    assert "plumber" not in house.text(record_id)


def test_a_colleagues_older_statement_sealed_as_the_newest_is_refused(house: Any, two: tuple[str, str]) -> None:
    seed = _seed(house, two[0])
    with house.review.writing() as session:
        first, newest = _row(session, two[0], "terms"), _row(session, two[0], "terms", 2)
        said = _said(first, seed, two[0])
        context = item_context(two[0], "terms", newest.digest)
        sealed = seal_envelope(said, context, [public_key(seed)])
        row = _copy(newest)
        row.version, row.payload, row.digest, row.replaces = 3, sealed, digest(sealed), newest.digest
        session.add(row)
        session.flush()

        with pytest.raises(RecordDamaged):
            Items(session, two[0], seed, house.unlocked()).latest("terms")


def test_an_item_signed_by_nobody_on_the_roster_is_refused(house: Any, two: tuple[str, str]) -> None:
    seed, stranger = _seed(house, two[0]), Seed.generate()
    with house.review.writing() as session:
        newest = _row(session, two[0], "terms", 2)
        context = item_context(two[0], "terms", newest.digest)
        content = encode({"terms": [], "acts": 0, "thawed": 0, "week": "2022-W01"})
        signed = sign_content(content, signing_key(stranger), "aru", SIGN_RECORD_ITEM, context=signing_context(context))
        sealed = seal_envelope(signed, context, [public_key(seed)])
        row = _copy(newest)
        row.version, row.payload, row.digest, row.replaces = 3, sealed, digest(sealed), newest.digest
        session.add(row)

    with pytest.raises(RecordDamaged):
        house.open(two[0])


def test_something_signed_and_put_in_beside_the_desk_is_refused(house: Any, two: tuple[str, str]) -> None:
    seed, roster_key = _seed(house, two[0]), signing_key(house.team.seeds["madina"])
    with house.review.writing() as session:
        newest = _row(session, two[0], "terms", 2)
        context = item_context(two[0], "terms", newest.digest)
        content = encode({"terms": [], "acts": 0, "thawed": 0, "week": "2022-W01"})
        signed = sign_content(content, roster_key, "madina", SIGN_RECORD_ITEM, context=signing_context(context))
        sealed = seal_envelope(signed, context, [public_key(seed)])
        row = _copy(newest)
        row.version, row.payload, row.digest, row.replaces = 3, sealed, digest(sealed), newest.digest
        session.add(row)

    with pytest.raises(RecordDamaged):
        house.open(two[0])


def test_a_record_without_its_key_is_no_record(house: Any, two: tuple[str, str]) -> None:
    with house.review.writing() as session:
        session.delete(session.get_one(RecordKey, two[0]))

    with pytest.raises(NoRecord):
        house.open(two[0])


def test_a_grant_of_an_attackers_seed_is_refused(house: Any, two: tuple[str, str]) -> None:
    mine = house.team.roster.person("aru").seal_key
    with house.review.writing() as session:
        session.get_one(TeamGrant, (1, "aru")).sealed = sealed_grant(1, Seed.generate(), mine)

    with pytest.raises(NoGrant):
        house.open(two[0])


def test_a_grant_to_somebody_else_does_not_open(house: Any, two: tuple[str, str]) -> None:
    with house.review.writing() as session:
        theirs = session.get_one(TeamGrant, (1, "daniyar")).sealed
        session.get_one(TeamGrant, (1, "aru")).sealed = theirs

    with pytest.raises(NoGrant):
        house.open(two[0])


def test_a_person_without_a_grant_opens_nothing(house: Any, two: tuple[str, str]) -> None:
    stranger = Unlocked(handle="stranger", seed=Seed.generate(), roster=house.team.roster)

    with pytest.raises(NoGrant):
        house.desk.open(stranger, two[0])


def test_an_older_epoch_still_opens_what_was_sealed_in_it(house: Any, two: tuple[str, str]) -> None:
    newer = Seed.generate()
    second = replace(house.team.roster, version=2, epoch=2, team_key=public_key(newer))
    with house.review.writing() as session:
        session.add(TeamGrant(epoch=2, handle="aru", sealed=sealed_grant(2, newer, second.person("aru").seal_key)))
        keyring = Keyring(session, house.unlocked(), (house.team.roster, second))

        assert [public_key(seed) for seed in keyring.team()] == [second.team_key, house.team.roster.team_key]
        assert keyring.record(two[0]).reveal() == _seed(house, two[0]).reveal()


def test_an_epoch_that_nobody_granted_is_passed_over(house: Any, two: tuple[str, str]) -> None:
    second = replace(house.team.roster, version=2, epoch=2, team_key=public_key(Seed.generate()))
    with house.review.reading() as session:
        keyring = Keyring(session, house.unlocked(), (house.team.roster, second))

        assert len(keyring.team()) == 1
        assert keyring.record(two[0])


def test_a_text_swapped_for_another_sealed_to_the_same_key_is_not_shown(house: Any) -> None:
    record_id, box = house.give_with_code(OTHER)
    house.mailboxes.write_more(box, "The truth.", "en")
    (act,) = _acts(house)
    lie = encode({"format": "aigaq-testimony-1", "stripped": None, "unstripped": True, "language": "en"})
    key = public_key(_seed(house, record_id))
    parts = {**unpack(act.payload), "addition": seal_envelope(lie, item_context(record_id, "addition"), [key])}

    _carry(house, replace(act, payload=pack(parts)))

    opened = house.open(record_id)
    assert len(opened.texts) == 1
    assert opened.standing.missing_acts
    assert opened.held


def test_the_genuine_text_is_still_taken_after_the_swapped_one(house: Any) -> None:
    record_id, box = house.give_with_code(OTHER)
    house.mailboxes.write_more(box, "The truth.", "en")
    (act,) = _acts(house)
    _carry(house, replace(act, id=random_id().hex(), payload=pack({"act": unpack(act.payload)["act"]})))

    _carry(house, act)

    assert house.text(record_id) == OTHER + "The truth."
    assert not house.open(record_id).standing.missing_acts


def test_an_added_text_that_does_not_open_leaves_the_rest_readable(house: Any) -> None:
    record_id, box = house.give_with_code(OTHER)
    house.mailboxes.write_more(box, "The truth.", "en")
    (act,) = _acts(house)
    strange = seal_envelope(b"{}", item_context(record_id, "addition"), [public_key(Seed.generate())])

    _carry(house, replace(act, payload=pack({**unpack(act.payload), "addition": strange})))

    opened = house.open(record_id)
    assert house.text(record_id) == OTHER
    assert opened.standing.missing_acts


def test_an_act_dropped_on_the_way_is_noticed_at_the_next(house: Any) -> None:
    record_id, box = house.give_with_code(OTHER)
    house.mailboxes.freeze(box)
    dropped = _acts(house)
    house.mailboxes.narrow(box)

    _carry(house, *(item for item in _acts(house) if item not in dropped))

    opened = house.open(record_id)
    assert opened.standing.missing_acts
    assert opened.held


def _forged(record_id: str, seed: Seed, key: bytes, content: dict[str, object]) -> bytes:
    raw_id = bytes.fromhex(record_id)
    signed = sign_content(encode(content), signing_key(seed), "source", SIGN_SOURCE_ACT, context=raw_id)
    return pack({"act": seal_envelope(signed, item_context(record_id, "act"), [key])})


def test_an_act_signed_with_another_key_changes_nothing_and_is_said(house: Any) -> None:
    record_id, box = house.give_with_code(OTHER)
    house.mailboxes.narrow(box)
    (act,) = _acts(house)
    key = public_key(_seed(house, record_id))
    forged = _forged(record_id, Seed.generate(), key, {"kind": "freeze", "sequence": 1})

    _carry(house, replace(act, payload=forged))

    opened = house.open(record_id)
    assert not opened.standing.frozen
    assert opened.standing.missing_acts


def test_an_act_sealed_to_another_key_changes_nothing_and_is_said(house: Any) -> None:
    record_id, box = house.give_with_code(OTHER)
    house.mailboxes.narrow(box)
    (act,) = _acts(house)
    other = public_key(Seed.generate())

    _carry(house, replace(act, payload=_forged(record_id, Seed.generate(), other, {"kind": "freeze", "sequence": 1})))

    assert house.open(record_id).standing.missing_acts


@pytest.mark.parametrize("content", [{"kind": "freeze"}, {"kind": "freeze", "sequence": "1"}])
def test_an_act_of_the_source_without_a_number_is_said(house: Any, content: dict[str, object]) -> None:
    key = house.cookie()
    sent = house.giving.send(key, Answers(narrative=TEXT))
    source = house.giving.load(key).source
    house.giving.keep_code(key)
    house.handover()
    forged = _forged(sent.record_id, Seed(bytes.fromhex(source.seed)), bytes.fromhex(source.working_key), content)

    _carry(
        house,
        Incoming(id=random_id().hex(), kind="act", record_id=sent.record_id, iso_week="2022-W01", payload=forged),
    )

    assert house.open(sent.record_id).standing.missing_acts


def test_the_act_of_one_record_is_worth_nothing_at_another(house: Any) -> None:
    mine, box = house.give_with_code(OTHER)
    other = house.give(TEXT)
    house.mailboxes.freeze(box)
    (act,) = _acts(house)

    _carry(house, replace(act, record_id=other))

    assert not house.open(other).standing.frozen
    assert house.open(other).standing.missing_acts
    assert not house.open(mine).held


def _said(row: RecordItem, seed: Seed, record_id: str) -> bytes:
    """Open what a row of the desk says, signature and all."""
    assert row.payload is not None
    return open_envelope(row.payload, seed, item_context(record_id, row.kind, row.replaces))
