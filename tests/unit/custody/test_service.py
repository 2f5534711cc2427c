"""Custody against one person alone, an administrator at the tables, and the passing of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from crypto.digests import random_id
from crypto.envelopes import Context, open_envelope, seal_envelope
from crypto.seeds import Seed, public_key, signing_key
from testimony.custody.answer import DENY, answer_request
from testimony.custody.errors import (
    AnswerRefused,
    Expired,
    NotAReviewer,
    NotYet,
    NotYours,
    Overtaken,
    RequestRefused,
)
from testimony.custody.models import CustodyAnswer, CustodyRequest
from testimony.custody.request import RequestFile, parse_request_file, sign_request
from testimony.custody.service import MAX_HOURS
from testimony.exchange.packet import digest
from testimony.ledger.ledger import read_detail
from testimony.ledger.models import LedgerEntry
from testimony.people.errors import NoGrant
from testimony.people.unlocked import Unlocked
from testimony.pseudonyms.spans import SpanType
from testimony.record.errors import NoRecord, RecordClosed, RecordDamaged
from testimony.record.models import Record, RecordItem, Share

REASON = "A lawyer asks for it."


def _ask(house: Any, record_id: str, compartment: str = "contact", **changes: Any) -> str:
    asked: str = house.custody.request(house.unlocked(), record_id, compartment, REASON, **changes)
    return asked


def _answered(house: Any, asked: str, *custodians: str) -> str:
    for custodian in custodians:
        house.custody.receive_answer(house.unlocked(), house.answer(asked, custodian))
    return asked


def _disclose(house: Any, asked: str) -> Any:
    return house.custody.disclose(house.unlocked(), asked)


def _ledger(house: Any) -> list[tuple[str, dict[str, object]]]:
    with house.review.reading() as session:
        entries = session.scalars(select(LedgerEntry).order_by(LedgerEntry.sequence))
        return [(entry.kind, read_detail(entry, house.team.team_seed)) for entry in entries]


def _keep(house: Any, request_id: str, file: RequestFile) -> None:
    """Put a request file in place as somebody can who owns the database and knows the team's public key."""
    context = Context(record_id=bytes.fromhex(request_id)[:16], kind="custody")
    sealed = seal_envelope(file.to_bytes(), context, [house.team.roster.team_key])
    with house.review.writing() as session:
        row = session.get(CustodyRequest, request_id)
        if row is None:
            row = CustodyRequest(
                id=request_id, record_id=file.request.record_id, requester="aru", expires=file.request.expires
            )
            session.add(row)
        row.document = sealed


def test_each_step_is_noted_before_anything_is_shown(house: Any, record_id: str) -> None:
    asked = _answered(house, _ask(house, record_id), "kenes", "timur")
    _disclose(house, asked)

    by = {"by": "aru", "request": asked}
    assert _ledger(house)[2:] == [
        ("custody-request", {**by, "record": record_id}),
        ("custody-answer", {**by, "custodian": "kenes", "decision": "approve"}),
        ("custody-answer", {**by, "custodian": "timur", "decision": "approve"}),
        ("disclosure", {**by, "record": record_id, "custodians": "kenes,timur"}),
    ]


def test_what_is_listed_is_what_was_asked(house: Any, record_id: str) -> None:
    asked = _ask(house, record_id, hours=2)
    house.custody.receive_answer(house.unlocked(), house.answer(asked, "kenes"))
    house.custody.receive_answer(house.unlocked(), house.answer(asked, "timur", DENY))

    (mine,) = house.custody.requests(house.unlocked())
    (theirs,) = house.custody.requests(house.unlocked("madina"))

    assert (mine.id, mine.record_id, mine.compartment) == (asked, record_id, "contact")
    assert (mine.requester, mine.reason, mine.threshold) == ("aru", REASON, 2)
    assert mine.expires == house.clock() + timedelta(hours=2)
    assert mine.answers == (("kenes", "approve"), ("timur", "deny"))
    assert (mine.mine, theirs.mine, mine.open) == (True, False, False)


def test_enough_answers_are_shown_as_open(house: Any, record_id: str) -> None:
    _answered(house, _ask(house, record_id), "kenes", "timur")

    assert house.custody.requests(house.unlocked())[0].open


@pytest.mark.parametrize(
    ("compartment", "reason", "hours"),
    [
        ("working", REASON, 72),
        ("contact", "  ", 72),
        ("contact", "x" * 1001, 72),
        ("contact", REASON, 0),
        ("contact", REASON, MAX_HOURS + 1),
    ],
)
def test_a_request_beyond_the_bounds_is_refused(
    house: Any, record_id: str, compartment: str, reason: str, hours: int
) -> None:
    with pytest.raises(RequestRefused):
        house.custody.request(house.unlocked(), record_id, compartment, reason, hours)


def test_only_a_reviewer_asks(house: Any, record_id: str) -> None:
    with pytest.raises(NotAReviewer):
        house.custody.request(house.unlocked("kenes"), record_id, "contact", REASON)


@pytest.mark.parametrize("state", ["absent", "erased"])
def test_for_a_record_that_is_not_there_nobody_can_ask(house: Any, record_id: str, state: str) -> None:
    with house.review.writing() as session:
        session.get_one(Record, record_id).state = "erased"

    with pytest.raises(NoRecord):
        _ask(house, record_id if state == "erased" else "00" * 16)


@pytest.mark.parametrize("column", ["state", "unread"])
def test_for_a_withdrawn_record_or_one_with_news_nobody_can_ask(house: Any, record_id: str, column: str) -> None:
    _lift(house, record_id, column)

    with pytest.raises(RecordClosed):
        _ask(house, record_id)


@pytest.mark.parametrize("column", ["state", "unread"])
def test_nothing_is_disclosed_once_the_source_has_withdrawn_or_asked_something(
    house: Any, record_id: str, column: str
) -> None:
    asked = _answered(house, _ask(house, record_id), "kenes", "timur")
    _lift(house, record_id, column)

    with pytest.raises(Overtaken):
        _disclose(house, asked)


def _lift(house: Any, record_id: str, column: str) -> None:
    with house.review.writing() as session:
        setattr(session.get_one(Record, record_id), column, {"state": "withdrawn", "unread": True}[column])


def test_one_custodian_is_not_enough_and_a_refusal_does_not_count(house: Any, record_id: str) -> None:
    asked = _answered(house, _ask(house, record_id), "kenes")
    house.custody.receive_answer(house.unlocked(), house.answer(asked, "timur", DENY))

    with pytest.raises(NotYet) as refused:
        _disclose(house, asked)

    assert refused.value.needed == 1
    assert _ledger(house)[-1][0] == "custody-answer"


def test_a_colleague_sees_nothing_of_it(house: Any, record_id: str) -> None:
    asked = _answered(house, _ask(house, record_id), "kenes", "timur")

    with pytest.raises(NotYours):
        house.custody.disclose(house.unlocked("madina"), asked)


def test_a_colleague_whose_name_was_written_into_the_table_sees_nothing(house: Any, record_id: str) -> None:
    asked = _answered(house, _ask(house, record_id), "kenes", "timur")
    with house.review.writing() as session:
        session.get_one(CustodyRequest, asked).requester = "madina"

    with pytest.raises(NotYours):
        house.custody.disclose(house.unlocked("madina"), asked)
    assert house.custody.requests(house.unlocked("madina"))[0].requester == "aru"


@pytest.mark.parametrize("act", ["disclose", "request_file"])
def test_after_its_time_a_request_does_nothing(house: Any, record_id: str, act: str) -> None:
    asked = _answered(house, _ask(house, record_id, hours=1), "kenes", "timur")
    late = house.answer(asked, "sabira")
    house.clock.advance(timedelta(hours=1))

    with pytest.raises(Expired):
        getattr(house.custody, act)(house.unlocked(), asked)
    with pytest.raises(Expired):
        house.custody.receive_answer(house.unlocked(), late)
    assert house.custody.requests(house.unlocked()) == ()


def test_a_longer_time_written_into_the_table_opens_nothing(house: Any, record_id: str) -> None:
    asked = _answered(house, _ask(house, record_id, hours=1), "kenes", "timur")
    with house.review.writing() as session:
        session.get_one(CustodyRequest, asked).expires = house.clock() + timedelta(days=300)
    house.clock.advance(timedelta(hours=2))

    with pytest.raises(RequestRefused):
        _disclose(house, asked)
    assert house.custody.requests(house.unlocked()) == ()


def test_an_unknown_request_is_refused(house: Any) -> None:
    with pytest.raises(RequestRefused):
        _disclose(house, "00" * 32)


def test_an_answer_replayed_is_refused(house: Any, record_id: str) -> None:
    asked = _ask(house, record_id)
    answer = house.answer(asked, "kenes")
    house.custody.receive_answer(house.unlocked(), answer)

    with pytest.raises(AnswerRefused):
        house.custody.receive_answer(house.unlocked(), answer)


def test_one_custodian_in_two_rows_counts_once(house: Any, record_id: str) -> None:
    asked = _answered(house, _ask(house, record_id), "kenes")
    with house.review.writing() as session:
        sealed = session.get_one(CustodyAnswer, (asked, "kenes")).sealed
        session.add(CustodyAnswer(request_id=asked, custodian="timur", sealed=sealed))

    with pytest.raises(NotYet) as refused:
        _disclose(house, asked)

    assert refused.value.needed == 1
    assert house.custody.requests(house.unlocked())[0].answers == (("kenes", "approve"),)


@pytest.mark.parametrize("source", ["another request", "garbage"])
def test_an_answer_that_does_not_belong_counts_for_nothing(house: Any, record_id: str, source: str) -> None:
    asked = _answered(house, _ask(house, record_id), "kenes")
    other = _answered(house, _ask(house, record_id, "verbatim"), "timur")
    with house.review.writing() as session:
        sealed = session.get_one(CustodyAnswer, (other, "timur")).sealed if source == "another request" else b"?"
        session.add(CustodyAnswer(request_id=asked, custodian="timur", sealed=sealed))

    with pytest.raises(NotYet):
        _disclose(house, asked)


def test_a_wrong_share_of_one_custodian_does_not_undo_what_two_others_agree_to(house: Any, record_id: str) -> None:
    asked = _ask(house, record_id)
    file = parse_request_file(house.custody.request_file(house.unlocked(), asked))
    elsewhere = house.give("Another testimony.", contact="elsewhere")
    house.open(elsewhere)
    wrong = _wrong_share(house, file, _ask(house, elsewhere))
    house.custody.receive_answer(house.unlocked(), wrong)
    _answered(house, asked, "sabira", "timur")

    assert _disclose(house, asked).contact == "by the well"


def test_shares_that_do_not_fit_open_nothing(house: Any, record_id: str) -> None:
    asked = _ask(house, record_id)
    file = parse_request_file(house.custody.request_file(house.unlocked(), asked))
    elsewhere = house.give("Another testimony.", contact="elsewhere")
    house.open(elsewhere)
    house.custody.receive_answer(house.unlocked(), _wrong_share(house, file, _ask(house, elsewhere)))
    _answered(house, asked, "sabira")

    with pytest.raises(AnswerRefused):
        _disclose(house, asked)


def _wrong_share(house: Any, file: RequestFile, other: str) -> bytes:
    """Answer as kenes with a share of another record, sealed as if it were of this one."""
    theirs = parse_request_file(house.custody.request_file(house.unlocked(), other))
    seed = house.team.seeds["kenes"]
    context = Context(record_id=bytes.fromhex(theirs.request.record_id), kind="share-contact")
    share = open_envelope(theirs.shares["kenes"], seed, context)
    resealed = seal_envelope(
        share,
        Context(record_id=bytes.fromhex(file.request.record_id), kind="share-contact"),
        [public_key(seed)],
        floor=0,
    )
    changed = replace(file, shares={"kenes": resealed})
    return answer_request(changed, handle="kenes", seed=seed, pin=house.team.roster.digest, now=house.clock())


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(
            lambda h, f: _resigned(h, replace(f.request, seal_key=public_key(Seed.generate())), f),
            id="the key of somebody else",
        ),
        pytest.param(lambda _, f: replace(f, request=replace(f.request, reason="Another.")), id="another reason"),
        pytest.param(lambda _, f: replace(f, chain=()), id="no roster"),
    ],
)
def test_a_request_forged_in_the_database_is_neither_listed_nor_carried_home(
    house: Any, record_id: str, forge: Callable[[Any, RequestFile], RequestFile]
) -> None:
    genuine = _ask(house, record_id)
    file = parse_request_file(house.custody.request_file(house.unlocked(), genuine))
    forged = forge(house, file)
    _keep(house, forged.request.id, forged)

    listed = [row.id for row in house.custody.requests(house.unlocked())]

    assert listed == [row for row in [genuine] if row != forged.request.id]
    with pytest.raises(RequestRefused):
        house.custody.request_file(house.unlocked(), forged.request.id)


def test_another_genuine_request_under_this_id_is_refused(house: Any, record_id: str) -> None:
    asked, other = _ask(house, record_id), _ask(house, record_id, "verbatim")
    _keep(house, asked, parse_request_file(house.custody.request_file(house.unlocked(), other)))

    with pytest.raises(RequestRefused):
        house.custody.request_file(house.unlocked(), asked)


def test_bytes_that_do_not_open_are_refused(house: Any, record_id: str) -> None:
    asked = _ask(house, record_id)
    with house.review.writing() as session:
        session.get_one(CustodyRequest, asked).document = b"?"

    with pytest.raises(RequestRefused):
        house.custody.request_file(house.unlocked(), asked)


def test_the_verbatim_opens_with_everything_that_came_later(house: Any) -> None:
    record_id, box = house.give_with_code("The plumber came.", names=("Aidana Serik",))
    house.mailboxes.write_more(box, "He came again.", "en")
    house.handover()
    house.open(record_id)
    house.desk.mark_missed(house.unlocked(), record_id, "plumber", SpanType.WORK)

    opened = _disclose(house, _answered(house, _ask(house, record_id, "verbatim"), "kenes", "timur"))

    assert (opened.narrative, opened.names) == ("The plumber came.", ("Aidana Serik",))
    assert (opened.additions, opened.addenda, opened.unreadable) == (("He came again.",), ("plumber",), 0)


@pytest.mark.parametrize("kind", ["addition-verbatim", "addendum"])
def test_what_somebody_put_beside_the_verbatim_is_counted_and_closes_nothing(
    house: Any, record_id: str, kind: str
) -> None:
    asked = _answered(house, _ask(house, record_id, "verbatim"), "kenes", "timur")
    sealed = seal_envelope(b"{}", Context(record_id=bytes.fromhex(record_id), kind=kind), [public_key(Seed.generate())])
    with house.review.writing() as session:
        session.add(
            RecordItem(
                id=random_id().hex(),
                record_id=record_id,
                kind=kind,
                version=1,
                digest=digest(sealed),
                replaces=None,
                payload=sealed,
            )
        )

    opened = _disclose(house, asked)

    assert opened.narrative is not None
    assert (opened.additions, opened.addenda, opened.unreadable) == ((), (), 1)


@pytest.mark.parametrize("hand", ["gone", "another record's"])
def test_a_compartment_that_was_taken_away_or_swapped_is_said(house: Any, record_id: str, hand: str) -> None:
    other = house.give("Another testimony.")
    asked = _answered(house, _ask(house, record_id), "kenes", "timur")
    with house.review.writing() as session:
        query = select(RecordItem).where(RecordItem.kind == "contact")
        rows = {row.record_id: row for row in session.scalars(query)}
        rows[record_id].payload = None if hand == "gone" else rows[other].payload

    with pytest.raises(RecordDamaged):
        _disclose(house, asked)


def test_a_testimony_whose_strip_failed_opens_too(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house.giving.stripper, "attempt", lambda *_, **__: None)
    record_id = house.give("The plumber came.")
    house.open(record_id)

    opened = _disclose(house, _answered(house, _ask(house, record_id, "verbatim"), "kenes", "timur"))

    assert (opened.narrative, opened.surfaces) == ("The plumber came.", ())


def test_a_share_swapped_in_the_database_is_refused_by_the_custodian(house: Any, record_id: str) -> None:
    other = house.give("Another testimony.")
    with house.review.writing() as session:
        theirs = session.get_one(Share, (other, "contact", "kenes")).sealed
        session.get_one(Share, (record_id, "contact", "kenes")).sealed = theirs
    asked = _ask(house, record_id)

    with pytest.raises(RequestRefused):
        house.answer(asked, "kenes")
    assert house.answer(asked, "timur")


def test_a_person_without_a_grant_reads_no_request(house: Any, record_id: str) -> None:
    asked = _ask(house, record_id)
    stranger = Unlocked(handle="stranger", seed=Seed.generate(), roster=house.team.roster)

    with pytest.raises(NoGrant):
        house.custody.request_file(stranger, asked)


def _resigned(house: Any, request: Any, file: RequestFile) -> RequestFile:
    return replace(file, request=request, signature=sign_request(request, signing_key(house.team.seeds["aru"])))
