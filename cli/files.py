"""Reads files of bounded size, and writes them so that only their owner reads them and nobody sees half of one."""

from __future__ import annotations

import os
from pathlib import Path

from cli.errors import CommandFailed

MAX_FILE_BYTES = 16 * 1024 * 1024
PRIVATE, PUBLIC = 0o600, 0o644


def read_file(path: Path, *, limit: int = MAX_FILE_BYTES) -> bytes:
    """Read a file; raises CommandFailed where it is absent or larger than `limit` bytes."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise CommandFailed(f"{path}: {error.strerror}") from error
    if len(content) > limit:
        raise CommandFailed(f"{path}: larger than {limit} bytes")
    return content


def read_words(path: Path) -> str:
    """Read a small text file; raises CommandFailed where it is no text."""
    try:
        return read_file(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CommandFailed(f"{path}: not UTF-8 text") from error


def write_private(path: Path, content: str | bytes) -> None:
    """Write or replace a file that only its owner can read; raises CommandFailed."""
    write_whole(path, content, mode=PRIVATE)


def write_new(path: Path, content: str | bytes, *, mode: int = PRIVATE) -> None:
    """Write a file that was not there before; raises CommandFailed, for what it would replace may be the only copy."""
    if path.exists():
        raise CommandFailed(f"{path}: is there already; move it away or name another")
    write_whole(path, content, mode=mode)


def write_whole(path: Path, content: str | bytes, *, mode: int) -> None:
    """Put a file in its place at once and durably; raises CommandFailed."""
    blob = content.encode("utf-8") if isinstance(content, str) else content
    # Same folder, so that the last step is one rename: a power cut leaves the old file or the new one.
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            os.fchmod(file.fileno(), mode)
            file.write(blob)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CommandFailed(f"{path}: {error.strerror}") from error
