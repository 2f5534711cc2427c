"""The review app is built from settings, and never with demonstration keys where others can reach it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from config.settings import ReviewSettings
from review.composition import compose
from testimony.roster.errors import RosterRefused


@pytest.fixture
def settings(embedded_house: Any, tmp_path: Path) -> ReviewSettings:
    """Return settings that lead to the house's own databases."""
    (tmp_path / "pin").write_text(embedded_house.team.roster.digest)
    return ReviewSettings(
        host="127.0.0.1",
        port=8001,
        database_url=f"sqlite:///{tmp_path}/databases/review.db",
        keys_url=f"sqlite:///{tmp_path}/databases/keys.db",
        roster_path=tmp_path / "roster.json",
        roster_pin_path=tmp_path / "pin",
        session_dir=tmp_path / "sessions",
        handover_seed_path=tmp_path / "seed",
        leave_url="https://weather.example/",
        organisation="Steppe Witness",
    )


def test_the_app_says_on_its_pages_that_its_keys_are_a_demonstration(settings: ReviewSettings) -> None:
    page = compose(settings).test_client().get("/sign-in").text

    assert "Demonstration:" in page


def test_demonstration_keys_are_refused_where_others_can_reach_them(settings: ReviewSettings) -> None:
    with pytest.raises(RosterRefused, match="invariant 10"):
        compose(replace(settings, host="0.0.0.0"))  # noqa: S104 - the address that must be refused


def test_a_roster_of_another_pin_is_refused(settings: ReviewSettings) -> None:
    settings.roster_pin_path.write_text("0" * 64)

    with pytest.raises(RosterRefused):
        compose(settings)
