"""Hash with a label and unambiguous parts, and make random ids."""

import hashlib
import secrets

DIGEST_BYTES = 32
ID_BYTES = 16
_LENGTH_BYTES = 8


def framed(*parts: bytes) -> bytes:
    """Join parts so that no two lists give the same bytes: each is led by its length, 8 bytes, big endian."""
    return b"".join(len(part).to_bytes(_LENGTH_BYTES, "big") + part for part in parts)


def sha256(label: bytes, *parts: bytes) -> bytes:
    """Return the 32-byte SHA-256 of a label and parts, each led by its length."""
    return hashlib.sha256(framed(label, *parts)).digest()


def random_id() -> bytes:
    """Return 16 random bytes, which two records never share."""
    return secrets.token_bytes(ID_BYTES)
