"""The roster file is verified when it changes and never goes back."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crypto.seeds import Seed, public_key
from testimony.database.engine import Database
from testimony.exchange.seen import SeenRosters
from testimony.roster import file as roster_file
from testimony.roster.chain import SignedRoster, dump_chain
from testimony.roster.document import Roster
from testimony.roster.errors import RosterRefused, RosterRollback
from testimony.roster.file import RosterFile, read_bounded, read_pin, write_chain

if TYPE_CHECKING:
    from tests.unit.roster.conftest import Signers

Chain = tuple[SignedRoster, ...]


@dataclass
class Remembered:
    """Remembers in memory, and counts."""

    version: tuple[int, str] | None = None
    asked: int = 0

    def newest(self) -> tuple[int, str] | None:
        """Give what was kept."""
        self.asked += 1
        return self.version

    def remember(self, version: int, digest: str) -> None:
        """Keep it."""
        self.version = (version, digest)


@pytest.fixture
def path(tmp_path: Path, chain: Chain) -> Path:
    """Give a roster file with both versions."""
    path = tmp_path / "roster.json"
    write_chain(path, dump_chain(chain))
    return path


def test_current_version_is_the_last_of_the_file(path: Path, first: Roster, second: Roster) -> None:
    assert RosterFile(path, pin=first.digest, seen=Remembered()).current() == second


def test_used_version_is_remembered(path: Path, first: Roster, second: Roster) -> None:
    seen = Remembered()

    RosterFile(path, pin=first.digest, seen=seen).current()

    assert seen.version == (2, second.digest)


def test_unchanged_file_is_verified_once(path: Path, first: Roster) -> None:
    seen = Remembered()
    rosters = RosterFile(path, pin=first.digest, seen=seen)

    rosters.current()
    rosters.current()

    assert seen.asked == 1


def test_replaced_file_is_verified_again(path: Path, chain: Chain, first: Roster, second: Roster) -> None:
    write_chain(path, dump_chain(chain[:1]))
    rosters = RosterFile(path, pin=first.digest, seen=Remembered())
    rosters.current()

    write_chain(path, dump_chain(chain))

    assert rosters.current() == second


def test_older_file_is_refused_after_a_newer_one(path: Path, chain: Chain, first: Roster) -> None:
    rosters = RosterFile(path, pin=first.digest, seen=Remembered())
    rosters.current()

    write_chain(path, dump_chain(chain[:1]))

    with pytest.raises(RosterRollback):
        rosters.current()


def test_older_file_is_refused_by_another_process(path: Path, first: Roster, second: Roster, chain: Chain) -> None:
    write_chain(path, dump_chain(chain[:1]))

    with pytest.raises(RosterRollback):
        RosterFile(path, pin=first.digest, seen=Remembered(version=(2, second.digest))).current()


def test_forked_file_is_refused_after_the_other_one(
    path: Path,
    signers: Signers,
    chain: Chain,
    first: Roster,
    embedded_intake_database: Database,
) -> None:
    rosters = RosterFile(path, pin=first.digest, seen=SeenRosters(embedded_intake_database))
    rosters.current()
    fork = replace(first.next_version(people=first.people), epoch=2, team_key=public_key(Seed.generate()))

    write_chain(path, dump_chain((chain[0], signers.sign(fork))))

    with pytest.raises(RosterRollback):
        rosters.current()


def test_file_put_in_place_of_a_good_one_is_refused(path: Path, first: Roster) -> None:
    rosters = RosterFile(path, pin=first.digest, seen=Remembered())
    rosters.current()

    write_chain(path, b"[]")

    with pytest.raises(RosterRefused):
        rosters.current()


def test_absent_file_is_refused(tmp_path: Path, first: Roster) -> None:
    with pytest.raises(RosterRefused, match="can't be read"):
        RosterFile(tmp_path / "none.json", pin=first.digest, seen=Remembered()).current()


def test_file_that_is_gone_at_reading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RosterRefused, match="can't be read"):
        read_bounded(tmp_path / "none.json")


def test_endless_file_is_refused_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "roster.json"
    with path.open("wb") as sparse:
        os.truncate(sparse.fileno(), roster_file.MAX_FILE_BYTES + 1)

    with pytest.raises(RosterRefused, match="large"):
        read_bounded(path)


def test_written_file_can_be_read_by_all_and_leaves_nothing_beside(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o644
    assert [entry.name for entry in path.parent.iterdir()] == ["roster.json"]


def test_pin_reads_back(tmp_path: Path, first: Roster) -> None:
    path = tmp_path / "pin"
    path.write_text(first.digest + "\n", "ascii")

    assert read_pin(path) == first.digest


@pytest.mark.parametrize("text", ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64])
def test_pin_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pin"
    path.write_text(text, "ascii")

    with pytest.raises(RosterRefused, match="64 hex"):
        read_pin(path)


def test_pin_with_letters_beyond_ascii_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pin"
    path.write_text("ё" * 64, "utf-8")

    with pytest.raises(RosterRefused, match="can't be read"):
        read_pin(path)


def test_absent_pin_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RosterRefused, match="can't be read"):
        read_pin(tmp_path / "none")
