"""Lets one transaction at a time work on what an id stands for, also where there is no row yet to lock."""

from __future__ import annotations

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy.orm import Session

_BYTES = 8  # PostgreSQL's advisory locks are numbers of 64 bits


def hold(session: Session, hex_id: str) -> None:
    """Wait until nobody else holds this random id, and hold it until the caller's transaction ends."""
    # SQLite's BEGIN IMMEDIATE has let in one writer already. A row lock would not do on PostgreSQL: two first posts
    # find no row, and intake may not read a mailbox. Two ids that share 64 bits only wait for each other.
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(bytes.fromhex(hex_id)[:_BYTES], "big", signed=True)
        session.execute(select(func.pg_advisory_xact_lock(cast(number, BigInteger))))
