"""A newcomer's keys: made for them, locked under a generated passphrase, signed by themselves, heard by voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyotp

from crypto import canonical
from crypto.errors import CryptoError
from crypto.fingerprints import fingerprint_words
from crypto.labels import SIGN_ENROLMENT
from crypto.passphrases import READER_COST, Argon2Cost, Passphrase, lock, unlock
from crypto.seeds import Seed, public_key, signing_key
from crypto.signatures import verify
from testimony.people.errors import InvitationRefused
from testimony.record.plain import decode, encode
from testimony.roster.document import Person


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Whom a one-time link is for."""

    handle: str
    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """What a newcomer is shown once."""

    handle: str
    passphrase: tuple[str, ...]
    totp_secret: str
    totp_uri: str
    fingerprint: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a passphrase opens: the seed and the TOTP secret beside it."""

    seed: Seed
    totp_secret: str


def lock_account(
    handle: str, seed: Seed, totp_secret: str, passphrase: Passphrase, cost: Argon2Cost = READER_COST
) -> bytes:
    """Lock a seed and a TOTP secret under a passphrase, bound to the handle."""
    content = encode({"seed": seed.reveal().hex(), "totp": totp_secret})
    return lock(content, passphrase, context=_lock_context(handle), cost=cost)


def unlock_account(handle: str, locked: bytes, passphrase: Passphrase) -> Opened:
    """Open an account; raises BadPassphrase."""
    content = decode(unlock(locked, passphrase, context=_lock_context(handle)))
    return Opened(seed=Seed(bytes.fromhex(content["seed"])), totp_secret=content["totp"])


def signed_enrolment(handle: str, roles: Sequence[str], seed: Seed) -> bytes:
    """Give the newcomer's public keys, signed with the one they are to be known by."""
    key = signing_key(seed)
    person = Person(handle=handle, roles=tuple(roles), seal_key=public_key(seed), sign_key=key.public)
    document = canonical.dumps(person.to_json()).decode("utf-8")
    signature = key.sign(SIGN_ENROLMENT, document.encode("utf-8"))
    return canonical.dumps({"person": document, "signature": signature.hex()})


def read_enrolment(blob: bytes) -> Person:
    """Read a newcomer's keys; that they are who they say only a voice can tell. Raises InvitationRefused."""
    try:
        outer: Any = canonical.loads(blob)
        fields: Any = canonical.loads(outer["person"].encode("utf-8"))
        person = Person(
            handle=fields["handle"],
            roles=tuple(fields["roles"]),
            seal_key=bytes.fromhex(fields["seal_key"]),
            sign_key=bytes.fromhex(fields["sign_key"]),
        )
        verify(person.sign_key, SIGN_ENROLMENT, outer["person"].encode("utf-8"), bytes.fromhex(outer["signature"]))
    except (CryptoError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvitationRefused("enrolment: damaged") from error
    return person


def fingerprint_of(person: Person) -> tuple[str, ...]:
    """Give the six words that the newcomer reads aloud and the one who vouches types."""
    return fingerprint_words(person.seal_key + person.sign_key)


def totp_uri(handle: str, secret: str) -> str:
    """Give the address that authenticator apps read from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=handle, issuer_name="Aigaq")


def totp_step(secret: str, code: str, *, at: float, after: int) -> int | None:
    """Give the time step whose code this is, within one step of now and later than the last used; else None."""
    totp = pyotp.TOTP(secret)
    now = int(at) // totp.interval
    digits = "".join(letter for letter in code if letter.isdigit())
    for step in (now - 1, now, now + 1):
        if step > after and pyotp.utils.strings_equal(totp.generate_otp(step), digits):
            return step
    return None


def new_totp_secret() -> str:
    """Make a TOTP secret of 160 bits."""
    return pyotp.random_base32()


def _lock_context(handle: str) -> bytes:
    return b"account:" + handle.encode("utf-8")
