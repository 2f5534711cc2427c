"""Checks of the machine: swap, core dumps, encryption below a folder, folders in memory, Python, clock."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cli.doctor.findings import Finding, ok, unknown, wrong
from testimony.database.clock import iso_week

OLDEST_PYTHON = (3, 11)
_CRYPT = "CRYPT-"  # how device-mapper names what dm-crypt made, LUKS or plain
_MAX_DEPTH = 8


@dataclass(frozen=True, kw_only=True)
class Kernel:
    """Where the kernel tells of itself; a test puts a folder of its own there."""

    proc: Path = Path("/proc")
    sys: Path = Path("/sys")

    def read(self, path: str) -> str | None:
        """Give a file below /proc, stripped; None where there is no such file."""
        try:
            return (self.proc / path).read_text("utf-8").strip()
        except OSError:
            return None


def check_python(version: tuple[int, int]) -> Finding:
    """Check that this Python is one the program is tested with."""
    name = ".".join(str(part) for part in version)
    if version < OLDEST_PYTHON:
        return wrong("python", f"version {name}", "install Python 3.11 or newer")
    return ok("python", f"version {name}")


def check_swap(kernel: Kernel) -> Finding:
    """Check that no page of memory is written out in the clear."""
    table = kernel.read("swaps")
    if table is None:
        return unknown("swap", "the kernel does not say", "look at `swapon --show` on the host")
    names = [line.split()[0] for line in table.splitlines()[1:] if line.strip()]
    bare = [name for name in names if not _keeps_secret(kernel, Path(name))]
    if bare:
        return wrong("swap", f"on and not encrypted: {', '.join(bare)}", "`swapoff -a`, or put swap on dm-crypt")
    return ok("swap", "encrypted, or in memory" if names else "off")


def check_core_dumps(kernel: Kernel, limit: int) -> Finding:
    """Check that a crash writes no memory to disk; `limit` is this shell's hard limit in bytes, -1 for none."""
    pattern = kernel.read("sys/kernel/core_pattern")
    if pattern is None:
        return unknown("core dumps", "the kernel does not say", "set LimitCORE=0 in the services")
    if pattern.startswith("|") and pattern not in {"|/bin/false", "|/usr/bin/false"}:
        # The kernel hands the image to a handler whatever the limit of the process is.
        return wrong("core dumps", "a handler stores memory images", "`sysctl kernel.core_pattern='|/bin/false'`")
    if limit != 0 and not pattern.startswith("|"):
        return wrong("core dumps", "allowed in this shell", "`ulimit -H -c 0` here, LimitCORE=0 in the services")
    return ok("core dumps", "off")


def check_disk_encryption(kernel: Kernel, folder: Path) -> Finding:
    """Check that the block device below a folder is made by dm-crypt, at any depth."""
    check = f"disk encryption of {folder}"
    number = _existing(folder).stat().st_dev
    device = kernel.sys / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
    if os.major(number) == 0 or not device.exists():
        return unknown(check, "no block device to be seen (container, network or memory)", "look on the host")
    if _is_crypt(device, _MAX_DEPTH):
        return ok(check, "dm-crypt")
    return wrong(check, "the device below is not dm-crypt", "put it on LUKS; what is sealed stays sealed, times show")


def check_memory_folder(kernel: Kernel, name: str, folder: Path) -> Finding:
    """Check that a folder for sessions or drafts lives in memory."""
    table = kernel.read("self/mounts")
    if table is None:
        return unknown(name, "the kernel does not list mounts", f"make {folder} a tmpfs")
    mounts = [line.split()[1:3] for line in table.splitlines() if len(line.split()) > 2]
    path = folder.absolute()
    above = [(point, kind) for point, kind in mounts if path.is_relative_to(point)]
    # The last mount over the longest path is the one that counts.
    kind = max(enumerate(above), key=lambda entry: (len(entry[1][0]), entry[0]))[1][1] if above else "none"
    if kind in {"tmpfs", "ramfs"}:
        return ok(name, f"{folder} in memory ({kind})")
    return wrong(name, f"{folder} lies on {kind}", "name a folder on a tmpfs, so that a power cut empties it")


def check_clock(now: datetime, newest_week: str | None, *, synchronised: bool) -> Finding:
    """Check that the clock is not before what was already written, and say whether anything keeps it right."""
    if newest_week is not None and iso_week(now) < newest_week:
        return wrong("clock", f"stands in {iso_week(now)}, the ledger in {newest_week}", "set the clock")
    if synchronised:
        return ok("clock", f"{now:%Y-%m-%d %H:%M} UTC, kept by the system")
    hint = "compare it with a watch: sign-in codes need it within 30 seconds"
    return unknown("clock", f"{now:%Y-%m-%d %H:%M} UTC, and nothing says that it is kept right", hint)


def _keeps_secret(kernel: Kernel, swap: Path) -> bool:
    if swap.name.startswith("zram"):
        return True
    try:
        status = swap.stat()
    except OSError:
        return False
    # A partition is a device itself; a swap file lies on one.
    number = status.st_rdev or status.st_dev
    return _is_crypt(kernel.sys / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}", _MAX_DEPTH)


def _is_crypt(device: Path, depth: int) -> bool:
    try:
        if (device / "dm" / "uuid").read_text("ascii").startswith(_CRYPT):
            return True
    except OSError:
        pass  # no device-mapper device: a disk, a partition, a RAID
    slaves = device / "slaves"
    below = sorted(slaves.iterdir()) if depth and slaves.is_dir() else []
    return bool(below) and all(_is_crypt(slave, depth - 1) for slave in below)


def _existing(folder: Path) -> Path:
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
