"""Checks of what lies on disk: modes and owners, schema of both databases, what should have been swept."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from cli.doctor.findings import Finding, ok, unknown, wrong
from testimony.custody.models import CustodyRequest
from testimony.database.engine import Database
from testimony.database.migrate import Branch
from testimony.giving.models import DraftRow
from testimony.record.models import Record

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def check_private(check: str, paths: Iterable[Path]) -> Finding:
    """Check that only the owner can reach these files and folders, and everything below them."""
    found = sorted({path for top in paths for path in _below(top)})
    if not found:
        return unknown(check, "nothing is there yet", "`aigaq init` makes it")
    open_to_others = [path for path in found if not path.is_symlink() and path.stat().st_mode & _OTHERS]
    if open_to_others:
        return wrong(check, f"others may use {_names(open_to_others)}", "`chmod -R go-rwx` on it")
    return ok(check, f"{len(found)} files and folders, their owner's alone")


def check_unwritable(check: str, paths: Iterable[Path]) -> Finding:
    """Check that only the owner can change these files and the folders they stand in."""
    there = [path for top in paths for path in (top, top.parent) if path.exists()]
    if not there:
        return unknown(check, "nothing is there yet", "`aigaq init --founding` makes it")
    loose = [path for path in there if path.stat().st_mode & _OTHERS_WRITE]
    if loose:
        return wrong(check, f"others may write {_names(loose)}", "`chmod go-w` on it")
    return ok(check, "nobody but the owner can write it")


def check_owner(check: str, folder: Path, user: int) -> Finding:
    """Check that everything below a folder belongs to one user, the one who runs this."""
    found = list(_below(folder))
    if not found:
        return unknown(check, "nothing is there yet", "`aigaq init` makes it")
    foreign = [path for path in found if path.lstat().st_uid != user]
    if foreign:
        mend = "run aigaq as the app's own user, and `chown` what another user made"
        return wrong(check, f"another user owns {_names(foreign)}", mend)
    return ok(check, "all of one user")


def at_head(branch: Branch) -> Finding:
    """Say that a database could be opened, which takes the newest schema."""
    return ok(f"{branch} database", "at the newest schema")


def check_swept_review(database: Database, now: datetime) -> Finding:
    """Check that expired requests and due withdrawals are gone."""
    with database.reading() as session:
        expired = session.scalar(select(func.count()).select_from(CustodyRequest).where(CustodyRequest.expires <= now))
        due = session.scalar(
            select(func.count()).select_from(Record).where(Record.destroy_on < now.date(), Record.state != "erased")
        )
    if expired or due:
        detail = f"{expired} requests past their time, {due} withdrawn records whose keys are due"
        return wrong("review: what is due", detail, "`aigaq sweep` or `aigaq handover pull`, daily by a timer")
    return ok("review: what is due", "nothing waits to be destroyed")


def check_swept_intake(database: Database, now: datetime) -> Finding:
    """Check that no draft outlives its two hours by long."""
    with database.reading() as session:
        old = session.scalar(select(func.count()).select_from(DraftRow).where(DraftRow.expires <= int(now.timestamp())))
    if old:
        return unknown(
            "intake: drafts", f"{old} past their time", "`aigaq sweep`; without their cookies nobody can open them"
        )
    return ok("intake: drafts", "none past its time")


def _below(top: Path) -> Sequence[Path]:
    if not top.exists():
        return ()
    return (top, *top.rglob("*")) if top.is_dir() else (top,)


def _names(paths: Sequence[Path]) -> str:
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{paths[0]}{more}"
