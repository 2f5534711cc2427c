"""Modes and owners of files are told as they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli.doctor.findings import Verdict
from cli.doctor.storage import check_owner, check_private, check_unwritable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a private folder with one private file."""
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    (folder / "secret").touch(mode=0o600)
    return folder


def test_private_folder_is_fine(folder: Path) -> None:
    assert check_private("secrets", [folder]).verdict is Verdict.OK


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_secret_that_others_reach_is_named(folder: Path, mode: int) -> None:
    (folder / "secret").chmod(mode)

    finding = check_private("secrets", [folder])

    assert finding.verdict is Verdict.WRONG
    assert str(folder / "secret") in finding.detail


def test_one_of_many_is_named_and_the_others_counted(folder: Path) -> None:
    folder.chmod(0o755)
    (folder / "secret").chmod(0o644)

    assert check_private("secrets", [folder]).detail.endswith("keys and 1 more")


def test_nothing_there_can_t_be_told(tmp_path: Path) -> None:
    absent = tmp_path / "absent"

    verdicts = {
        check_private("secrets", [absent]).verdict,
        check_unwritable("roster", [absent / "roster.json"]).verdict,
        check_owner("owners", absent, 0).verdict,
    }

    assert verdicts == {Verdict.UNKNOWN}


def test_public_file_that_only_its_owner_writes_is_fine(folder: Path) -> None:
    (folder / "secret").chmod(0o644)

    assert check_unwritable("roster", [folder / "secret"]).verdict is Verdict.OK


def test_folder_that_others_write_is_wrong_for_the_file_in_it(folder: Path) -> None:
    folder.chmod(0o777)

    assert check_unwritable("roster", [folder / "secret"]).verdict is Verdict.WRONG


def test_files_of_one_user_are_fine(folder: Path) -> None:
    assert check_owner("owners", folder, os.geteuid()).verdict is Verdict.OK


def test_files_of_another_user_are_wrong(folder: Path) -> None:
    assert check_owner("owners", folder, os.geteuid() + 1).verdict is Verdict.WRONG
