"""What has reached its day is destroyed by a timer's command and by every hand-over."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any

import pytest

from cli.carrying import Carrier
from cli.places import open_intake, open_review
from testimony.custody.models import CustodyRequest
from testimony.giving.models import DraftRow
from testimony.record.models import Record


@pytest.fixture
def overdue(founded: Any) -> Any:
    """Give a house where a withdrawn record, a request and a draft should be gone."""
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    record = Record(
        id="c" * 32,
        iso_week="2020-W01",
        state="withdrawn",
        held=True,
        unread=False,
        destroy_on=date(2020, 2, 1),
        digest="d" * 64,
    )
    request = CustodyRequest(id="a" * 64, record_id="b" * 32, requester="aru", document=b"-", expires=long_ago)
    with closing(open_review()) as review, review.writing() as session:
        session.add_all([record, request])
    with closing(open_intake()) as intake, intake.writing() as session:
        session.add(DraftRow(id="e" * 64, sealed=b"-", expires=1))
    return founded


def left() -> tuple[str, int, int]:
    """Give the record's state, the number of requests and of drafts."""
    with closing(open_review()) as review, review.reading() as session:
        state, requests = session.query(Record).one().state, session.query(CustodyRequest).count()
    with closing(open_intake()) as intake, intake.reading() as session:
        return state, requests, session.query(DraftRow).count()


def test_sweep_destroys_on_both_sides(overdue: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert overdue.aigaq("sweep") == 0

    assert left() == ("erased", 0, 0)
    assert capsys.readouterr().out == "erased 1, waiting to be read first 0, expired requests 1\n"


@pytest.mark.parametrize(("side", "expected"), [("intake", ("withdrawn", 1, 0)), ("review", ("erased", 0, 1))])
def test_sweep_of_one_side_leaves_the_other(overdue: Any, side: str, expected: tuple[str, int, int]) -> None:
    assert overdue.aigaq("sweep", "--side", side) == 0

    assert left() == expected


def test_handover_sweeps_too(overdue: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert overdue.aigaq("handover", "pull") == 0

    assert left() == ("erased", 0, 0)
    assert "erased 1, expired requests 1" in capsys.readouterr().out


def test_demonstration_sweeps_when_it_is_told_to(overdue: Any) -> None:
    with closing(Carrier.from_environment()) as carrier:
        carrier.try_once()
        before = left()

        carrier.try_once(sweeping=True)

    assert (before, left()) == (("withdrawn", 1, 1), ("erased", 0, 0))


def test_log_that_somebody_holds_is_said(
    overdue: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cli.sweep.sweep_intake", lambda *_: False)

    assert overdue.aigaq("sweep") == 1

    assert "sweep again soon" in capsys.readouterr().out
