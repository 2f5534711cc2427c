"""Envelopes open in the context in which they were sealed, and their size says little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import agefile, envelopes
from crypto.envelopes import Context, open_envelope, seal_envelope
from crypto.errors import Damaged, NotForThisKey, TooExpensive, WrongContext
from crypto.seeds import Seed, public_key

SEED = Seed(b"\x07" * 32)
PUBLIC = public_key(SEED)
CONTEXT = Context(record_id=b"r" * 16, kind="working", predecessor=b"p" * 32)
HEADER_BYTES = 1 + 16 + 32 + 32 + 8


@given(content=st.binary(max_size=40_000), floor=st.sampled_from([0, 1, 16_384]))
def test_any_content_comes_back(content: bytes, floor: int) -> None:
    blob = seal_envelope(content, CONTEXT, [PUBLIC], floor=floor)

    assert open_envelope(blob, SEED, CONTEXT) == content


@pytest.mark.parametrize(
    ("length", "size"),
    [
        pytest.param(0, 16_384, id="nothing takes the floor"),
        pytest.param(16_384 - HEADER_BYTES, 16_384, id="the floor is filled"),
        pytest.param(16_384 - HEADER_BYTES + 1, 32_768, id="one byte more takes the double"),
    ],
)
def test_plaintext_is_padded_to_a_power_of_two(length: int, size: int) -> None:
    blob = seal_envelope(bytes(length), CONTEXT, [PUBLIC])

    assert len(agefile.open_sealed(blob, SEED, stanzas=1)) == size


def test_keys_and_shares_are_not_padded() -> None:
    blob = seal_envelope(b"k" * 32, CONTEXT, [PUBLIC], floor=0)

    assert len(agefile.open_sealed(blob, SEED, stanzas=1)) == HEADER_BYTES + 32


@pytest.mark.parametrize(
    "context",
    [
        pytest.param(Context(record_id=b"x" * 16, kind="working", predecessor=b"p" * 32), id="record"),
        pytest.param(Context(record_id=b"r" * 16, kind="contact", predecessor=b"p" * 32), id="kind"),
        pytest.param(Context(record_id=b"r" * 16, kind="working", predecessor=b"x" * 32), id="predecessor"),
        pytest.param(Context(record_id=b"r" * 16, kind="working"), id="no predecessor"),
    ],
)
def test_other_context_is_refused(context: Context) -> None:
    blob = seal_envelope(b"text", CONTEXT, [PUBLIC])

    with pytest.raises(WrongContext):
        open_envelope(blob, SEED, context)


def test_other_key_is_refused(other_seed: Seed) -> None:
    with pytest.raises(NotForThisKey):
        open_envelope(seal_envelope(b"text", CONTEXT, [PUBLIC]), other_seed, CONTEXT)


def test_second_reader_is_expected_or_refused(public: bytes) -> None:
    blob = seal_envelope(b"text", CONTEXT, [PUBLIC, public])

    assert open_envelope(blob, SEED, CONTEXT, stanzas=2) == b"text"
    with pytest.raises(Damaged):
        open_envelope(blob, SEED, CONTEXT)


def header(*, version: int = 1, length: int) -> bytes:
    return envelopes._LAYOUT.pack(version, b"r" * 16, b"working", b"p" * 32, length)


@pytest.mark.parametrize(
    "plaintext",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(header(length=0)[:-1], id="cut header"),
        pytest.param(header(version=2, length=1) + b"t", id="unknown version"),
        pytest.param(header(length=2) + b"t", id="longer than what is there"),
        pytest.param(header(length=1) + b"t\0\0x", id="bytes hidden in the padding"),
        pytest.param(header(length=2**64 - 1) + b"t", id="endless"),
    ],
)
def test_other_layout_is_damaged(plaintext: bytes) -> None:
    with pytest.raises(Damaged, match="envelope"):
        open_envelope(agefile.seal(plaintext, [PUBLIC]), SEED, CONTEXT)


def test_too_long_content_is_not_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelopes, "MAX_CONTENT_BYTES", 3)

    with pytest.raises(TooExpensive):
        seal_envelope(b"text", CONTEXT, [PUBLIC])


def test_too_long_envelope_is_refused_before_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelopes, "MAX_SEALED_BYTES", 3)

    with pytest.raises(TooExpensive):
        open_envelope(b"text", SEED, CONTEXT)


def test_longest_content_padded_stays_within_what_is_opened() -> None:
    # Doubling by padding, then 16 bytes per chunk and the largest header, must not exceed the bound for
    # opening.
    padded = 2 * envelopes.MAX_CONTENT_BYTES

    assert padded + padded // 65_536 * 16 + 128 * 1024 + 32 <= envelopes.MAX_SEALED_BYTES


@pytest.mark.parametrize(
    ("record_id", "kind", "predecessor"),
    [
        pytest.param(b"r" * 15, "working", bytes(32), id="short id"),
        pytest.param(b"r" * 16, "", bytes(32), id="no kind"),
        pytest.param(b"r" * 16, "k" * 33, bytes(32), id="long kind"),
        pytest.param(b"r" * 16, "вид", bytes(32), id="kind beyond ASCII"),
        pytest.param(b"r" * 16, "a\0", bytes(32), id="kind with NUL"),
        pytest.param(b"r" * 16, "working", bytes(31), id="short predecessor"),
    ],
)
def test_ambiguous_context_can_not_be_made(record_id: bytes, kind: str, predecessor: bytes) -> None:
    with pytest.raises(ValueError, match="context"):
        Context(record_id=record_id, kind=kind, predecessor=predecessor)
