"""Derive keys with HKDF-SHA256 (RFC 5869)."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


def hkdf(secret: bytes, *, info: bytes, salt: bytes = b"", length: int = KEY_BYTES) -> bytes:
    """Return `length` bytes bound to the secret, the salt and the purpose named by `info`."""
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
