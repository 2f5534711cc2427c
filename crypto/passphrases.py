"""Lock a small secret, such as a reader's seed, under a passphrase.

Layout, integers big endian: version 1 B, argon2 passes 1 B, memory in KiB 4 B, lanes 1 B, salt 32 B,
ciphertext with its 16-byte tag.
"""

import secrets
import struct
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto import labels
from crypto.derivation import KEY_BYTES, hkdf
from crypto.errors import BadPassphrase, Damaged, TooExpensive
from crypto.secret import Secret
from crypto.words import BITS_PER_WORD, spell

PASSPHRASE_WORDS = 6
MAX_PASSPHRASE_LETTERS = 1024
MAX_SECRET_BYTES = 64 * 1024
MAX_TIME_COST = 8
MAX_MEMORY_KIB = 1024 * 1024
MAX_PARALLELISM = 4
SALT_BYTES = 32
_MIN_MEMORY_KIB_PER_LANE = 8
_VERSION = 1
_LAYOUT = struct.Struct(">BBIB32s")
_TAG_BYTES = 16
# The salt makes every lock's key its own, so one fixed nonce is used once per key.
_NONCE = bytes(12)


class Passphrase(Secret):
    """A passphrase in its one normal form."""

    __slots__ = ()

    def reveal(self) -> str:
        """Return the passphrase as it is shown to its owner."""
        return self._secret.decode("utf-8")


@dataclass(frozen=True, kw_only=True)
class Argon2Cost:
    """What one guess costs: passes, memory in KiB, lanes; raise TooExpensive or ValueError out of bounds."""

    time_cost: int
    memory_kib: int
    parallelism: int

    def __post_init__(self) -> None:
        """Check the bounds, so that no foreign blob can ask for hours or for all the memory."""
        if self.time_cost > MAX_TIME_COST or self.memory_kib > MAX_MEMORY_KIB or self.parallelism > MAX_PARALLELISM:
            raise TooExpensive("argon2: cost above the bounds")
        if self.time_cost < 1 or self.parallelism < 1:
            raise ValueError("argon2: no pass or no lane")
        if self.memory_kib < _MIN_MEMORY_KIB_PER_LANE * self.parallelism:
            raise ValueError("argon2: less memory than the lanes need")


READER_COST = Argon2Cost(time_cost=3, memory_kib=256 * 1024, parallelism=1)


def generate_passphrase(words: int = PASSPHRASE_WORDS) -> Passphrase:
    """Return random words of 11 bits each; six make 66 bits, out of reach where a guess costs an argon2id."""
    return Passphrase(" ".join(spell(secrets.randbits(words * BITS_PER_WORD), words)).encode("ascii"))


def normalise_passphrase(text: str) -> Passphrase:
    """Return the passphrase whatever its case, spaces and hyphens; raise BadPassphrase if empty or endless."""
    if len(text) > MAX_PASSPHRASE_LETTERS:
        raise BadPassphrase("passphrase: too long")
    plain = unicodedata.normalize("NFKC", text).casefold()
    spaced = "".join(" " if unicodedata.category(letter) in {"Pd", "Cc", "Cf"} else letter for letter in plain)
    if not (normal := " ".join(spaced.split())):
        raise BadPassphrase("passphrase: empty")
    return Passphrase(normal.encode("utf-8", "replace"))


def stretch(secret: bytes, salt: bytes, cost: Argon2Cost) -> bytes:
    """Return 32 bytes of argon2id, version 1.3 (RFC 9106)."""
    return hash_secret_raw(
        secret=secret,
        salt=salt,
        time_cost=cost.time_cost,
        memory_cost=cost.memory_kib,
        parallelism=cost.parallelism,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def lock(secret: bytes, passphrase: Passphrase, *, context: bytes, cost: Argon2Cost = READER_COST) -> bytes:
    """Return a blob that only passphrase and context together open; raise TooExpensive above 64 KiB."""
    if len(secret) > MAX_SECRET_BYTES:
        raise TooExpensive("lock: secret too long")
    salt = secrets.token_bytes(SALT_BYTES)
    head = _LAYOUT.pack(_VERSION, cost.time_cost, cost.memory_kib, cost.parallelism, salt)
    return head + _cipher(passphrase, salt, cost).encrypt(_NONCE, secret, head + context)


def unlock(blob: bytes, passphrase: Passphrase, *, context: bytes) -> bytes:
    """Return the secret; raise BadPassphrase, also for another context, Damaged or TooExpensive."""
    head, sealed = blob[: _LAYOUT.size], blob[_LAYOUT.size :]
    if not _TAG_BYTES <= len(sealed) <= MAX_SECRET_BYTES + _TAG_BYTES:
        raise Damaged("lock: wrong length")
    version, time_cost, memory_kib, parallelism, salt = _LAYOUT.unpack(head)
    if version != _VERSION:
        raise Damaged("lock: unknown version")
    try:
        cost = Argon2Cost(time_cost=time_cost, memory_kib=memory_kib, parallelism=parallelism)
    except ValueError as error:
        raise Damaged("lock: impossible cost") from error
    try:
        return _cipher(passphrase, salt, cost).decrypt(_NONCE, sealed, head + context)
    except InvalidTag as error:
        raise BadPassphrase("lock: not opened by this passphrase in this context") from error


def _cipher(passphrase: Passphrase, salt: bytes, cost: Argon2Cost) -> ChaCha20Poly1305:
    # HKDF stands between argon2 and the cipher so that a second factor can join as further key material in
    # version 2.
    stretched = stretch(passphrase.reveal().encode("utf-8"), salt, cost)
    return ChaCha20Poly1305(hkdf(stretched, info=labels.DERIVE_PASSPHRASE_LOCK))
