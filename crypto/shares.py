"""Split a 32-byte secret so that t of n people restore it and t - 1 learn nothing: replicated XOR sharing.

The secret is the XOR of random pieces, one for each group of t - 1 holders, and a piece goes to everybody
outside its group. A group of t - 1 lacks just its own piece; any t holders have them all. No field
arithmetic, so nothing to get wrong; the price is size, which is fine for a handful of people (Ito, Saito
and Nishizeki, 1987).

Layout of a share: version, threshold, holders, index from 0, 1 B each; commitment 32 B; its pieces, 32 B
each.
"""

import hmac
import secrets
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations

from crypto import digests, labels
from crypto.errors import BadShares

SECRET_BYTES = 32
MIN_THRESHOLD = 2
MAX_HOLDERS = 9
_VERSION = 1
_LAYOUT = struct.Struct(">BBBB32s")


@dataclass(frozen=True, kw_only=True)
class _Share:
    deal: tuple[int, int, bytes]
    index: int
    pieces: dict[tuple[int, ...], bytes]


def split(secret: bytes, holders: int, threshold: int) -> list[bytes]:
    """Return a share per holder, any `threshold` of which restore the 32 bytes; raise ValueError."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("secret: 32 bytes")
    if not MIN_THRESHOLD <= threshold <= holders <= MAX_HOLDERS:
        raise ValueError("threshold and holders: out of bounds")
    groups = _groups(holders, threshold)
    pieces = {group: secrets.token_bytes(SECRET_BYTES) for group in groups[1:]}
    pieces[groups[0]] = reduce(_xor, pieces.values(), secret)
    # The secret is 32 uniform bytes, so its hash betrays nothing and tells a wrong result from the right one.
    commitment = _commitment(secret)
    return [
        _LAYOUT.pack(_VERSION, threshold, holders, index, commitment)
        + b"".join(pieces[group] for group in groups if index not in group)
        for index in range(holders)
    ]


def combine(shares: Sequence[bytes]) -> bytes:
    """Return the 32-byte secret; raise BadShares if they are too few, of different secrets, or damaged."""
    if len(shares) > MAX_HOLDERS:
        raise BadShares("shares: more than there can be")
    opened = [_parse(share) for share in shares]
    if len({share.deal for share in opened}) != 1:
        raise BadShares("shares: none, or of different secrets")
    threshold, _holders, commitment = opened[0].deal
    if len({share.index for share in opened}) < threshold:
        raise BadShares("shares: too few")
    pieces: dict[tuple[int, ...], bytes] = {}
    for share in opened:
        for group, piece in share.pieces.items():
            if not hmac.compare_digest(pieces.setdefault(group, piece), piece):
                raise BadShares("shares: two of them disagree")
    secret = reduce(_xor, pieces.values())
    if not hmac.compare_digest(_commitment(secret), commitment):
        raise BadShares("shares: damaged")
    return secret


def _parse(share: bytes) -> _Share:
    if len(share) < _LAYOUT.size or share[0] != _VERSION:
        raise BadShares("share: cut, or of an unknown version")
    _, threshold, holders, index, commitment = _LAYOUT.unpack_from(share)
    if not (MIN_THRESHOLD <= threshold <= holders <= MAX_HOLDERS and index < holders):
        raise BadShares("share: numbers out of bounds")
    groups = [group for group in _groups(holders, threshold) if index not in group]
    body = share[_LAYOUT.size :]
    if len(body) != len(groups) * SECRET_BYTES:
        raise BadShares("share: wrong length")
    rows = [body[at : at + SECRET_BYTES] for at in range(0, len(body), SECRET_BYTES)]
    pieces = dict(zip(groups, rows, strict=True))
    return _Share(deal=(threshold, holders, commitment), index=index, pieces=pieces)


def _groups(holders: int, threshold: int) -> list[tuple[int, ...]]:
    return list(combinations(range(holders), threshold - 1))


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def _commitment(secret: bytes) -> bytes:
    return digests.sha256(labels.DIGEST_SHARED_SECRET, secret)
