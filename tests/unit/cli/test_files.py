"""Files are read within bounds, and written whole, private, and never over what can't be made again."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from cli.errors import CommandFailed
from cli.files import PUBLIC, read_file, read_words, write_new, write_private


def test_private_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    write_private(tmp_path / "folder" / "secret", "words")

    assert (tmp_path / "folder" / "secret").read_text() == "words"
    assert stat.S_IMODE((tmp_path / "folder" / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) & 0o077 == 0


def test_private_file_replaces_an_open_one_with_a_private_one(tmp_path: Path) -> None:
    (tmp_path / "secret").touch(mode=0o644)

    write_private(tmp_path / "secret", b"words")

    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_public_file_has_the_mode_it_is_given(tmp_path: Path) -> None:
    write_new(tmp_path / "public", "key", mode=PUBLIC)

    assert stat.S_IMODE((tmp_path / "public").stat().st_mode) == 0o644


def test_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("old")

    with pytest.raises(CommandFailed, match="is there already"):
        write_new(tmp_path / "key", "new")

    assert (tmp_path / "key").read_text() == "old"


def test_file_that_can_t_be_written_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "inside").touch()

    with pytest.raises(CommandFailed, match="place: "):
        write_private(tmp_path / "place", "words")

    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")

    assert read_file(tmp_path / "file", limit=5) == b"12345"
    with pytest.raises(CommandFailed, match="larger than 4 bytes"):
        read_file(tmp_path / "file", limit=4)


def test_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="absent: No such file"):
        read_file(tmp_path / "absent")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\xff")

    with pytest.raises(CommandFailed, match="not UTF-8"):
        read_words(tmp_path / "file")
