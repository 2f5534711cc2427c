"""Labelled hashes are unambiguous; ids do not repeat."""

import hashlib

from crypto import digests


def test_digest_is_sha256_over_length_led_parts() -> None:
    expected = hashlib.sha256(bytes(7) + b"\x01L" + bytes(7) + b"\x02ab").digest()

    assert digests.sha256(b"L", b"ab") == expected


def test_moving_a_byte_between_parts_changes_the_digest() -> None:
    assert digests.sha256(b"L", b"ab", b"c") != digests.sha256(b"L", b"a", b"bc")


def test_another_label_gives_another_digest() -> None:
    assert digests.sha256(b"L", b"a") != digests.sha256(b"M", b"a")


def test_random_ids_have_16_bytes_and_differ() -> None:
    first, second = digests.random_id(), digests.random_id()

    assert len(first) == len(second) == 16
    assert first != second
