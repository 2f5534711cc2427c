"""Sign and verify with Ed25519, never without a label that names the purpose."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from crypto.digests import framed
from crypto.errors import BadSignature

SIGNATURE_BYTES = 64
VERIFYING_KEY_BYTES = 32


class SigningKey:
    """A private Ed25519 key made from 32 secret bytes."""

    __slots__ = ("_key", "public")

    def __init__(self, secret: bytes) -> None:
        """Take the 32-byte private key."""
        self._key = Ed25519PrivateKey.from_private_bytes(secret)
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, label: bytes, message: bytes) -> bytes:
        """Return the 64-byte signature over a label and a message."""
        return self._key.sign(framed(label, message))


def verify(public: bytes, label: bytes, message: bytes, signature: bytes) -> None:
    """Raise BadSignature unless the holder of the 32-byte key signed this message for this purpose."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, framed(label, message))
    except (InvalidSignature, ValueError) as error:
        raise BadSignature("signature: not by this key over this message") from error
