"""`aigaq ledger` says in one line whether the ledger is in order, and what isn't."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

import pytest
from sqlalchemy import text

from cli.ledger import BROKEN, IN_ORDER, NOT_CHECKED, configure
from crypto.seeds import Seed, public_key, signing_key
from testimony.database.engine import Database
from testimony.ledger.ledger import append, cosign
from testimony.roster.chain import SignedRoster
from testimony.roster.document import CUSTODIAN, REVIEWER, STEWARD, ZERO_HASH, Person, Roster
from testimony.roster.models import RosterVersion

SEEDS = {handle: Seed(handle.encode().ljust(32, b".")) for handle in ("aruzhan", "berik", "c-one", "c-two", "team")}


def person(handle: str, *roles: str) -> Person:
    """Give a person of the roster."""
    seed = SEEDS[handle]
    return Person(handle=handle, roles=roles, seal_key=public_key(seed), sign_key=signing_key(seed).public)


@pytest.fixture
def roster() -> Roster:
    """Give a first roster of two stewards and two custodians."""
    people = (
        person("aruzhan", REVIEWER, STEWARD),
        person("berik", REVIEWER, STEWARD),
        person("c-one", CUSTODIAN),
        person("c-two", CUSTODIAN),
    )
    team = public_key(SEEDS["team"])
    return Roster(
        version=1,
        previous=ZERO_HASH,
        epoch=1,
        team_key=team,
        demonstration=True,
        people=people,
        threshold=2,
        handover_key=signing_key(SEEDS["team"]).public,
    )


@pytest.fixture
def ledger(
    embedded_review_database: Database, roster: Roster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Database:
    """Give a review database with a roster and two entries, the second head signed; the environment names it."""
    signed = SignedRoster(document=roster.to_bytes())
    for handle in ("aruzhan", "berik"):
        signed = signed.signed_by(handle, signing_key(SEEDS[handle]))
    with embedded_review_database.writing() as session:
        session.add(RosterVersion(version=1, signed=signed.to_bytes()))
        for _ in range(2):
            append(session, kind="record.read", detail={}, week="2022-W01", team_key=roster.team_key)
        cosign(session, handle="aruzhan", key=signing_key(SEEDS["aruzhan"]))
    (tmp_path / "pin").write_text(roster.digest)
    folder = tmp_path / "databases"
    monkeypatch.setenv("AIGAQ_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("REVIEW_DATABASE_URL", f"sqlite:///{folder}/review.db")
    monkeypatch.setenv("REVIEW_KEYS_URL", f"sqlite:///{folder}/keys.db")
    monkeypatch.setenv("REVIEW_ROSTER_PIN", str(tmp_path / "pin"))
    return embedded_review_database


def aigaq(*words: str) -> int:
    """Run the command line as far as this module has it."""
    parser = ArgumentParser()
    configure(parser.add_subparsers(required=True))
    arguments = parser.parse_args(words)
    status: int = arguments.run(arguments)
    return status


def test_ledger_in_order_is_called_consistent(ledger: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert aigaq("ledger", "verify") == IN_ORDER

    assert capsys.readouterr().out == "2 entries: consistent, not proven complete\n"


def test_printed_head_proves_the_ledger(ledger: Database, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    aigaq("ledger", "head")
    (tmp_path / "head.txt").write_text(capsys.readouterr().out)

    assert aigaq("ledger", "verify", "--head", str(tmp_path / "head.txt")) == IN_ORDER

    assert capsys.readouterr().out == "2 entries: proven against the head you gave\n"


def test_changed_ledger_is_called_broken(ledger: Database, capsys: pytest.CaptureFixture[str]) -> None:
    with ledger.writing() as session:
        session.execute(text("DROP TRIGGER ledger_entry_no_delete"))
        session.execute(text("DELETE FROM ledger_entry WHERE sequence = 2"))

    assert aigaq("ledger", "verify") == BROKEN

    assert capsys.readouterr().out.startswith("BROKEN: entry 2 is missing")


def test_head_of_a_broken_ledger_is_not_printed(ledger: Database, capsys: pytest.CaptureFixture[str]) -> None:
    with ledger.writing() as session:
        session.execute(text("DELETE FROM ledger_range"))

    assert aigaq("ledger", "head") == BROKEN

    assert capsys.readouterr().out.startswith("BROKEN: ")


def test_signature_of_another_key_is_called_broken(ledger: Database, capsys: pytest.CaptureFixture[str]) -> None:
    with ledger.writing() as session:
        cosign(session, handle="berik", key=signing_key(SEEDS["aruzhan"]))

    assert aigaq("ledger", "verify") == BROKEN

    assert "bad signature of berik" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"size: 2", id="no head"),
        pytest.param(b"\xff\xfe", id="not text"),
        pytest.param(None, id="no such file"),
    ],
)
def test_unreadable_head_file_is_not_taken_for_a_proof(
    ledger: Database, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "head.txt").write_bytes(content)

    assert aigaq("ledger", "verify", "--head", str(tmp_path / "head.txt")) == NOT_CHECKED

    assert capsys.readouterr().err.startswith("not checked: ")


def test_roster_of_another_pin_checks_nothing(ledger: Database, tmp_path: Path) -> None:
    (tmp_path / "pin").write_text("0" * 64)

    assert aigaq("ledger", "verify") == NOT_CHECKED


def test_database_of_another_schema_checks_nothing(ledger: Database) -> None:
    with ledger.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    assert aigaq("ledger", "verify") == NOT_CHECKED
