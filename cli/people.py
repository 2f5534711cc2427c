"""`aigaq people`: one-time links, who is here, and seats closed at once; keys stay the roster's affair."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from cli.errors import CommandFailed
from cli.places import open_review, review_settings, roster_store
from cli.records import Subparsers
from config.settings import ReviewSettings
from testimony.database.clock import utc_now
from testimony.database.engine import Database
from testimony.people.errors import SignInFailed
from testimony.people.models import Invitation
from testimony.people.places import Places
from testimony.people.service import INVITATION_DAYS, SUSPENDED, People
from testimony.people.sessions import SessionStore
from testimony.people.vouching import Colleague, Vouching
from testimony.roster.document import CUSTODIAN, REVIEWER, STEWARD
from testimony.roster.store import RosterStore


@dataclass(frozen=True, kw_only=True)
class _Line:
    handle: str
    roles: tuple[str, ...]
    state: str


def configure(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("people", help="invite, list and suspend people")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    invite = actions.add_parser("invite", help="print a one-time link for a newcomer")
    invite.add_argument("handle", metavar="HANDLE", help="a call sign; not a name")
    invite.add_argument("--role", action="append", required=True, choices=(REVIEWER, STEWARD), help="once or twice")
    invite.add_argument("--address", metavar="URL", help="the review address as the newcomer's browser knows it")
    invite.set_defaults(run=run_invite)
    listing = actions.add_parser("list", help="print handle, roles and state of everybody")
    listing.set_defaults(run=run_list)
    suspend = actions.add_parser("suspend", help="close a seat at once")
    suspend.add_argument("handle", metavar="HANDLE")
    suspend.set_defaults(run=run_suspend)


def run_invite(options: argparse.Namespace) -> int:
    """Print the link and its last day; whoever opens it first enrols, and still needs two stewards."""
    settings, moment = review_settings(), utc_now()
    roles = tuple(role for role in (REVIEWER, STEWARD) if role in options.role)
    with _review() as (review, rosters):
        token = _people(review, rosters, settings).invite(options.handle, roles)
    base = (options.address or _address(settings)).rstrip("/")
    print(
        f"{base}/enrol/{token}\n"
        f"Once, until {(moment + timedelta(days=INVITATION_DAYS)).date()}. Hand it over in person or by a safe channel;"
        " an older link for this handle no longer works."
    )
    return 0


def run_list(_options: argparse.Namespace) -> int:
    """Print one line a person; no keys."""
    with _review() as (review, rosters):
        lines = _lines(review, Vouching(database=review, rosters=rosters, clock=utc_now))
    width = max(len(line.handle) for line in lines)
    for line in lines:
        print(f"{line.handle:{width}}  {' '.join(line.roles):18}  {line.state}")
    return 0


def run_suspend(options: argparse.Namespace) -> int:
    """Close a seat; what its holder could read until now stays in their memory, and the roster waits for stewards."""
    with _review() as (review, rosters):
        try:
            _people(review, rosters, review_settings()).suspend_seat(options.handle)
        except SignInFailed as error:
            raise CommandFailed(f"{options.handle}: nobody of that handle has a seat") from error
    print(
        f"{options.handle}: the seat is closed and its sessions end.\n"
        "Two stewards must now sign the roster without them (review, People): until then testimonies still come in"
        " under a team key that they had."
    )
    return 0


@contextmanager
def _review() -> Iterator[tuple[Database, RosterStore]]:
    rosters = roster_store()
    review = open_review()
    try:
        yield review, rosters
    finally:
        review.close()


def _people(review: Database, rosters: RosterStore, settings: ReviewSettings) -> People:
    return People(
        database=review,
        rosters=rosters,
        sessions=SessionStore(settings.session_dir),
        places=Places(places=1, patience_seconds=0),
        clock=utc_now,
    )


def _address(settings: ReviewSettings) -> str:
    if settings.host.startswith("unix:"):
        raise CommandFailed("--address: needed, because review listens on a socket and can't tell how it is reached")
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{'https' if settings.secure else 'http'}://{host}:{settings.port}"


def _lines(review: Database, vouching: Vouching) -> list[_Line]:
    leaving = {pending.handle for pending in vouching.leaving()}
    lines = [
        _Line(
            handle=colleague.handle, roles=colleague.roles, state=_state(colleague, leaving=colleague.handle in leaving)
        )
        for colleague in vouching.colleagues()
    ]
    for pending in vouching.joining():
        state = f"enrolled; {len(pending.vouched_by)} of 2 stewards have vouched"
        lines.append(_Line(handle=pending.handle, roles=pending.roles, state=state))
    today = utc_now().date()
    with review.reading() as session:
        lines.extend(
            _Line(handle=row.handle, roles=tuple(row.roles.split()), state=f"invited, link good to {row.expires_on}")
            for row in session.scalars(select(Invitation).where(Invitation.expires_on >= today))
        )
    return sorted(lines, key=lambda line: line.handle)


def _state(colleague: Colleague, *, leaving: bool) -> str:
    if not colleague.active:
        return "left"
    if leaving:
        return "leaves; one steward has signed, one must"
    if colleague.account_state == SUSPENDED:
        return "suspended; two stewards must sign"
    if CUSTODIAN in colleague.roles:
        return "custodian; never signs in"
    return colleague.account_state or "on the roster, without a seat"
