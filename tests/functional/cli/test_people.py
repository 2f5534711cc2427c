"""People are invited by a one-time link, listed without keys, and suspended at once."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cli.places import open_review, roster_store
from crypto.seeds import Seed
from testimony.database.clock import utc_now
from testimony.people.enrolment import signed_enrolment
from testimony.people.models import Account
from testimony.people.places import Places
from testimony.people.service import People
from testimony.people.sessions import SessionStore
from testimony.people.unlocked import Unlocked
from testimony.people.vouching import Vouching


def listed(house: Any, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Give the list by handle."""
    capsys.readouterr()
    assert house.aigaq("people", "list") == 0
    lines = capsys.readouterr().out.splitlines()
    return {line.split()[0]: line for line in lines}


def test_invitation_is_a_link_that_enrols(founded: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert founded.aigaq("people", "invite", "madina", "--role", "steward", "--role", "reviewer") == 0

    match = re.match(r"http://127\.0\.0\.1:8001/enrol/(\S+)\nOnce, until \d{4}-\d\d-\d\d\.", capsys.readouterr().out)
    assert match
    with closing(open_review()) as review:
        people = People(
            database=review,
            rosters=roster_store(),
            sessions=SessionStore(tmp_path / "sessions"),
            places=Places(places=1, patience_seconds=0),
            clock=utc_now,
        )
        invited = people.invitation(match[1])
    assert (invited.handle, invited.roles) == ("madina", ("reviewer", "steward"))


@pytest.mark.parametrize(
    ("settings", "start"),
    [
        pytest.param({"REVIEW_SECURE": "yes"}, "https://127.0.0.1:8001/enrol/", id="secure"),
        pytest.param({"REVIEW_HOST": "::1"}, "http://[::1]:8001/enrol/", id="IPv6"),
    ],
)
def test_link_names_review_as_the_settings_do(
    founded: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: dict[str, str],
    start: str,
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    founded.aigaq("people", "invite", "madina", "--role", "reviewer")

    assert capsys.readouterr().out.startswith(start)


def test_review_behind_a_socket_needs_its_address(
    founded: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REVIEW_HOST", "unix:/run/review")
    words = ("people", "invite", "madina", "--role", "reviewer")

    assert founded.aigaq(*words) == 1
    assert founded.aigaq(*words, "--address", "https://review.example/") == 0

    captured = capsys.readouterr()
    assert "--address" in captured.err
    assert captured.out.startswith("https://review.example/enrol/")


@pytest.mark.parametrize("handle", [pytest.param("aru", id="taken"), pytest.param("Aru Bek", id="a name")])
def test_handle_that_is_taken_or_none_is_not_invited(
    founded: Any, capsys: pytest.CaptureFixture[str], handle: str
) -> None:
    assert founded.aigaq("people", "invite", handle, "--role", "reviewer") == 1

    assert "handle" in capsys.readouterr().err


def test_custodian_is_not_invited(founded: Any) -> None:
    with pytest.raises(SystemExit) as refused:
        founded.aigaq("people", "invite", "zere", "--role", "custodian")

    assert refused.value.code == 2


def test_list_names_everybody_with_roles_and_state(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    founded.aigaq("people", "invite", "madina", "--role", "reviewer")
    with closing(open_review()) as review, review.writing() as session:
        enrolment = signed_enrolment("zere", ("steward",), Seed.generate())
        row = Account(handle="zere", state="enrolled", locked=b"-", enrolment=enrolment, last_totp_step=0)
        session.add(row)

    lines = listed(founded, capsys)

    assert list(lines) == ["aru", "daniyar", "kenes", "madina", "sabira", "timur", "zere"]
    assert lines["aru"].split()[1:] == ["reviewer", "steward", "active"]
    assert "custodian; never signs in" in lines["kenes"]
    assert "invited, link good to" in lines["madina"]
    assert "0 of 2 stewards" in lines["zere"]


def test_suspended_seat_is_closed_at_once_and_waits_for_the_roster(
    founded: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert founded.aigaq("people", "suspend", "daniyar") == 0

    assert "Two stewards must now sign" in capsys.readouterr().out
    assert "suspended; two stewards must sign" in listed(founded, capsys)["daniyar"]


def test_suspension_that_one_steward_has_signed_says_so(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(open_review()) as review:
        vouching = Vouching(database=review, rosters=roster_store(), clock=utc_now)
        aru = Unlocked(handle="aru", seed=founded.seed("aru"), roster=founded.roster())
        vouching.suspend(aru, "timur")

    lines = listed(founded, capsys)

    assert "leaves; one steward has signed" in lines["timur"]


def test_who_has_left_is_listed_as_such(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(open_review()) as review:
        vouching = Vouching(database=review, rosters=roster_store(), clock=utc_now)
        for handle in ("aru", "daniyar"):
            steward = Unlocked(handle=handle, seed=founded.seed(handle), roster=founded.roster())
            vouching.suspend(steward, "timur")

    assert listed(founded, capsys)["timur"].endswith("left")


def test_nobody_s_seat_can_t_be_suspended(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert founded.aigaq("people", "suspend", "kenes") == 1

    assert "kenes: nobody of that handle has a seat" in capsys.readouterr().err


def test_people_without_a_roster_are_told_what_makes_one(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert fresh.aigaq("people", "list") == 1

    assert "`aigaq init`" in capsys.readouterr().err


def test_absent_database_is_not_made_by_looking(
    founded: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = founded.var / "review" / "other.sqlite"
    monkeypatch.setenv("REVIEW_DATABASE_URL", f"sqlite:///{path}")

    assert founded.aigaq("people", "list") == 1

    assert "no such database" in capsys.readouterr().err
    assert not path.exists()


@pytest.mark.parametrize("command", [("init",), ("people", "list")])
def test_database_address_that_is_none_is_named(
    founded: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("REVIEW_DATABASE_URL", "nonsense")

    assert founded.aigaq(*command) == 1

    assert "REVIEW_DATABASE_URL" in capsys.readouterr().err


def test_setting_that_is_wrong_is_named(
    founded: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REVIEW_PORT", "none")

    assert founded.aigaq("people", "list") == 1

    assert capsys.readouterr().err == "aigaq: REVIEW_PORT: not a port from 1 to 65535\n"
