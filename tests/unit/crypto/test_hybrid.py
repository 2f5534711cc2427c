"""A file key is wrapped for one holder, and every other stanza is refused for its own reason."""

from dataclasses import replace

import pytest

from crypto import hybrid
from crypto.errors import Damaged, NotForThisKey
from crypto.header import Stanza, decode_base64, encode_base64
from crypto.seeds import Seed

FILE_KEY = b"f" * 16


@pytest.fixture
def stanza(public: bytes) -> Stanza:
    return hybrid.wrap(FILE_KEY, public)


def with_encapsulation(stanza: Stanza, encapsulation: bytes) -> Stanza:
    return replace(stanza, arguments=(encode_base64(encapsulation).decode("ascii"),))


def test_file_key_comes_back(stanza: Stanza, seed: Seed) -> None:
    assert hybrid.unwrap(stanza, hybrid.private_key(seed.reveal())) == FILE_KEY


def test_another_key_is_told_so(stanza: Stanza, other_seed: Seed) -> None:
    with pytest.raises(NotForThisKey):
        hybrid.unwrap(stanza, hybrid.private_key(other_seed.reveal()))


def test_other_type_is_not_for_this_key(stanza: Stanza, seed: Seed) -> None:
    with pytest.raises(NotForThisKey):
        hybrid.unwrap(replace(stanza, kind="X25519"), hybrid.private_key(seed.reveal()))


def test_other_shape_is_damaged(stanza: Stanza, seed: Seed) -> None:
    key = hybrid.private_key(seed.reveal())
    encapsulation = decode_base64(stanza.arguments[0].encode("ascii"))
    faulty = [
        replace(stanza, arguments=(*stanza.arguments, "more")),
        replace(stanza, arguments=()),
        replace(stanza, body=stanza.body + b"\0"),
        with_encapsulation(stanza, encapsulation + b"\0"),
        with_encapsulation(stanza, encapsulation[:-1]),
    ]

    for each in faulty:
        with pytest.raises(Damaged):
            hybrid.unwrap(each, key)


def test_low_order_point_is_damaged(stanza: Stanza, seed: Seed) -> None:
    encapsulation = decode_base64(stanza.arguments[0].encode("ascii"))
    low = with_encapsulation(stanza, encapsulation[:-32] + bytes(32))

    with pytest.raises(Damaged, match="low order"):
        hybrid.unwrap(low, hybrid.private_key(seed.reveal()))


@pytest.mark.parametrize(
    "recipient",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(bytes(1215), id="a byte short"),
        pytest.param(b"\xff" * 1216, id="coefficients out of range"),
        pytest.param(bytes(1216), id="point of low order"),
    ],
)
def test_unusable_recipient_is_refused(recipient: bytes) -> None:
    with pytest.raises(Damaged, match="recipient"):
        hybrid.wrap(FILE_KEY, recipient)


def test_recipient_with_a_byte_more_is_refused(public: bytes) -> None:
    with pytest.raises(Damaged, match="recipient"):
        hybrid.wrap(FILE_KEY, public + b"\0")
