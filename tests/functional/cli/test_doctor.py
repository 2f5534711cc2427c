"""`aigaq doctor` on a whole house: what is wrong is named with how to mend it, and the status says so."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from cli.doctor.command import examine
from cli.doctor.findings import Finding, Verdict
from cli.doctor.machine import Kernel
from cli.places import open_intake, open_review
from crypto.seeds import Seed, signing_key
from testimony.custody.models import CustodyRequest
from testimony.exchange.models import RosterSeen
from testimony.giving.models import DraftRow
from testimony.ledger.ledger import append
from testimony.record.models import Record
from testimony.roster.chain import SignedRoster
from testimony.roster.models import RosterVersion


@pytest.fixture
def kernel(tmp_path: Path) -> Kernel:
    """Give a kernel that tells of no swap, no core dumps, and memory everywhere."""
    proc, sys = tmp_path / "proc", tmp_path / "sys"
    (proc / "sys" / "kernel").mkdir(parents=True)
    (proc / "self").mkdir()
    (proc / "swaps").write_text("Filename Type Size Used Priority\n")
    (proc / "sys" / "kernel" / "core_pattern").write_text("|/bin/false\n")
    (proc / "self" / "mounts").write_text("tmpfs / tmpfs rw 0 0\n")
    sys.mkdir()
    return Kernel(proc=proc, sys=sys)


def faults(kernel: Kernel, side: str = "both") -> list[Finding]:
    """Give what is wrong."""
    return [finding for finding in examine(side, kernel) if finding.verdict is Verdict.WRONG]


def test_house_in_order_has_no_fault(founded: Any, kernel: Kernel) -> None:
    assert faults(kernel) == []


def test_prepared_house_without_a_roster_has_no_fault(fresh: Any, kernel: Kernel) -> None:
    assert faults(kernel) == []


def test_every_fault_names_how_to_mend_it(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    (founded.var / "intake" / "salt").chmod(0o644)

    assert founded.aigaq("doctor") == 1

    lines = capsys.readouterr().out.splitlines()
    assert all(" → " in line for line in lines if line.startswith("WRONG"))
    assert any("salt" in line for line in lines if line.startswith("WRONG"))
    assert lines[-1].endswith("can't be told from here")


def test_status_is_0_where_nothing_is_wrong(
    founded: Any, kernel: Kernel, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cli.doctor.command.Kernel", lambda: kernel)

    assert founded.aigaq("doctor") == 0

    assert capsys.readouterr().out.splitlines()[-1].startswith("0 wrong")


@pytest.mark.parametrize(("side", "other"), [("intake", "review"), ("review", "intake")])
def test_one_side_needs_nothing_of_the_other(
    founded: Any, kernel: Kernel, monkeypatch: pytest.MonkeyPatch, side: str, other: str
) -> None:
    monkeypatch.setenv(f"{other.upper()}_PORT", "none")

    assert faults(kernel, side) == []
    assert faults(kernel, other) != []


def test_absent_database_is_a_fault(founded: Any, kernel: Kernel) -> None:
    (founded.var / "intake" / "intake.sqlite").unlink()

    assert "no such database" in faults(kernel)[0].detail


def test_damaged_database_is_a_fault(founded: Any, kernel: Kernel) -> None:
    for path in (founded.var / "intake").glob("intake.sqlite-*"):
        path.unlink()
    (founded.var / "intake" / "intake.sqlite").write_bytes(b"no database at all" * 100)

    assert [finding.check for finding in faults(kernel)] == ["intake database"]


def test_old_roster_put_back_is_a_fault(founded: Any, kernel: Kernel) -> None:
    with closing(open_intake()) as intake, intake.writing() as session:
        session.add(RosterSeen(version=2, digest="ab" * 32))

    assert "version 2 was used already" in faults(kernel)[0].detail


def test_foreign_roster_is_a_fault(founded: Any, kernel: Kernel) -> None:
    (founded.var / "roster" / "pin").write_text("0" * 64)

    checks = {finding.check for finding in faults(kernel)}

    assert checks == {"roster file", "roster in review"}


def test_roster_that_intake_has_not_got_is_a_fault(founded: Any, kernel: Kernel) -> None:
    roster = founded.roster()
    signed = SignedRoster(document=roster.next_version(people=roster.people, threshold=3).to_bytes())
    for handle in ("aru", "daniyar"):
        signed = signed.signed_by(handle, signing_key(founded.seed(handle)))
    with closing(open_review()) as review, review.writing() as session:
        session.add(RosterVersion(version=2, signed=signed.to_bytes()))

    assert "intake still has 1" in faults(kernel)[0].detail


@pytest.mark.parametrize(
    "content", [pytest.param("no hex", id="damaged"), pytest.param(Seed.generate().reveal().hex(), id="another")]
)
def test_handover_key_other_than_the_roster_s_is_a_fault(founded: Any, kernel: Kernel, content: str) -> None:
    (founded.var / "review" / "handover.seed").write_text(content)

    assert [finding.check for finding in faults(kernel)] == ["hand-over key"]


def test_what_should_be_gone_is_a_fault(founded: Any, kernel: Kernel) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    with closing(open_review()) as review, review.writing() as session:
        request = CustodyRequest(id="a" * 64, record_id="b" * 32, requester="aru", document=b"-", expires=long_ago)
        record = Record(
            id="c" * 32,
            iso_week="2020-W01",
            state="withdrawn",
            held=True,
            unread=False,
            destroy_on=date(2020, 2, 1),
            digest="d" * 64,
        )
        session.add_all([request, record])

    assert faults(kernel)[0].detail.startswith("1 requests past their time, 1 withdrawn records")


def test_old_drafts_are_mentioned_and_no_fault(founded: Any, kernel: Kernel) -> None:
    with closing(open_intake()) as intake, intake.writing() as session:
        session.add(DraftRow(id="e" * 64, sealed=b"-", expires=1))

    drafts = next(finding for finding in examine("intake", kernel) if finding.check == "intake: drafts")
    assert (drafts.verdict, drafts.detail) == (Verdict.UNKNOWN, "1 past their time")


def test_clock_before_the_ledger_is_a_fault(founded: Any, kernel: Kernel) -> None:
    with closing(open_review()) as review, review.writing() as session:
        append(session, kind="handover", detail={}, week="2999-W01", team_key=founded.roster().team_key)

    assert [finding.check for finding in faults(kernel)] == ["clock"]


def test_unwritten_schema_is_a_fault(founded: Any, kernel: Kernel) -> None:
    with closing(open_review()) as review, review.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    assert "this program needs" in faults(kernel)[0].detail
