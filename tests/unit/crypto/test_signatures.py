"""A signature holds for one key, one label and one message."""

import pytest

from crypto.errors import BadSignature
from crypto.seeds import Seed, signing_key
from crypto.signatures import SIGNATURE_BYTES, SigningKey, verify


@pytest.fixture
def signer(seed: Seed) -> SigningKey:
    return signing_key(seed)


def test_signature_is_accepted(signer: SigningKey) -> None:
    signature = signer.sign(b"label", b"message")

    verify(signer.public, b"label", b"message", signature)

    assert len(signature) == SIGNATURE_BYTES


@pytest.mark.parametrize(
    ("label", "message"),
    [
        pytest.param(b"other", b"message", id="another label"),
        pytest.param(b"label", b"another", id="another message"),
        pytest.param(b"labelm", b"essage", id="a letter moved from message to label"),
    ],
)
def test_signature_over_something_else_is_refused(signer: SigningKey, label: bytes, message: bytes) -> None:
    signature = signer.sign(b"label", b"message")

    with pytest.raises(BadSignature):
        verify(signer.public, label, message, signature)


def test_signature_of_another_key_is_refused(signer: SigningKey, other_seed: Seed) -> None:
    signature = signing_key(other_seed).sign(b"label", b"message")

    with pytest.raises(BadSignature):
        verify(signer.public, b"label", b"message", signature)


def test_key_of_a_wrong_length_is_refused(signer: SigningKey) -> None:
    signature = signer.sign(b"label", b"message")

    with pytest.raises(BadSignature):
        verify(signer.public[:-1], b"label", b"message", signature)


def test_cut_signature_is_refused(signer: SigningKey) -> None:
    signature = signer.sign(b"label", b"message")

    with pytest.raises(BadSignature):
        verify(signer.public, b"label", b"message", signature[:-1])
