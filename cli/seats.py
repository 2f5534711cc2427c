"""A founder's seat and everybody's public keys as files, made on each person's own machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli.errors import CommandFailed
from cli.files import read_file, read_words
from crypto import canonical
from crypto.errors import CryptoError
from crypto.passphrases import READER_COST, Argon2Cost, Passphrase, generate_passphrase, normalise_passphrase
from crypto.seeds import Seed, public_key
from testimony.people.enrolment import (
    fingerprint_of,
    lock_account,
    new_totp_secret,
    read_enrolment,
    signed_enrolment,
    unlock_account,
)
from testimony.people.errors import InvitationRefused
from testimony.people.founding import Founder
from testimony.roster.document import CUSTODIAN, HANDLE, Person

_FORMAT = "aigaq-seat-1"


@dataclass(frozen=True, kw_only=True)
class NewSeat:
    """A seat just made, with what its owner is shown once."""

    founder: Founder
    passphrase: Passphrase
    totp_secret: str


def make_seat(handle: str, roles: Sequence[str], *, cost: Argon2Cost = READER_COST) -> NewSeat:
    """Make a person's seed and lock it under a fresh passphrase."""
    seed, passphrase, totp_secret = Seed.generate(), generate_passphrase(), new_totp_secret()
    founder = Founder(
        handle=handle,
        locked=lock_account(handle, seed, totp_secret, passphrase, cost),
        enrolment=signed_enrolment(handle, roles, seed),
    )
    return NewSeat(founder=founder, passphrase=passphrase, totp_secret=totp_secret)


def check_handle(handle: str) -> None:
    """Refuse a call sign that no roster takes; raises CommandFailed."""
    if not HANDLE.fullmatch(handle):
        raise CommandFailed("--handle: 2 to 31 small letters, digits or hyphens, a letter first")


def dump_seat(founder: Founder) -> bytes:
    """Give the bytes of a seat file."""
    return canonical.dumps(
        {
            "enrolment": founder.enrolment.decode("utf-8"),
            "format": _FORMAT,
            "handle": founder.handle,
            "locked": founder.locked.hex(),
        }
    )


def read_seat(path: Path) -> Founder:
    """Read a seat file; raises CommandFailed."""
    try:
        fields: Any = canonical.loads(read_file(path))
        if fields["format"] != _FORMAT:
            raise CommandFailed(f"{path}: no seat file")
        return Founder(
            handle=str(fields["handle"]),
            locked=bytes.fromhex(fields["locked"]),
            enrolment=fields["enrolment"].encode("utf-8"),
        )
    except (CryptoError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CommandFailed(f"{path}: no seat file, or damaged") from error


def open_seat(founder: Founder, passphrase: Passphrase) -> Seed:
    """Open a seat with its passphrase; raises BadPassphrase, CommandFailed for keys of another seed."""
    seed = unlock_account(founder.handle, founder.locked, passphrase).seed
    person = read_enrolment(founder.enrolment)
    if person.handle != founder.handle or person.seal_key != public_key(seed):
        raise CommandFailed("seat: its public keys are not those of its seed")
    return seed


def read_public(path: Path) -> tuple[bytes, Person]:
    """Read somebody's public keys and the person they say they are; raises CommandFailed."""
    enrolment = read_file(path)
    try:
        return enrolment, read_enrolment(enrolment)
    except InvitationRefused as error:
        raise CommandFailed(f"{path}: no file of public keys, or damaged") from error


def read_passphrase(path: Path) -> Passphrase:
    """Read a passphrase from a file; raises CommandFailed, BadPassphrase."""
    return normalise_passphrase(read_words(path))


def spoken(person: Person) -> str:
    """Give one line with the six words by which a person's keys are known over the telephone."""
    kind = "custodian" if CUSTODIAN in person.roles else ", ".join(person.roles)
    return f"  {person.handle} ({kind}): {' '.join(fingerprint_of(person))}"
