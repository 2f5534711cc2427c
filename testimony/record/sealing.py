"""Seals a new testimony into its compartments: each under a key of its own, none of which stays behind.

Intake calls this with public keys from a verified roster. Every seed made here lives for one call and leaves
only sealed: the working seed to the team, the others split among the custodians.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crypto.digests import random_id
from crypto.envelopes import Context, seal_envelope
from crypto.seeds import Seed, public_key
from crypto.shares import split
from testimony.record.plain import encode
from testimony.roster.document import Roster

COMPARTMENTS = ("contact", "verbatim")
WORKING, WORKING_KEY = "working", "working-key"
NO_PADDING = 0  # seeds and shares have one length each


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What goes where, as plain JSON: only stripped text in `working`."""

    working: Mapping[str, object]
    contact: Mapping[str, object]
    verbatim: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class SealedTestimony:
    """A sealed record by part name, with the public keys to which later parts may be sealed."""

    record_id: str
    parts: Mapping[str, bytes]
    working_key: bytes
    verbatim_key: bytes


def share_kind(compartment: str) -> str:
    """Name the envelope kind of a share."""
    return f"share-{compartment}"


def share_part(compartment: str, custodian: str) -> str:
    """Name the packet part that holds a custodian's share."""
    return f"share/{compartment}/{custodian}"


def new_record_id() -> str:
    """Make a record id: 16 random bytes as hex."""
    return random_id().hex()


def seal_testimony(record_id: str, contents: Contents, roster: Roster) -> SealedTestimony:
    """Seal the compartments of one record to the team and the custodians of a verified roster."""
    raw_id = bytes.fromhex(record_id)
    working_seed = Seed.generate()
    working_key = public_key(working_seed)
    seeds = {name: Seed.generate() for name in COMPARTMENTS}
    keys = {name: public_key(seed) for name, seed in seeds.items()}
    # Later items of the record are sealed to keys that stand inside the seal, not in a table.
    working = {**contents.working, "contact_key": keys["contact"].hex(), "verbatim_key": keys["verbatim"].hex()}
    parts = {
        WORKING: _seal(raw_id, WORKING, working, working_key),
        WORKING_KEY: seal_envelope(
            working_seed.reveal(), Context(record_id=raw_id, kind=WORKING_KEY), [roster.team_key], floor=NO_PADDING
        ),
        "contact": _seal(raw_id, "contact", contents.contact, keys["contact"]),
        "verbatim": _seal(raw_id, "verbatim", contents.verbatim, keys["verbatim"]),
    }
    for name, seed in seeds.items():
        parts.update(_sealed_shares(raw_id, name, seed, roster))
    return SealedTestimony(record_id=record_id, parts=parts, working_key=working_key, verbatim_key=keys["verbatim"])


def _seal(raw_id: bytes, kind: str, content: Mapping[str, object], key: bytes) -> bytes:
    return seal_envelope(encode(content), Context(record_id=raw_id, kind=kind), [key])


def _sealed_shares(raw_id: bytes, compartment: str, seed: Seed, roster: Roster) -> dict[str, bytes]:
    custodians = roster.custodians
    shares = split(seed.reveal(), holders=len(custodians), threshold=roster.threshold)
    context = Context(record_id=raw_id, kind=share_kind(compartment))
    return {
        share_part(compartment, custodian.handle): seal_envelope(share, context, [custodian.seal_key], floor=NO_PADDING)
        for custodian, share in zip(custodians, shares, strict=True)
    }
