"""The 32-byte seed that is a key holder: its public key for sealing and its key for signing."""

import secrets

from crypto import hybrid, labels
from crypto.derivation import hkdf
from crypto.errors import Damaged
from crypto.secret import Secret
from crypto.signatures import SigningKey

SEED_BYTES = hybrid.SEED_BYTES
PUBLIC_KEY_BYTES = hybrid.PUBLIC_KEY_BYTES


class Seed(Secret):
    """32 secret bytes from which all keys of one holder follow."""

    __slots__ = ()

    def __init__(self, secret: bytes) -> None:
        """Take exactly 32 bytes; raise Damaged otherwise."""
        if len(secret) != SEED_BYTES:
            raise Damaged("seed: not 32 bytes")
        super().__init__(secret)

    @classmethod
    def generate(cls) -> "Seed":
        """Return a fresh seed from the system's random source."""
        return cls(secrets.token_bytes(SEED_BYTES))

    def reveal(self) -> bytes:
        """Return the 32 bytes."""
        return self._secret


def public_key(seed: Seed) -> bytes:
    """Return the 1216-byte public key to which others seal for this holder."""
    return hybrid.public_key(seed.reveal())


def signing_key(seed: Seed) -> SigningKey:
    """Return the holder's Ed25519 key."""
    # The sealing keys come from SHAKE256 of the seed, as age wants it, and this one from HKDF-SHA256 with a
    # label of its own: one-way functions of a uniform secret, so a loss of one key says nothing of the
    # other.
    return SigningKey(hkdf(seed.reveal(), info=labels.DERIVE_SIGNING_KEY))
