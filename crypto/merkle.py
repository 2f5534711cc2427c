"""Merkle trees of RFC 6962 (section 2.1): the root of a log, and the proof that a log only grew.

Only `leaf_hash` takes content. All else works on 32-byte leaf hashes, which a ledger keeps anyway.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from crypto.digests import DIGEST_BYTES
from crypto.errors import Damaged

MAX_SIZE = 2**63 - 1
_SIZE_BYTES = 8
# A tree within MAX_SIZE has at most 63 perfect subtrees, and no honest proof is longer than twice its height.
_MAX_PROOF_HASHES = 128


def leaf_hash(content: bytes) -> bytes:
    """Return the 32-byte hash of a leaf; its prefix keeps a leaf from passing as a node."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the 32-byte hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaf_hashes: Sequence[bytes]) -> bytes:
    """Return the 32-byte root over leaf hashes; raise Damaged if one has a wrong length."""
    hashes: list[bytes] = []
    for size, leaf in enumerate(leaf_hashes):
        _push(hashes, size, leaf)
    return _fold(hashes)


@dataclass(frozen=True, kw_only=True)
class CompactRange:
    """What of a tree one needs to append: its size and the roots of its perfect subtrees, largest first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a range whose parts contradict each other; raise Damaged."""
        if not 0 <= self.size <= MAX_SIZE or len(self.hashes) != self.size.bit_count():
            raise Damaged("merkle range: size and hashes disagree")
        if any(len(subtree) != DIGEST_BYTES for subtree in self.hashes):
            raise Damaged("merkle range: a hash of a wrong length")

    def append(self, leaf: bytes) -> "CompactRange":
        """Return the range with one more leaf hash; raise Damaged if that has a wrong length."""
        hashes = list(self.hashes)
        _push(hashes, self.size, leaf)
        return CompactRange(size=self.size + 1, hashes=tuple(hashes))

    def root(self) -> bytes:
        """Return the 32-byte root; that of the empty tree is the hash of nothing."""
        return _fold(self.hashes)

    def serialise(self) -> bytes:
        """Return the size in 8 bytes, big endian, then the hashes."""
        return self.size.to_bytes(_SIZE_BYTES, "big") + b"".join(self.hashes)

    @classmethod
    def parse(cls, encoded: bytes) -> "CompactRange":
        """Read what `serialise` wrote; raise Damaged."""
        size = int.from_bytes(encoded[:_SIZE_BYTES], "big")
        if len(encoded) != _SIZE_BYTES + DIGEST_BYTES * size.bit_count():
            raise Damaged("merkle range: wrong length")
        steps = range(_SIZE_BYTES, len(encoded), DIGEST_BYTES)
        return cls(size=size, hashes=tuple(encoded[at : at + DIGEST_BYTES] for at in steps))


def consistency_proof(leaf_hashes: Sequence[bytes], old_size: int) -> list[bytes]:
    """Return the hashes that prove the first `old_size` leaves to begin the whole; raise ValueError."""
    if not 0 <= old_size <= len(leaf_hashes):
        raise ValueError("old_size: larger than the tree")
    if old_size in {0, len(leaf_hashes)}:
        return []
    return _subproof(leaf_hashes, old_size, whole=True)


def verify_consistency(
    *, old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Raise Damaged unless the tree of the new root begins with the whole tree of the old root."""
    if not 0 <= old_size <= new_size <= MAX_SIZE or len(proof) > _MAX_PROOF_HASHES:
        raise Damaged("consistency proof: sizes")
    if old_size in {0, new_size}:
        expected = new_root if old_size else CompactRange().root()
        if proof or not hmac.compare_digest(old_root, expected):
            raise Damaged("consistency proof: roots differ")
        return
    # The proof leaves out the first hash where it is the old root itself.
    path = [old_root, *proof] if old_size.bit_count() == 1 else [*proof]
    found_old, found_new = _replay(old_size, new_size, path)
    if not (hmac.compare_digest(found_old, old_root) and hmac.compare_digest(found_new, new_root)):
        raise Damaged("consistency proof: the new tree does not begin with the old one")


def _push(hashes: list[bytes], size: int, leaf: bytes) -> None:
    if len(leaf) != DIGEST_BYTES:
        raise Damaged("merkle leaf: not a hash of 32 bytes")
    hashes.append(leaf)
    # Each bit set at the end of the size is a perfect subtree that the new one completes.
    while size & 1:
        right = hashes.pop()
        hashes[-1] = node_hash(hashes[-1], right)
        size >>= 1


def _fold(hashes: Sequence[bytes]) -> bytes:
    if not hashes:
        return hashlib.sha256().digest()
    result, *larger = reversed(hashes)
    for left in larger:
        result = node_hash(left, result)
    return result


def _replay(old_size: int, new_size: int, path: list[bytes]) -> tuple[bytes, bytes]:
    """Walk from the last subtree of the old tree to the root, as RFC 9162 section 2.1.4.2 describes."""
    old, new = old_size - 1, new_size - 1
    while old & 1:
        old, new = old >> 1, new >> 1
    if not path:
        raise Damaged("consistency proof: too short")
    found_old = found_new = path[0]
    for sibling in path[1:]:
        if new == 0:
            raise Damaged("consistency proof: too long")
        if old & 1 or old == new:
            found_old, found_new = node_hash(sibling, found_old), node_hash(sibling, found_new)
            while old and not old & 1:
                old, new = old >> 1, new >> 1
        else:
            found_new = node_hash(found_new, sibling)
        old, new = old >> 1, new >> 1
    if new:
        raise Damaged("consistency proof: too short")
    return found_old, found_new


def _subproof(leaf_hashes: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    size = len(leaf_hashes)
    if old_size == size:
        return [] if whole else [root(leaf_hashes)]
    half = 1 << (size - 1).bit_length() - 1
    left, right = leaf_hashes[:half], leaf_hashes[half:]
    if old_size <= half:
        return [*_subproof(left, old_size, whole=whole), root(right)]
    return [*_subproof(right, old_size - half, whole=False), root(left)]
