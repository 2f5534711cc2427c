"""What a mailbox holds for its source, sealed to the source's own key: where acts go, and what was asked so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from crypto.envelopes import Context, open_envelope, seal_envelope
from crypto.seeds import Seed, public_key
from testimony.giving.drafts import Source
from testimony.record.plain import decode, encode

_CONTEXT = Context(record_id=bytes(16), kind="mailbox-capsule")
ACTIVE, FROZEN, WITHDRAWN = "active", "frozen", "withdrawn"
_FLOOR = 8192


@dataclass(frozen=True, kw_only=True)
class Capsule:
    """Public keys of the record and the source's standing wishes; nothing of what was written."""

    record_id: str
    working_key: str
    verbatim_key: str
    sequence: int
    status: str
    withdrawn_until: str | None
    use: str

    @classmethod
    def begin(cls, record_id: str, source: Source, *, use: str) -> Capsule:
        """Give the capsule of a mailbox about to be made."""
        return cls(
            record_id=record_id,
            working_key=source.working_key,
            verbatim_key=source.verbatim_key,
            sequence=0,
            status=ACTIVE,
            withdrawn_until=None,
            use=use,
        )

    def after_act(self) -> Capsule:
        """Give the capsule with the number of the next act."""
        return replace(self, sequence=self.sequence + 1)

    # Narrowing and freezing are carried each time: reviewers may have widened or thawed since, after a conversation.
    def narrowed(self) -> Capsule:
        """Give the capsule with the use taken back."""
        return replace(self, use="keep")

    def frozen(self) -> Capsule:
        """Give the frozen capsule; what is withdrawn stays so."""
        return self if self.status == WITHDRAWN else replace(self, status=FROZEN)

    def withdrawn(self, until: date) -> Capsule | None:
        """Give the withdrawn capsule, None if it is: asking again postpones nothing."""
        if self.status == WITHDRAWN:
            return None
        return replace(self, status=WITHDRAWN, withdrawn_until=until.isoformat())

    def cancelled(self, today: date) -> Capsule | None:
        """Give the capsule after a cancelled withdrawal, frozen; None where there is none or its days are over."""
        # Frozen: whoever holds the code may stop a use and never open one.
        if self.withdrawn_until_date is None or self.withdrawn_until_date <= today:
            return None
        return replace(self, status=FROZEN, withdrawn_until=None)

    @property
    def withdrawn_until_date(self) -> date | None:
        """Give the day from which the keys are destroyed, if withdrawn."""
        return date.fromisoformat(self.withdrawn_until) if self.withdrawn_until else None


def seal_capsule(capsule: Capsule, seed: Seed) -> bytes:
    """Seal a capsule to the source; every capsule has the same size."""
    return seal_envelope(encode(vars(capsule)), _CONTEXT, [public_key(seed)], floor=_FLOOR)


def open_capsule(blob: bytes, seed: Seed) -> Capsule:
    """Open a capsule with the source's seed; raises CryptoError."""
    return Capsule(**decode(open_envelope(blob, seed, _CONTEXT)))
