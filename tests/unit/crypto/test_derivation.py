"""HKDF agrees with the first test case of RFC 5869 and separates purposes."""

from crypto.derivation import hkdf


def test_first_case_of_rfc_5869() -> None:
    derived = hkdf(b"\x0b" * 22, salt=bytes(range(13)), info=bytes.fromhex("f0f1f2f3f4f5f6f7f8f9"), length=42)

    assert derived.hex() == ("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")


def test_another_purpose_gives_another_key() -> None:
    assert hkdf(b"k" * 32, info=b"one") != hkdf(b"k" * 32, info=b"two")
