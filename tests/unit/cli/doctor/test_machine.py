"""What the kernel tells is read for what it means: fine, wrong, or nothing to be told from here."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.doctor.findings import Verdict
from cli.doctor.machine import (
    Kernel,
    check_clock,
    check_core_dumps,
    check_disk_encryption,
    check_memory_folder,
    check_python,
    check_swap,
)

OK, WRONG, UNKNOWN = Verdict.OK, Verdict.WRONG, Verdict.UNKNOWN
HEAD = "Filename Type Size Used Priority\n"
NOW = datetime(2022, 1, 12, 12, 0, tzinfo=UTC)  # 2022-W02


@pytest.fixture
def kernel(tmp_path: Path) -> Kernel:
    """Give a kernel that tells nothing yet."""
    return Kernel(proc=tmp_path / "proc", sys=tmp_path / "sys")


def tell(kernel: Kernel, path: str, content: str) -> None:
    """Let the kernel tell something below /proc."""
    (kernel.proc / path).parent.mkdir(parents=True, exist_ok=True)
    (kernel.proc / path).write_text(content)


def device_below(kernel: Kernel, folder: Path) -> Path:
    """Make the block device on which a folder lies, or skip where it lies on none."""
    number = folder.stat().st_dev
    device = kernel.sys / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
    (device / "slaves").mkdir(parents=True)
    if os.major(number) == 0:
        pytest.skip("this folder lies on no block device")
    return device


def encrypt(device: Path) -> None:
    """Let dm-crypt have made a device."""
    (device / "dm").mkdir(parents=True)
    (device / "dm" / "uuid").write_text("CRYPT-LUKS2-0123-swap\n")


@pytest.mark.parametrize(("version", "verdict"), [((3, 11), OK), ((3, 14), OK), ((3, 10), WRONG)])
def test_python_is_new_enough_or_not(version: tuple[int, int], verdict: Verdict) -> None:
    assert check_python(version).verdict is verdict


@pytest.mark.parametrize(
    ("table", "verdict"),
    [
        pytest.param(HEAD, OK, id="off"),
        pytest.param(f"{HEAD}/dev/zram0 partition 1 0 1\n", OK, id="in memory"),
        pytest.param(f"{HEAD}/dev/no-such-disk partition 1 0 1\n", WRONG, id="in the clear"),
    ],
)
def test_swap_is_read_from_the_kernel_s_table(kernel: Kernel, table: str, verdict: Verdict) -> None:
    tell(kernel, "swaps", table)

    assert check_swap(kernel).verdict is verdict


def test_swap_that_the_kernel_does_not_tell_is_unknown(kernel: Kernel) -> None:
    assert check_swap(kernel).verdict is UNKNOWN


def test_swap_file_is_as_safe_as_the_device_below_it(kernel: Kernel, tmp_path: Path) -> None:
    swap = tmp_path / "swapfile"
    swap.write_bytes(b"")
    tell(kernel, "swaps", f"{HEAD}{swap} file 1 0 1\n")
    device = device_below(kernel, tmp_path)
    before = check_swap(kernel).verdict

    encrypt(device)

    assert (before, check_swap(kernel).verdict) == (WRONG, OK)


@pytest.mark.parametrize(
    ("pattern", "limit", "verdict"),
    [
        pytest.param("core", 0, OK, id="limit of nothing"),
        pytest.param("core", -1, WRONG, id="no limit"),
        pytest.param("|/bin/false", -1, OK, id="handler that stores nothing"),
        pytest.param("|/usr/lib/handler %p", 0, WRONG, id="handler that stores, whatever the limit"),
    ],
)
def test_core_dumps_are_off_or_not(kernel: Kernel, pattern: str, limit: int, verdict: Verdict) -> None:
    tell(kernel, "sys/kernel/core_pattern", f"{pattern}\n")

    assert check_core_dumps(kernel, limit).verdict is verdict


def test_core_dumps_that_the_kernel_does_not_tell_are_unknown(kernel: Kernel) -> None:
    assert check_core_dumps(kernel, 0).verdict is UNKNOWN


def test_folder_on_a_bare_disk_is_wrong(kernel: Kernel, tmp_path: Path) -> None:
    device_below(kernel, tmp_path)

    assert check_disk_encryption(kernel, tmp_path / "not" / "there" / "yet").verdict is WRONG


def test_folder_on_dm_crypt_is_fine(kernel: Kernel, tmp_path: Path) -> None:
    encrypt(device_below(kernel, tmp_path))

    assert check_disk_encryption(kernel, tmp_path).verdict is OK


@pytest.mark.parametrize(("encrypted", "verdict"), [(2, OK), (1, WRONG)])
def test_volume_is_as_safe_as_every_disk_below_it(
    kernel: Kernel, tmp_path: Path, encrypted: int, verdict: Verdict
) -> None:
    volume = device_below(kernel, tmp_path)
    for number in range(2):
        (volume / "slaves" / f"dm-{number}").mkdir()
        if number < encrypted:
            encrypt(volume / "slaves" / f"dm-{number}")

    assert check_disk_encryption(kernel, tmp_path).verdict is verdict


def test_folder_on_no_device_that_can_be_seen_is_unknown(kernel: Kernel, tmp_path: Path) -> None:
    assert check_disk_encryption(kernel, tmp_path).verdict is UNKNOWN


@pytest.mark.parametrize(
    ("mounts", "verdict"),
    [
        pytest.param("disk / ext4 rw 0 0\ntmpfs /run tmpfs rw 0 0\n", OK, id="memory over a disk"),
        pytest.param("tmpfs / tmpfs rw 0 0\ndisk /run ext4 rw 0 0\n", WRONG, id="disk over memory"),
        pytest.param("disk /run ext4 rw 0 0\ntmpfs /run tmpfs rw 0 0\n", OK, id="the later mount counts"),
        pytest.param("tmpfs /runner tmpfs rw 0 0\n", WRONG, id="a neighbour of the same beginning"),
    ],
)
def test_folder_in_memory_is_told_by_its_mount(kernel: Kernel, mounts: str, verdict: Verdict) -> None:
    tell(kernel, "self/mounts", mounts)

    assert check_memory_folder(kernel, "REVIEW_SESSION_DIR", Path("/run/aigaq/sessions")).verdict is verdict


def test_folder_is_unknown_where_the_kernel_lists_no_mounts(kernel: Kernel) -> None:
    assert check_memory_folder(kernel, "REVIEW_SESSION_DIR", Path("/run")).verdict is UNKNOWN


@pytest.mark.parametrize(
    ("week", "synchronised", "verdict"),
    [
        pytest.param("2022-W03", True, WRONG, id="before the ledger"),
        pytest.param("2022-W02", True, OK, id="kept"),
        pytest.param(None, True, OK, id="no ledger yet"),
        pytest.param("2022-W01", False, UNKNOWN, id="kept by nobody"),
    ],
)
def test_clock_is_compared_with_the_ledger(week: str | None, synchronised: bool, verdict: Verdict) -> None:
    assert check_clock(NOW, week, synchronised=synchronised).verdict is verdict
