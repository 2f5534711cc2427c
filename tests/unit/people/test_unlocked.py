"""Somebody signed in is who the roster says, and shows nothing of their seed."""

from __future__ import annotations

from typing import Any

import pytest

from testimony.people.unlocked import Unlocked
from testimony.roster.errors import UnknownPerson


def unlocked(team: Any, handle: str) -> Unlocked:
    """Give a person with aru's seed."""
    return Unlocked(handle=handle, seed=team.seeds["aru"], roster=team.roster)


def test_roles_come_from_the_roster(team: Any) -> None:
    assert unlocked(team, "aru").has_role("steward")
    assert not unlocked(team, "aru").has_role("custodian")


def test_signing_key_is_the_one_on_the_roster(team: Any) -> None:
    assert unlocked(team, "aru").signing_key.public == team.roster.person("aru").sign_key


def test_somebody_off_the_roster_has_no_role(team: Any) -> None:
    with pytest.raises(UnknownPerson):
        unlocked(team, "ghost").has_role("reviewer")


def test_seed_does_not_show(team: Any) -> None:
    assert team.seeds["aru"].reveal().hex() not in repr(unlocked(team, "aru"))
