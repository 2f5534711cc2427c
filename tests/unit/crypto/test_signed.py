"""Signed contents are read only under the right key, label, context and handle."""

import pytest

from crypto.errors import BadSignature, Damaged
from crypto.seeds import Seed, signing_key
from crypto.signed import MAX_HANDLE_BYTES, read_signed, sign_content

LABEL = b"test/sign/v1"


@pytest.fixture
def keys(seed: Seed, other_seed: Seed) -> dict[str, bytes]:
    return {"ақжол": signing_key(seed).public, "birch": signing_key(other_seed).public}


@pytest.fixture
def blob(seed: Seed) -> bytes:
    return sign_content(b"content", signing_key(seed), "ақжол", LABEL, context=b"record")


def test_signed_content_is_read(blob: bytes, keys: dict[str, bytes]) -> None:
    read = read_signed(blob, label=LABEL, keys=keys.__getitem__, context=b"record")

    assert read == ("ақжол", b"content")


def test_empty_content_is_read(seed: Seed, keys: dict[str, bytes]) -> None:
    blob = sign_content(b"", signing_key(seed), "ақжол", LABEL)

    assert read_signed(blob, label=LABEL, keys=keys.__getitem__) == ("ақжол", b"")


def test_another_label_is_refused(blob: bytes, keys: dict[str, bytes]) -> None:
    with pytest.raises(BadSignature):
        read_signed(blob, label=b"other", keys=keys.__getitem__, context=b"record")


def test_another_context_is_refused(blob: bytes, keys: dict[str, bytes]) -> None:
    with pytest.raises(BadSignature):
        read_signed(blob, label=LABEL, keys=keys.__getitem__, context=b"another record")


def test_unknown_handle_is_refused(blob: bytes) -> None:
    with pytest.raises(BadSignature, match="handle"):
        read_signed(blob, label=LABEL, keys=dict[str, bytes]().__getitem__, context=b"record")


def test_content_signed_in_the_name_of_another_is_refused(seed: Seed, keys: dict[str, bytes]) -> None:
    blob = sign_content(b"content", signing_key(seed), "birch", LABEL)

    with pytest.raises(BadSignature):
        read_signed(blob, label=LABEL, keys=keys.__getitem__)


def test_any_changed_byte_is_refused(blob: bytes, keys: dict[str, bytes]) -> None:
    for at in range(len(blob)):
        changed = blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :]
        with pytest.raises((BadSignature, Damaged)):
            read_signed(changed, label=LABEL, keys=keys.__getitem__, context=b"record")


@pytest.mark.parametrize(
    "blob",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x01", id="no handle length"),
        pytest.param(b"\x02\x01a" + bytes(64), id="unknown version"),
        pytest.param(b"\x01\x00" + bytes(64), id="empty handle"),
        pytest.param(b"\x01\x01a" + bytes(63), id="cut signature"),
        pytest.param(b"\x01\x01\xff" + bytes(64), id="handle that is not UTF-8"),
    ],
)
def test_other_layout_is_damaged(blob: bytes, keys: dict[str, bytes]) -> None:
    with pytest.raises(Damaged, match="signed content"):
        read_signed(blob, label=LABEL, keys=keys.__getitem__)


@pytest.mark.parametrize("handle", ["", "a" * (MAX_HANDLE_BYTES + 1)])
def test_handle_out_of_bounds_is_not_signed(seed: Seed, handle: str) -> None:
    with pytest.raises(ValueError, match="handle"):
        sign_content(b"content", signing_key(seed), handle, LABEL)
