"""Carrying between two databases of one machine: items, replies and rosters, and nothing older than what is there."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from cli.carrying import Carrier, handover_key, settle_answer
from cli.errors import CommandFailed
from crypto.seeds import Seed, public_key, signing_key
from testimony.exchange.errors import BundleRefused
from testimony.exchange.handover import take
from testimony.exchange.models import OutboxItem, PendingReply
from testimony.giving.answers import Answers
from testimony.roster.chain import SignedRoster, dump_chain, load_chain
from testimony.roster.document import Roster
from testimony.roster.errors import RosterRollback
from testimony.roster.file import write_chain
from testimony.roster.models import RosterVersion

TEXT = "They came at dawn."


@pytest.fixture
def house(embedded_house: Any) -> Any:
    """Give the house over SQLite."""
    return embedded_house


@pytest.fixture
def carrier(house: Any, tmp_path: Path) -> Carrier:
    """Give a carrier between the house's two databases."""
    path = tmp_path / "roster.json"
    write_chain(path, dump_chain((house.team.signed,)))
    return Carrier(
        intake=house.intake,
        review=house.review,
        rosters=house.rosters,
        key=signing_key(house.team.handover_seed),
        roster_path=path,
    )


def _send(house: Any) -> str:
    record_id: str = house.giving.send(house.cookie(), Answers(narrative=TEXT)).record_id
    return record_id


def _rows(database: Any, table: Any) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _next_roster(house: Any) -> Roster:
    """Suspend a reviewer under a new team key, as two stewards signed it."""
    people = tuple(replace(p, active=p.handle != "madina") for p in house.team.roster.people)
    second = replace(house.team.roster.next_version(people=people), epoch=2, team_key=public_key(Seed.generate()))
    signed = SignedRoster(document=second.to_bytes())
    for handle in ("aru", "daniyar"):
        signed = signed.signed_by(handle, signing_key(house.team.seeds[handle]))
    with house.review.writing() as session:
        session.add(RosterVersion(version=2, signed=signed.to_bytes()))
    return second


def test_everything_that_waits_is_carried_once(house: Any, carrier: Carrier) -> None:
    record_id = _send(house)

    first, second = carrier.once(), carrier.once()

    assert (first.taken, second.taken) == (1, 0)
    assert _rows(house.intake, OutboxItem) == 0
    assert house.text(record_id) == TEXT


def test_replies_leave_review_once_intake_has_them(house: Any, carrier: Carrier) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.desk.write_message(house.unlocked(), record_id, "Are you safe?")

    report = carrier.once()

    assert report.replies == 1
    assert _rows(house.review, PendingReply) == 0
    assert len(house.mailboxes.look(box).messages) == 1


def test_a_newer_roster_reaches_intake(house: Any, carrier: Carrier) -> None:
    second = _next_roster(house)

    carrier.once()

    assert second.to_bytes() in _documents(carrier.roster_path)


def test_an_answer_with_an_older_roster_is_refused_and_the_file_stays(house: Any, carrier: Carrier) -> None:
    old, _ = take(house.review, house.rosters, (), key=carrier.key, clock=house.clock)
    _next_roster(house)
    carrier.once()
    newer = carrier.roster_path.read_bytes()

    with pytest.raises(RosterRollback):
        settle_answer(house.intake, old, roster_path=carrier.roster_path, pin=house.rosters.pin)

    assert carrier.roster_path.read_bytes() == newer


def test_an_answer_signed_with_another_key_is_refused(house: Any, carrier: Carrier) -> None:
    _send(house)
    forged = replace(carrier, key=signing_key(Seed.generate()))

    with pytest.raises(BundleRefused):
        forged.once()

    assert _rows(house.intake, OutboxItem) == 1


def test_what_can_not_be_carried_now_is_left_and_logged_without_content(
    house: Any, carrier: Carrier, caplog: pytest.LogCaptureFixture
) -> None:
    _send(house)
    carrier.roster_path.unlink()

    with caplog.at_level(logging.WARNING, logger="aigaq.events"):
        carrier.try_once()

    assert [record.getMessage() for record in caplog.records] == ["handover_postponed kind=RosterRefused"]
    assert _rows(house.intake, OutboxItem) == 1


@pytest.mark.parametrize("sweeping", [True, False])
def test_a_sweep_goes_with_it_when_told_to(house: Any, carrier: Carrier, sweeping: bool) -> None:
    record_id, box = house.give_with_code(TEXT)
    house.mailboxes.withdraw(box)
    house.handover()
    house.open(record_id)
    house.clock.advance(timedelta(days=31))

    carrier.try_once(sweeping=sweeping)  # by the real clock, years after the house's

    assert house.desk.queue(house.unlocked(), page=1, state=None).counts == ({} if sweeping else {"withdrawn": 1})
    carrier.close()


def test_the_handover_key_is_read_from_its_file(tmp_path: Path) -> None:
    seed = Seed.generate()
    (tmp_path / "seed").write_text(seed.reveal().hex() + "\n")

    assert handover_key(tmp_path / "seed").public == signing_key(seed).public


@pytest.mark.parametrize("content", [None, "zz", "00"])
def test_a_handover_key_that_can_not_be_read_names_its_setting(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "seed").write_text(content)

    with pytest.raises(CommandFailed, match="REVIEW_HANDOVER_SEED_FILE"):
        handover_key(tmp_path / "seed")


def _documents(path: Path) -> list[bytes]:
    return [signed.document for signed in load_chain(path.read_bytes())]
