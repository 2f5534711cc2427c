"""Wrap an age file key for a native post-quantum recipient (`mlkem768x25519`) and unwrap it again.

HPKE base mode of RFC 9180 with the KEM MLKEM768-X25519, HKDF-SHA256 and ChaCha20-Poly1305, as the C2SP age
specification lays down. Whoever records our files today would have to break both ML-KEM-768 and X25519 to
read them.
"""

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from crypto.errors import Damaged, NotForThisKey
from crypto.header import FILE_KEY_BYTES, Stanza, decode_base64, encode_base64

STANZA_KIND = "mlkem768x25519"
SEED_BYTES = 32
PUBLIC_KEY_BYTES = 1184 + 32
_INFO = b"age-encryption.org/mlkem768x25519"
_MLKEM_PUBLIC_BYTES = 1184
_MLKEM_SEED_BYTES = 64
_MLKEM_CIPHERTEXT_BYTES = 1088
_ENCAPSULATION_BYTES = _MLKEM_CIPHERTEXT_BYTES + 32
_EXPANDED_SEED_BYTES = 96
_BODY_BYTES = FILE_KEY_BYTES + 16
# Guards nothing: it only tells points of low order from others.
_PROBE = X25519PrivateKey.generate()
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def public_key(seed: bytes) -> bytes:
    """Return the 1216-byte public key of a 32-byte seed: ML-KEM-768 key, then X25519 key."""
    mlkem, x25519 = _expand(seed)
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def private_key(seed: bytes) -> MLKEM768X25519PrivateKey:
    """Return the working private key of a 32-byte seed."""
    return MLKEM768X25519PrivateKey(*_expand(seed))


def wrap(file_key: bytes, recipient: bytes) -> Stanza:
    """Return the stanza that gives the file key to the holder of a 1216-byte public key; raise Damaged."""
    try:
        sealed = _SUITE.encrypt(file_key, _parsed(recipient), _INFO)
    except ValueError as error:
        # Wrong length, coefficients out of range, or an X25519 point of low order, which would make that
        # half public.
        raise Damaged("recipient: not a usable public key") from error
    encapsulation = encode_base64(sealed[:_ENCAPSULATION_BYTES]).decode("ascii")
    return Stanza(kind=STANZA_KIND, arguments=(encapsulation,), body=sealed[_ENCAPSULATION_BYTES:])


def unwrap(stanza: Stanza, key: MLKEM768X25519PrivateKey) -> bytes:
    """Return the 16-byte file key; raise NotForThisKey, or Damaged if no key could ever open the stanza."""
    if stanza.kind != STANZA_KIND:
        raise NotForThisKey("stanza: of another type")
    if len(stanza.arguments) != 1 or len(stanza.body) != _BODY_BYTES:
        raise Damaged("stanza: wrong shape")
    encapsulation = decode_base64(stanza.arguments[0].encode("ascii"))
    if len(encapsulation) != _ENCAPSULATION_BYTES:
        raise Damaged("stanza: encapsulated key of a wrong length")
    try:
        return _SUITE.decrypt(encapsulation + stanza.body, key, _INFO)
    except InvalidTag as error:
        _refuse_low_order(encapsulation[_MLKEM_CIPHERTEXT_BYTES:])
        raise NotForThisKey("stanza: sealed to another key") from error


# The team's and the custodians' keys come with every testimony; only public bytes are remembered.
@lru_cache(maxsize=64)
def _parsed(recipient: bytes) -> MLKEM768X25519PublicKey:
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(recipient[:_MLKEM_PUBLIC_BYTES]),
        X25519PublicKey.from_public_bytes(recipient[_MLKEM_PUBLIC_BYTES:]),
    )


def _refuse_low_order(point: bytes) -> None:
    # The library reports a point of low order as any failure. Such a point gives zero with every private key, so any
    # key tells us that the stanza was never honest.
    try:
        _PROBE.exchange(X25519PublicKey.from_public_bytes(point))
    except ValueError as error:
        raise Damaged("stanza: encapsulated key of low order") from error


def _expand(seed: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    wide = hashlib.shake_256(seed).digest(_EXPANDED_SEED_BYTES)
    return (
        MLKEM768PrivateKey.from_seed_bytes(wide[:_MLKEM_SEED_BYTES]),
        X25519PrivateKey.from_private_bytes(wide[_MLKEM_SEED_BYTES:]),
    )
