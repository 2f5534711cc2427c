"""Signed versions and the chain from the pinned first one: what is not reached from the pin is not believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crypto import canonical
from crypto.errors import CryptoError
from crypto.labels import SIGN_ROSTER
from crypto.signatures import SigningKey, verify
from testimony.roster.document import SIGNATURES_NEEDED, STEWARD, ZERO_HASH, Roster, parse_roster
from testimony.roster.errors import RosterRefused, UnknownPerson

MAX_VERSIONS = 10_000
_FORMAT = "aigaq-signed-roster-1"


@dataclass(frozen=True, kw_only=True)
class SignedRoster:
    """A roster document with the signatures it has so far, by handle."""

    document: bytes
    signatures: tuple[tuple[str, bytes], ...] = ()

    @property
    def unverified_roster(self) -> Roster:
        """Read the document without believing it; raises RosterRefused."""
        return _parsed(self)

    def signed_by(self, handle: str, key: SigningKey) -> SignedRoster:
        """Add one signature (again by the same person: replaces theirs)."""
        others = tuple(entry for entry in self.signatures if entry[0] != handle)
        return replace(self, signatures=(*others, (handle, key.sign(SIGN_ROSTER, self.document))))

    def to_json(self) -> dict[str, object]:
        """Give the plain form, as it stands in the chain file."""
        return {
            "document": self.document.decode("utf-8"),
            "format": _FORMAT,
            "signatures": [{"handle": handle, "signature": signature.hex()} for handle, signature in self.signatures],
        }

    def to_bytes(self) -> bytes:
        """Give the canonical bytes of document and signatures."""
        return canonical.dumps(self.to_json())


def parse_signed(blob: bytes) -> SignedRoster:
    """Read one signed version without believing it; raises RosterRefused."""
    try:
        return _from_json(canonical.loads(blob))
    except CryptoError as error:
        raise RosterRefused("signed roster: damaged") from error


def dump_chain(chain: Sequence[SignedRoster]) -> bytes:
    """Give the bytes of a roster file: every version from the first."""
    return canonical.dumps([signed.to_json() for signed in chain])


def load_chain(blob: bytes) -> tuple[SignedRoster, ...]:
    """Read a roster file without believing it; raises RosterRefused."""
    try:
        entries = canonical.loads(blob)
    except CryptoError as error:
        raise RosterRefused("roster file: damaged") from error
    if not isinstance(entries, list) or not 0 < len(entries) <= MAX_VERSIONS:
        raise RosterRefused("roster file: not a list of versions")
    return tuple(_from_json(entry) for entry in entries)


def verify_chain(chain: Sequence[SignedRoster], *, pin: str) -> Roster:
    """Verify from the pinned first version to the last and return the last; raises RosterRefused."""
    if not chain:
        raise RosterRefused("roster: no version at all")
    current = _parsed(chain[0])
    if current.digest != pin:
        raise RosterRefused("roster: the first version is not the pinned one")
    if current.version != 1 or current.previous != ZERO_HASH:
        raise RosterRefused("roster: the first version is not numbered as one")
    # The founders sign with keys that stand in the version itself: what vouches for it is the pin on paper.
    _check_signatures(chain[0], by=current)
    for signed in chain[1:]:
        successor = _parsed(signed)
        _check_succession(current, successor)
        _check_signatures(signed, by=current)
        current = successor
    return current


def check_proposal(current: Roster, signed: SignedRoster) -> Roster:
    """Check that a proposal may follow the current version, signatures apart; raises RosterRefused."""
    proposed = _parsed(signed)
    _check_succession(current, proposed)
    return proposed


def is_complete(signed: SignedRoster, *, by: Roster) -> bool:
    """Tell whether enough stewards of the given version have signed."""
    return len(valid_signers(signed, by=by)) >= SIGNATURES_NEEDED


def valid_signers(signed: SignedRoster, *, by: Roster) -> tuple[str, ...]:
    """List the stewards of the given version whose signature holds, each once."""
    signers: dict[str, None] = {}
    for handle, signature in signed.signatures:
        try:
            key = by.person(handle, STEWARD).sign_key
            verify(key, SIGN_ROSTER, signed.document, signature)
        except (UnknownPerson, CryptoError):
            continue  # a foreign signature counts for nothing and harms nothing
        signers[handle] = None
    return tuple(signers)


def _check_succession(current: Roster, successor: Roster) -> None:
    if successor.version != current.version + 1 or successor.previous != current.digest:
        raise RosterRefused("roster: a version is missing, repeated or out of order")
    if successor.demonstration != current.demonstration:
        raise RosterRefused("roster: the demonstration flag can't change")  # invariant 10
    if successor.epoch not in (current.epoch, current.epoch + 1):
        raise RosterRefused("roster: the team epoch jumps")
    if (successor.epoch == current.epoch) != (successor.team_key == current.team_key):
        raise RosterRefused("roster: a new team key needs a new epoch, and the reverse")
    known = {person.handle: (person.seal_key, person.sign_key) for person in current.people}
    for person in successor.people:
        if known.pop(person.handle, (person.seal_key, person.sign_key)) != (person.seal_key, person.sign_key):
            raise RosterRefused("roster: the keys of a handle can't change; a new key takes a new handle")
    if known:
        raise RosterRefused("roster: people are suspended, never dropped")


def _check_signatures(signed: SignedRoster, *, by: Roster) -> None:
    if not is_complete(signed, by=by):
        raise RosterRefused("roster: fewer than two stewards of the version before have signed")


def _parsed(signed: SignedRoster) -> Roster:
    try:
        return parse_roster(signed.document)
    except CryptoError as error:
        raise RosterRefused("roster: damaged document") from error


def _from_json(entry: object) -> SignedRoster:
    if not isinstance(entry, dict) or entry.get("format") != _FORMAT:
        raise RosterRefused("signed roster: not of this program")
    try:
        return SignedRoster(
            document=entry["document"].encode("utf-8"),
            signatures=tuple((str(s["handle"]), bytes.fromhex(s["signature"])) for s in entry["signatures"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RosterRefused("signed roster: a field is missing or of the wrong kind") from error
