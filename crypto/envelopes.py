"""Seal everything that rests: an age file that begins with what it belongs to, padded to hide its length.

age has no associated data, so the header stands inside the seal and is compared on opening; without it,
whoever writes the database could answer a request for one record with the file of another.

Layout of the plaintext, integers big endian: version 1 B, record id 16 B, kind 32 B filled up with NUL,
predecessor 32 B, content length 8 B, content, NUL padding.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from crypto import agefile
from crypto.digests import DIGEST_BYTES, ID_BYTES
from crypto.errors import Damaged, TooExpensive, WrongContext
from crypto.seeds import Seed

ZERO32 = bytes(DIGEST_BYTES)
MAX_KIND_BYTES = 32
MAX_CONTENT_BYTES = 256 * 1024 * 1024
MAX_SEALED_BYTES = 2 * MAX_CONTENT_BYTES + 1024 * 1024
FLOOR_BYTES = 16 * 1024
_VERSION = 1
_LAYOUT = struct.Struct(">B16s32s32sQ")


@dataclass(frozen=True, kw_only=True)
class Context:
    """What an envelope belongs to: a 16-byte record id, a kind, the 32-byte hash of what it follows."""

    record_id: bytes
    kind: str
    predecessor: bytes = ZERO32

    def __post_init__(self) -> None:
        """Refuse a context that has no unambiguous header; raise ValueError."""
        if len(self.record_id) != ID_BYTES or len(self.predecessor) != DIGEST_BYTES:
            raise ValueError("context: record_id takes 16 bytes and predecessor 32")
        if not (0 < len(self.kind) <= MAX_KIND_BYTES and self.kind.isascii() and self.kind.isprintable()):
            raise ValueError("context: kind takes 1 to 32 printable ASCII letters")


def seal_envelope(content: bytes, context: Context, recipients: Sequence[bytes], *, floor: int = FLOOR_BYTES) -> bytes:
    """Seal content with its context, padded to the next power of two from `floor` bytes up, 0 for none."""
    if len(content) > MAX_CONTENT_BYTES:
        raise TooExpensive("envelope: content too long")
    plaintext = _header(context, len(content)) + content
    if floor:
        plaintext = plaintext.ljust(max(floor, 1 << (len(plaintext) - 1).bit_length()), b"\0")
    return agefile.seal(plaintext, recipients)


def open_envelope(blob: bytes, seed: Seed, context: Context, *, stanzas: int = 1) -> bytes:
    """Return the content; raise NotForThisKey, Damaged, WrongContext or TooExpensive."""
    if len(blob) > MAX_SEALED_BYTES:
        raise TooExpensive("envelope: too long")
    plaintext = agefile.open_sealed(blob, seed, stanzas=stanzas)
    if len(plaintext) < _LAYOUT.size:
        raise Damaged("envelope: shorter than its header")
    version, *_, length = _LAYOUT.unpack_from(plaintext)
    if version != _VERSION:
        raise Damaged("envelope: unknown version")
    if plaintext[: _LAYOUT.size] != _header(context, length):
        raise WrongContext("envelope: of another record, kind or predecessor")
    end = _LAYOUT.size + length
    # Padding of anything but NUL would be a place to hide bytes that no signature covers.
    if end > len(plaintext) or plaintext.count(b"\0", end) != len(plaintext) - end:
        raise Damaged("envelope: length or padding")
    return plaintext[_LAYOUT.size : end]


def _header(context: Context, length: int) -> bytes:
    kind = context.kind.encode("ascii")
    return _LAYOUT.pack(_VERSION, context.record_id, kind, context.predecessor, length)
