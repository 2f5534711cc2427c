"""The team key of each epoch: handed to a reader sealed, believed only if the roster names its public half."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crypto.envelopes import Context, open_envelope, seal_envelope
from crypto.errors import CryptoError
from crypto.seeds import Seed, public_key
from testimony.people.errors import NoGrant
from testimony.people.models import TeamGrant


def _context(epoch: int) -> Context:
    return Context(record_id=epoch.to_bytes(16, "big"), kind="team-seed")


def sealed_grant(epoch: int, team_seed: Seed, seal_key: bytes) -> bytes:
    """Seal an epoch's team seed to a reader's key."""
    return seal_envelope(team_seed.reveal(), _context(epoch), [seal_key], floor=0)


def grant(session: Session, *, epoch: int, team_seed: Seed, handle: str, seal_key: bytes) -> None:
    """Give a reader an epoch's team seed, sealed to the key that the roster names for them."""
    sealed = sealed_grant(epoch, team_seed, seal_key)
    session.merge(TeamGrant(epoch=epoch, handle=handle, sealed=sealed))


def team_seed(session: Session, *, epoch: int, team_key: bytes, handle: str, seed: Seed) -> Seed:
    """Open a reader's grant and check it against the roster's team key; raises NoGrant."""
    sealed = session.scalar(select(TeamGrant.sealed).where(TeamGrant.epoch == epoch, TeamGrant.handle == handle))
    if sealed is None:
        raise NoGrant("team key: not given to this person for this epoch")
    return open_grant(sealed, epoch=epoch, team_key=team_key, seed=seed)


def open_grant(sealed: bytes, *, epoch: int, team_key: bytes, seed: Seed) -> Seed:
    """Open a sealed grant and check it against the roster's team key; raises NoGrant."""
    try:
        opened = Seed(open_envelope(sealed, seed, _context(epoch)))
    except CryptoError as error:
        raise NoGrant("team key: the grant does not open") from error
    if public_key(opened) != team_key:
        raise NoGrant("team key: not the one on the roster")
    return opened
