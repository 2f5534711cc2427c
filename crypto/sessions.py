"""Split-key sessions: the cookie carries a key, the server what is sealed under it; neither does alone.

Sealed layout: version 1 B, salt 32 B, ciphertext with its 16-byte tag.
"""

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto import labels
from crypto.derivation import KEY_BYTES, hkdf
from crypto.digests import framed
from crypto.errors import BadSignature, Damaged, NotForThisKey, TooExpensive

SALT_BYTES = 32
MAX_SEALED_BYTES = 64 * 1024 * 1024
_VERSION = 1
_TAG_BYTES = 16
_ID_BYTES = 16
# Every message has a key of its own, so one fixed nonce is used once per key.
_NONCE = bytes(12)


def new_cookie_key() -> bytes:
    """Return 32 random bytes for a session cookie."""
    return secrets.token_bytes(KEY_BYTES)


def session_id(key: bytes) -> str:
    """Return 32 hexadecimal digits under which the session's row is found; they say nothing of the key."""
    return hkdf(key, info=labels.DERIVE_SESSION_ID, length=_ID_BYTES).hex()


def seal_session(key: bytes, content: bytes, *, purpose: bytes, context: bytes) -> bytes:
    """Seal content under a 32-byte cookie key, bound to a purpose and a context."""
    # A 96-bit random nonce under a long-lived key would collide after too few messages; a key derived from
    # a 256-bit random salt never does, and needs no cipher that the library lacks.
    salt = secrets.token_bytes(SALT_BYTES)
    sealed = _cipher(key, salt, purpose).encrypt(_NONCE, content, context)
    return bytes([_VERSION]) + salt + sealed


def open_session(key: bytes, blob: bytes, *, purpose: bytes, context: bytes) -> bytes:
    """Return the content; raise Damaged, TooExpensive, or NotForThisKey, also for another purpose."""
    if len(blob) > MAX_SEALED_BYTES:
        raise TooExpensive("session: too long")
    if len(blob) < 1 + SALT_BYTES + _TAG_BYTES or blob[0] != _VERSION:
        raise Damaged("session: cut, or of an unknown version")
    salt, sealed = blob[1 : 1 + SALT_BYTES], blob[1 + SALT_BYTES :]
    try:
        return _cipher(key, salt, purpose).decrypt(_NONCE, sealed, context)
    except InvalidTag as error:
        raise NotForThisKey("session: of another key, purpose or context, or altered") from error


def csrf_token(key: bytes, scope: bytes) -> str:
    """Return the 64 hexadecimal digits that a form of this scope sends back; valid as long as the cookie."""
    return hmac.digest(hkdf(key, info=labels.DERIVE_SESSION_CSRF), scope, "sha256").hex()


def check_csrf(key: bytes, scope: bytes, token: str) -> None:
    """Raise BadSignature unless the token is the one of this cookie and scope."""
    # Compared as bytes, for compare_digest refuses text beyond ASCII with an error of its own.
    if not hmac.compare_digest(csrf_token(key, scope).encode("ascii"), token.encode("utf-8", "replace")):
        raise BadSignature("form token: not of this session and scope")


def _cipher(key: bytes, salt: bytes, purpose: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(hkdf(key, salt=salt, info=framed(labels.DERIVE_SESSION_SEAL, purpose)))
