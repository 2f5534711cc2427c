"""A newcomer's keys are signed by themselves, and an account opens for its own handle only."""

from __future__ import annotations

from typing import Any

import pyotp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import canonical
from crypto.errors import BadPassphrase
from crypto.passphrases import Argon2Cost, generate_passphrase
from crypto.seeds import Seed, public_key, signing_key
from testimony.people.enrolment import (
    fingerprint_of,
    lock_account,
    new_totp_secret,
    read_enrolment,
    signed_enrolment,
    totp_step,
    totp_uri,
    unlock_account,
)
from testimony.people.errors import InvitationRefused

CHEAP = Argon2Cost(time_cost=1, memory_kib=8, parallelism=1)
SEED = Seed.generate()
ENROLMENT = signed_enrolment("yerlan", ("reviewer",), SEED)
SECRET = new_totp_secret()
NOON = 1_641_384_000.0


def code_at(moment: float) -> str:
    """Give the code of a moment."""
    return pyotp.TOTP(SECRET).generate_otp(int(moment) // 30)


def test_account_opens_with_its_passphrase() -> None:
    passphrase = generate_passphrase()

    opened = unlock_account("yerlan", lock_account("yerlan", SEED, SECRET, passphrase, CHEAP), passphrase)

    assert (opened.seed, opened.totp_secret) == (SEED, SECRET)


@pytest.mark.parametrize("handle", ["zarina", "yerlan2"])
def test_account_moved_to_another_handle_does_not_open(handle: str) -> None:
    passphrase = generate_passphrase()
    locked = lock_account("yerlan", SEED, SECRET, passphrase, CHEAP)

    with pytest.raises(BadPassphrase):
        unlock_account(handle, locked, passphrase)


def test_account_does_not_open_with_another_passphrase() -> None:
    with pytest.raises(BadPassphrase):
        unlock_account(
            "yerlan", lock_account("yerlan", SEED, SECRET, generate_passphrase(), CHEAP), generate_passphrase()
        )


def test_enrolment_names_the_newcomers_keys() -> None:
    person = read_enrolment(ENROLMENT)

    assert (person.handle, person.roles) == ("yerlan", ("reviewer",))
    assert (person.seal_key, person.sign_key) == (public_key(SEED), signing_key(SEED).public)


def test_fingerprint_is_six_words_of_both_keys() -> None:
    other = read_enrolment(signed_enrolment("yerlan", ("reviewer",), Seed.generate()))

    assert len(fingerprint_of(other)) == 6
    assert fingerprint_of(other) != fingerprint_of(read_enrolment(ENROLMENT))


def changed(**fields: object) -> bytes:
    """Give the enrolment with fields of the person replaced and the old signature."""
    outer: Any = canonical.loads(ENROLMENT)
    inner: Any = canonical.loads(outer["person"].encode())
    return canonical.dumps({**outer, "person": canonical.dumps({**inner, **fields}).decode()})


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"{}",
        b"[]",
        b'{"person":1,"signature":""}',
        b'{"person":"[]","signature":""}',
        changed(roles=["steward"]),
        changed(handle="zarina"),
        changed(roles=7),
        changed(seal_key="zz"),
        changed(sign_key="00"),
    ],
)
def test_altered_enrolment_is_refused(blob: bytes) -> None:
    with pytest.raises(InvitationRefused):
        read_enrolment(blob)


@given(position=st.integers(min_value=0), bit=st.integers(0, 7))
@settings(max_examples=40, deadline=None)
def test_no_flipped_bit_of_an_enrolment_is_believed(position: int, bit: int) -> None:
    blob = bytearray(ENROLMENT)
    blob[position % len(blob)] ^= 1 << bit

    with pytest.raises(InvitationRefused):
        read_enrolment(bytes(blob))


@pytest.mark.parametrize("late", [-30, 0, 30])
def test_code_counts_within_one_step(late: int) -> None:
    assert totp_step(SECRET, code_at(NOON + late), at=NOON, after=0) == int(NOON + late) // 30


@pytest.mark.parametrize("late", [-60, 60])
def test_code_does_not_count_beyond_one_step(late: int) -> None:
    assert totp_step(SECRET, code_at(NOON + late), at=NOON, after=0) is None


def test_used_step_does_not_count_again() -> None:
    assert totp_step(SECRET, code_at(NOON), at=NOON, after=int(NOON) // 30) is None


def test_code_may_be_written_in_groups() -> None:
    code = code_at(NOON)

    assert totp_step(SECRET, f" {code[:3]} {code[3:]}", at=NOON, after=0) is not None


@pytest.mark.parametrize("code", ["", "abc", "12345", "٣" * 6])
def test_what_is_no_code_does_not_count(code: str) -> None:
    assert totp_step(SECRET, code, at=NOON, after=0) is None


def test_address_for_the_authenticator_names_secret_and_handle() -> None:
    uri = totp_uri("yerlan", SECRET)

    assert uri.startswith("otpauth://totp/")
    assert "yerlan" in uri
    assert SECRET in uri
