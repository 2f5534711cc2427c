"""What a source does through the mailbox, as a sealed item for the hand-over, signed with the receipt's own key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crypto.digests import random_id, sha256
from crypto.envelopes import Context, seal_envelope
from crypto.labels import DIGEST_RECORD_ITEM, SIGN_SOURCE_ACT
from crypto.seeds import Seed, signing_key
from crypto.signed import sign_content
from testimony.exchange.agreed import OPENED, SOURCE
from testimony.exchange.models import OutboxItem
from testimony.exchange.packet import digest, pack
from testimony.giving.capsule import Capsule
from testimony.record.plain import encode

FORMAT = "aigaq-act-1"


@dataclass(frozen=True, kw_only=True)
class Act:
    """An item on its way to the outbox."""

    record_id: str
    payload: bytes

    def row(self, iso_week: str) -> OutboxItem:
        """Give the row that waits for the hand-over."""
        return OutboxItem(
            id=random_id().hex(),
            kind="act",
            record_id=self.record_id,
            iso_week=iso_week,
            digest=digest(self.payload),
            payload=self.payload,
        )


def mailbox_opened(capsule: Capsule, seed: Seed) -> Act:
    """Tell the reviewers that this source can be written to."""
    return act(capsule, seed, OPENED)


def act(
    capsule: Capsule,
    seed: Seed,
    kind: str,
    *,
    details: dict[str, Any] | None = None,
    addition: tuple[dict[str, Any], dict[str, Any]] | None = None,
) -> Act:
    """Sign an act with its sequence number and seal it, and a text added with it, to the record's keys."""
    raw_id = bytes.fromhex(capsule.record_id)
    content = {"format": FORMAT, "kind": kind, "sequence": capsule.sequence, **(details or {})}
    if addition is not None:
        # Signed with the act, or whoever carries the items could put another text in this one's place.
        content["addition"] = sha256(DIGEST_RECORD_ITEM, encode(addition[0])).hex()
    signed = sign_content(encode(content), signing_key(seed), SOURCE, SIGN_SOURCE_ACT, context=raw_id)
    working = [bytes.fromhex(capsule.working_key)]
    parts = {"act": seal_envelope(signed, Context(record_id=raw_id, kind="act"), working)}
    if addition is not None:
        stripped, given = addition
        context = Context(record_id=raw_id, kind="addition")
        parts["addition"] = seal_envelope(encode(stripped), context, working)
        parts["addition-verbatim"] = seal_envelope(
            encode(given),
            Context(record_id=raw_id, kind="addition-verbatim"),
            [bytes.fromhex(capsule.verbatim_key)],
        )
    return Act(record_id=capsule.record_id, payload=pack(parts))
