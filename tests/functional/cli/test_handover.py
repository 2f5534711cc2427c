"""Sealed items reach review and answers come back, on one machine or by files; nothing forged or old is believed."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cli.carrying import Carrier
from cli.places import open_intake, open_review
from crypto.seeds import signing_key
from testimony.exchange.models import Mailbox, MailboxMessage, OutboxItem, PendingReply
from testimony.record.models import Record
from testimony.roster.chain import SignedRoster, dump_chain, load_chain
from testimony.roster.models import RosterVersion

LOOKUP, REPLY = "ab" * 16, "cd" * 16


class Files:
    """The two files that somebody carries."""

    def __init__(self, folder: Path) -> None:
        self.items, self.answer = folder / "items", folder / "answer"


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Give the two paths."""
    return Files(tmp_path)


def put(side: str, *rows: object) -> None:
    """Put rows into one side's database."""
    with closing(open_intake() if side == "intake" else open_review()) as database, database.writing() as session:
        session.add_all(rows)


def rows(side: str, table: type) -> int:
    """Count a table's rows."""
    with closing(open_intake() if side == "intake" else open_review()) as database, database.reading() as session:
        return session.query(table).count()


def second_version(house: Any, *, threshold: int) -> SignedRoster:
    """Make a roster of version 2, signed by both founders."""
    roster = house.roster()
    signed = SignedRoster(document=roster.next_version(people=roster.people, threshold=threshold).to_bytes())
    for handle in ("aru", "daniyar"):
        signed = signed.signed_by(handle, signing_key(house.seed(handle)))
    return signed


def test_pull_carries_everything_and_says_so_in_numbers(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    founded.give()
    founded.give()

    assert founded.aigaq("handover", "pull") == 0

    assert capsys.readouterr().out == "taken 2, known 0, refused 0, replies 0\n"
    assert (founded.waiting(), rows("review", Record)) == (0, 2)


def test_pull_goes_on_while_there_are_full_rounds(
    founded: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cli.handover.ITEMS_AT_ONCE", 2)
    for _ in range(3):
        founded.give()

    assert founded.aigaq("handover", "pull") == 0

    assert [line.split(",")[0] for line in capsys.readouterr().out.splitlines()] == ["taken 2", "taken 1"]
    assert founded.waiting() == 0


def test_refused_item_stays_in_intake_and_the_status_says_so(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    founded.give()
    with closing(open_intake()) as intake, intake.writing() as session:
        session.query(OutboxItem).update({"payload": b"damaged"})

    assert founded.aigaq("handover", "pull") == 1

    assert "refused 1" in capsys.readouterr().out
    assert founded.waiting() == 1


def test_record_count_is_the_same_before_and_after(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    founded.give()
    founded.aigaq("records", "count")
    founded.aigaq("handover", "pull")
    founded.aigaq("records", "count")

    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], lines[-1]) == ("1", "1")


def test_files_carried_by_hand_bring_items_over_and_the_answer_back(
    founded: Any, files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    founded.give()

    assert founded.aigaq("handover", "bundle", "--out", files.items) == 0
    assert founded.waiting() == 1  # until review's answer is here
    assert founded.aigaq("handover", "import", files.items, "--out", files.answer) == 0
    assert founded.aigaq("handover", "import", files.answer) == 0

    assert (founded.waiting(), rows("review", Record)) == (0, 1)
    assert files.items.stat().st_mode & 0o077 == 0


def test_replies_leave_review_only_once_the_carrier_says_they_arrived(founded: Any, files: Files) -> None:
    put("intake", Mailbox(lookup_id=LOOKUP, capsule=b"sealed"))
    put("review", PendingReply(id=REPLY, lookup_id=LOOKUP, sealed=b"sealed"))
    founded.aigaq("handover", "bundle", "--out", files.items)
    founded.aigaq("handover", "import", files.items, "--out", files.answer)
    founded.aigaq("handover", "import", files.answer)
    assert (rows("intake", MailboxMessage), rows("review", PendingReply)) == (1, 1)

    assert founded.aigaq("handover", "settled", files.answer) == 0

    assert rows("review", PendingReply) == 0


def test_same_files_a_second_time_change_nothing(
    founded: Any, files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put("intake", Mailbox(lookup_id=LOOKUP, capsule=b"sealed"))
    put("review", PendingReply(id=REPLY, lookup_id=LOOKUP, sealed=b"sealed"))
    founded.give()
    founded.aigaq("handover", "bundle", "--out", files.items)
    for name in ("first", "second"):
        assert founded.aigaq("handover", "import", files.items, "--out", tmp_path / name) == 0
    for name in ("first", "second", "first"):
        assert founded.aigaq("handover", "import", tmp_path / name) == 0

    assert (rows("review", Record), rows("intake", MailboxMessage)) == (1, 1)
    assert "taken 0, known 1" in capsys.readouterr().out


def test_forged_answer_deletes_nothing(founded: Any, files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    founded.give()
    founded.aigaq("handover", "bundle", "--out", files.items)
    founded.aigaq("handover", "import", files.items, "--out", files.answer)
    fields = json.loads(files.answer.read_bytes())
    files.answer.write_bytes(files.answer.read_bytes().replace(fields["signature"].encode(), b"00" * 64))

    assert founded.aigaq("handover", "import", files.answer) == 1
    assert founded.aigaq("handover", "settled", files.answer) == 1

    assert capsys.readouterr().err.count("not signed by the hand-over key") == 2
    assert founded.waiting() == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\x00", b'{"format":"other"}'])
def test_file_that_is_neither_items_nor_answer_is_refused(founded: Any, files: Files, content: bytes) -> None:
    files.items.write_bytes(content)

    assert founded.aigaq("handover", "import", files.items) == 1


def test_cut_bundle_is_refused_whole(founded: Any, files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    founded.give()
    founded.give()
    founded.aigaq("handover", "bundle", "--out", files.items)
    files.items.write_bytes(b"\n".join(files.items.read_bytes().splitlines()[:2]))

    assert founded.aigaq("handover", "import", files.items, "--out", files.answer) == 1

    assert "bundle: cut" in capsys.readouterr().err
    assert rows("review", Record) == 0


def test_items_need_a_place_for_the_answer(founded: Any, files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    founded.aigaq("handover", "bundle", "--out", files.items)
    files.answer.write_bytes(b"an earlier answer")

    assert founded.aigaq("handover", "import", files.items) == 1
    assert founded.aigaq("handover", "import", files.items, "--out", files.answer) == 1

    assert files.answer.read_bytes() == b"an earlier answer"


def test_answer_takes_no_place_for_another_answer(founded: Any, files: Files) -> None:
    founded.aigaq("handover", "bundle", "--out", files.items)
    founded.aigaq("handover", "import", files.items, "--out", files.answer)

    assert founded.aigaq("handover", "import", files.answer, "--out", files.items) == 1


def test_bundle_takes_no_more_than_its_limit_and_says_that_more_may_wait(
    founded: Any, files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    founded.give()
    founded.give()

    assert founded.aigaq("handover", "bundle", "--limit", 1, "--out", files.items) == 0

    assert "1 sealed items" in (said := capsys.readouterr().out)
    assert "More may wait" in said


def test_bundle_of_none_at_all_is_refused(founded: Any, files: Files) -> None:
    assert founded.aigaq("handover", "bundle", "--limit", 0, "--out", files.items) == 1


def test_newer_roster_in_the_answer_is_installed(founded: Any, files: Files) -> None:
    put("review", RosterVersion(version=2, signed=second_version(founded, threshold=3).to_bytes()))

    assert founded.aigaq("handover", "pull") == 0

    assert founded.roster().version == 2


def test_old_answer_brings_no_old_roster_back(founded: Any, files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    founded.aigaq("handover", "bundle", "--out", files.items)
    founded.aigaq("handover", "import", files.items, "--out", files.answer)
    put("review", RosterVersion(version=2, signed=second_version(founded, threshold=3).to_bytes()))
    founded.aigaq("handover", "pull")

    assert founded.aigaq("handover", "import", files.answer) == 1

    assert "older than" in capsys.readouterr().err
    assert founded.roster().version == 2


def test_hand_over_that_fails_is_left_for_the_next_time(founded: Any, caplog: pytest.LogCaptureFixture) -> None:
    founded.give()
    path = founded.var / "roster" / "roster.json"
    chain = path.read_bytes()
    with closing(Carrier.from_environment()) as carrier:
        path.unlink()
        carrier.try_once()
        assert founded.waiting() == 1
        path.write_bytes(chain)

        carrier.try_once()

    assert founded.waiting() == 0
    assert [record.getMessage() for record in caplog.records] == ["handover_postponed kind=RosterRefused"]


def test_missing_handover_key_is_named(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    (founded.var / "review" / "handover.seed").write_text("no hex")

    assert founded.aigaq("handover", "pull") == 1

    assert "REVIEW_HANDOVER_SEED_FILE" in capsys.readouterr().err


def test_forked_roster_in_the_chain_is_refused(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    # Both versions 2 are signed by two stewards: which one intake saw first is the one it keeps.
    path = founded.var / "roster" / "roster.json"
    ours, other = (second_version(founded, threshold=number) for number in (3, 2))
    first = load_chain(path.read_bytes())[0]
    path.write_bytes(dump_chain((first, other)))
    put("review", RosterVersion(version=2, signed=ours.to_bytes()))

    assert founded.aigaq("handover", "pull") == 1

    assert "older than, or other than" in capsys.readouterr().err
