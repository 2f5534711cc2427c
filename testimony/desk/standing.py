"""Folds a source's signed acts into where the record stands by their wish: open, frozen, withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crypto.envelopes import Context, open_envelope
from crypto.errors import CryptoError
from crypto.labels import SIGN_SOURCE_ACT
from crypto.seeds import Seed
from crypto.signed import read_signed
from testimony.exchange.agreed import ADD, CANCEL, FREEZE, NARROW, OPENED, SOURCE, WITHDRAW
from testimony.record.errors import RecordDamaged
from testimony.record.models import RecordItem
from testimony.record.plain import decode


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the source has asked for since sending; `missing_acts` says that some act did not reach us whole.

    `acts` counts what was asked so far; `narrowed_at` and `frozen_at` number the newest act that narrowed or froze.
    """

    use: str
    has_mailbox: bool = False
    frozen: bool = False
    withdrawn_until: date | None = None
    additions: tuple[str, ...] = ()
    missing_acts: bool = False
    acts: int = 0
    narrowed_at: int | None = None
    frozen_at: int | None = None

    def thawed_up_to(self, acts: int) -> Standing:
        """Give the standing once a reviewer, asked by the source in conversation, lifted what was frozen before."""
        lifted = self.frozen_at is not None and self.frozen_at < acts
        return replace(self, frozen=False) if lifted else self

    @property
    def stops_use(self) -> bool:
        """Tell whether every use must stop; an act that is missing may have been the one that stops it."""
        return self.frozen or self.withdrawn_until is not None or self.missing_acts


def read_acts(session: Session, record_id: str, seed: Seed, sign_key: bytes) -> tuple[list[Mapping[str, Any]], bool]:
    """Open and verify a source's acts in the order of their numbers; True beside them if one is damaged or forged."""
    raw_id = bytes.fromhex(record_id)
    rows = session.scalars(
        select(RecordItem)
        .where(RecordItem.record_id == record_id, RecordItem.kind == "act")
        .order_by(RecordItem.version)
    )
    acts: dict[bytes, Mapping[str, Any]] = {}  # one act sealed twice is one act
    doubtful = False
    for row in rows:
        try:
            signed = open_envelope(row.payload or b"", seed, Context(record_id=raw_id, kind="act"))
            _, content = read_signed(signed, label=SIGN_SOURCE_ACT, keys={SOURCE: sign_key}.__getitem__, context=raw_id)
            acts[content] = _act(content)
        except (CryptoError, RecordDamaged):
            doubtful = True  # not by this source, or not whole: it changes nothing and is shown
    return sorted(acts.values(), key=lambda act: int(act["sequence"])), doubtful


def fold(acts: Iterable[Mapping[str, Any]], *, use: str, doubtful: bool) -> Standing:
    """Apply acts to what was stated with the testimony; a number that is absent or double counts as a missing act."""
    standing = Standing(use=use, missing_acts=doubtful)
    for expected, act in enumerate(acts):
        if act["sequence"] != expected:
            standing = replace(standing, missing_acts=True)
        standing = replace(_apply(standing, act), acts=act["sequence"] + 1)
    return standing


def _act(content: bytes) -> Mapping[str, Any]:
    act = decode(content)
    if not isinstance(act.get("sequence"), int):
        raise RecordDamaged("act: has no number")
    return act


def _apply(standing: Standing, act: Mapping[str, Any]) -> Standing:
    changes: dict[str, Callable[[], dict[str, Any]]] = {
        OPENED: lambda: {"has_mailbox": True},
        ADD: lambda: {"additions": (*standing.additions, str(act["addition"]))},
        NARROW: lambda: {"use": "keep", "narrowed_at": act["sequence"]},
        FREEZE: lambda: {"frozen": True, "frozen_at": act["sequence"]},
        WITHDRAW: lambda: {"withdrawn_until": date.fromisoformat(act["destroy_on"])},
        # A code may stop a use and never open one: whoever holds the phone may hold the code (rule R22).
        CANCEL: lambda: {"withdrawn_until": None, "frozen": True, "frozen_at": act["sequence"]},
    }
    try:
        return replace(standing, **changes[act["kind"]]())
    except (KeyError, TypeError, ValueError):
        return replace(standing, missing_acts=True)  # signed by the source, and of a kind this program does not know
