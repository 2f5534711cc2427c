"""Acts of a source, folded: in order, once each, and whatever is doubtful stops every use."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from testimony.desk.standing import Standing, fold


def _act(sequence: int, kind: str, **details: object) -> dict[str, object]:
    return {"sequence": sequence, "kind": kind, **details}


def _fold(*acts: dict[str, Any], use: str = "count", doubtful: bool = False) -> Standing:
    return fold(acts, use=use, doubtful=doubtful)


def test_without_acts_stands_what_was_stated() -> None:
    assert _fold() == Standing(use="count")
    assert not _fold().stops_use


@pytest.mark.parametrize(
    ("acts", "changes"),
    [
        pytest.param([_act(0, "opened")], {"has_mailbox": True}, id="opened"),
        pytest.param([_act(0, "add", addition="ff")], {"additions": ("ff",)}, id="added"),
        pytest.param([_act(0, "narrow")], {"use": "keep", "narrowed_at": 0}, id="narrowed"),
        pytest.param([_act(0, "freeze")], {"frozen": True, "frozen_at": 0}, id="frozen"),
        pytest.param(
            [_act(0, "withdraw", destroy_on="2022-02-04")], {"withdrawn_until": date(2022, 2, 4)}, id="withdrawn"
        ),
        pytest.param(
            [_act(0, "withdraw", destroy_on="2022-02-04"), _act(1, "cancel")],
            {"frozen": True, "frozen_at": 1},
            id="cancelled",
        ),
        pytest.param(
            [_act(0, "freeze"), _act(1, "narrow")],
            {"frozen": True, "frozen_at": 0, "use": "keep", "narrowed_at": 1},
            id="both",
        ),
    ],
)
def test_each_act_does_its_own(acts: list[dict[str, Any]], changes: dict[str, Any]) -> None:
    assert _fold(*acts) == Standing(**{"use": "count", "acts": len(acts), **changes})


@pytest.mark.parametrize(
    "acts",
    [
        pytest.param([_act(1, "opened")], id="the first is gone"),
        pytest.param([_act(0, "opened"), _act(2, "narrow")], id="one in the middle is gone"),
        pytest.param([_act(0, "opened"), _act(0, "narrow")], id="two have one number"),
        pytest.param([_act(0, "sing")], id="an unknown kind"),
        pytest.param([{"sequence": 0}], id="no kind"),
        pytest.param([_act(0, "add")], id="a text without its hash"),
        pytest.param([_act(0, "withdraw", destroy_on="soon")], id="a day that is none"),
        pytest.param([_act(0, "withdraw", destroy_on=5)], id="a day that is a number"),
    ],
)
def test_what_is_not_whole_is_said_and_stops_every_use(acts: list[dict[str, Any]]) -> None:
    standing = _fold(*acts)

    assert standing.missing_acts
    assert standing.stops_use


def test_doubt_from_outside_stops_every_use() -> None:
    assert _fold(doubtful=True).stops_use


@pytest.mark.parametrize("acts", [[_act(0, "freeze")], [_act(0, "withdraw", destroy_on="2022-02-04")]])
def test_freezing_and_withdrawing_stop_every_use(acts: list[dict[str, Any]]) -> None:
    assert _fold(*acts).stops_use


def test_narrowing_stops_nothing() -> None:
    assert not _fold(_act(0, "narrow")).stops_use
