"""Demonstration keys are fine on this machine and wrong on any other address."""

from __future__ import annotations

import pytest

from cli.doctor.findings import Verdict
from cli.doctor.keys import check_demonstration
from testimony.roster.document import ZERO_HASH, Roster


def roster(*, demonstration: bool) -> Roster:
    """Give a roster of nobody."""
    return Roster(
        version=1,
        previous=ZERO_HASH,
        epoch=1,
        team_key=b"",
        demonstration=demonstration,
        people=(),
        threshold=2,
        handover_key=b"",
    )


@pytest.mark.parametrize(
    ("demonstration", "host", "verdict"),
    [
        pytest.param(True, "127.0.0.1", Verdict.OK, id="demonstration here"),
        pytest.param(True, "192.0.2.1", Verdict.WRONG, id="demonstration elsewhere"),
        pytest.param(False, "192.0.2.1", Verdict.OK, id="real keys elsewhere"),
    ],
)
def test_demonstration_keys_serve_this_machine_only(demonstration: bool, host: str, verdict: Verdict) -> None:
    assert check_demonstration(roster(demonstration=demonstration), host).verdict is verdict
