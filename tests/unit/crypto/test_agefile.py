"""Sealed files open for their recipients only, whole or not at all, in constant memory."""

import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import agefile, header, hybrid
from crypto.errors import Damaged, NotForThisKey, TooExpensive
from crypto.seeds import Seed, public_key

SEED = Seed(b"\x07" * 32)
PUBLIC = public_key(SEED)
SEALED = agefile.seal(b"an invented text", [PUBLIC])


@given(content=st.binary(max_size=200_000))
def test_any_content_comes_back(content: bytes) -> None:
    assert agefile.open_sealed(agefile.seal(content, [PUBLIC]), SEED, stanzas=1) == content


@given(bit=st.integers(0, len(SEALED) * 8 - 1))
def test_any_damaged_bit_is_refused(bit: int) -> None:
    damaged = bytearray(SEALED)
    damaged[bit // 8] ^= 1 << bit % 8

    with pytest.raises((Damaged, NotForThisKey)):
        agefile.open_sealed(bytes(damaged), SEED, stanzas=1)


@given(length=st.integers(0, len(SEALED) - 1))
def test_any_truncation_is_refused(length: int) -> None:
    with pytest.raises(Damaged):
        agefile.open_sealed(SEALED[:length], SEED, stanzas=1)


def test_every_recipient_opens(seed: Seed, public: bytes) -> None:
    blob = agefile.seal(b"text", [PUBLIC, public])

    assert agefile.open_sealed(blob, SEED, stanzas=2) == b"text"
    assert agefile.open_sealed(blob, seed, stanzas=2) == b"text"


def test_holder_of_another_key_is_told_so(other_seed: Seed, public: bytes) -> None:
    blob = agefile.seal(b"text", [PUBLIC, public])

    with pytest.raises(NotForThisKey):
        agefile.open_sealed(blob, other_seed, stanzas=2)


@pytest.mark.parametrize("stanzas", [0, 1, 3])
def test_unexpected_number_of_recipients_is_refused(public: bytes, stanzas: int) -> None:
    blob = agefile.seal(b"text", [PUBLIC, public])

    with pytest.raises(Damaged, match="number"):
        agefile.open_sealed(blob, SEED, stanzas=stanzas)


@pytest.mark.parametrize("kind", ["X25519", "scrypt", "x-grease"])
def test_stanza_of_another_type_is_refused(kind: str) -> None:
    stanzas = (hybrid.wrap(b"f" * 16, PUBLIC), header.Stanza(kind=kind, arguments=("a",), body=b"b" * 32))
    blob = header.write_header(stanzas, b"f" * 16) + b"n" * 16

    with pytest.raises(Damaged, match="type"):
        agefile.open_sealed(blob, SEED, stanzas=2)
    with pytest.raises(Damaged, match="type"):
        agefile.stanza_count(blob)


def test_recipients_are_counted_without_a_key(public: bytes) -> None:
    assert agefile.stanza_count(agefile.seal(b"text", [PUBLIC, public])) == 2


def test_no_age_file_has_no_count() -> None:
    with pytest.raises(Damaged):
        agefile.stanza_count(b"text")


def test_header_with_a_stanza_added_by_a_recipient_is_refused(public: bytes) -> None:
    # Only who holds the file key can authenticate a header, so the database's owner can't add a reader.
    file_key = b"f" * 16
    honest = header.write_header((hybrid.wrap(file_key, PUBLIC),), file_key)
    stanzas = (hybrid.wrap(file_key, PUBLIC), hybrid.wrap(file_key, public))
    mac_line = honest[honest.rindex(b"---") :]
    forged = header.write_header(stanzas, file_key)
    forged = forged[: forged.rindex(b"---")] + mac_line

    with pytest.raises(Damaged, match="altered"):
        agefile.open_sealed(forged + b"n" * 32, SEED, stanzas=2)


def test_nothing_is_sealed_to_nobody() -> None:
    with pytest.raises(Damaged, match="none"):
        agefile.seal(b"text", [])


def test_nothing_is_sealed_to_a_crowd() -> None:
    with pytest.raises(TooExpensive):
        agefile.seal(b"text", [PUBLIC] * (header.MAX_STANZAS + 1))


def test_file_without_its_end_does_not_open() -> None:
    sink = io.BytesIO()
    writer = agefile.SealWriter(sink, [PUBLIC])
    writer.write(b"text" * 50_000)

    with pytest.raises(Damaged):
        agefile.open_sealed(sink.getvalue(), SEED, stanzas=1)


def test_closed_file_takes_nothing_more() -> None:
    writer = agefile.SealWriter(io.BytesIO(), [PUBLIC])
    writer.close()

    with pytest.raises(ValueError, match="closed"):
        writer.write(b"more")
    with pytest.raises(ValueError, match="closed"):
        writer.close()


def test_header_is_checked_before_the_first_chunk_is_asked_for(other_seed: Seed) -> None:
    with pytest.raises(NotForThisKey):
        agefile.open_stream(io.BytesIO(SEALED), other_seed, stanzas=1)


class Pipe:
    """Seals content as it is asked for, so that neither side of the test holds the whole."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._ready = io.BytesIO()
        self._writer = agefile.SealWriter(self, [PUBLIC])

    def write(self, content: bytes, /) -> None:
        rest = self._ready.read()
        self._ready = io.BytesIO(rest + content)

    def read(self, size: int, /) -> bytes:
        while len(self._ready.getbuffer()) - self._ready.tell() < size and self._left:
            self._advance()
        return self._ready.read(size)

    def readline(self, size: int, /) -> bytes:
        return self._ready.readline(size)

    def _advance(self) -> None:
        step = min(self._left, 32_768)
        self._writer.write(b"c" * step)
        self._left -= step
        if not self._left:
            self._writer.close()


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(size: int) -> int:
        tracemalloc.start()
        try:
            chunks: Iterator[bytes] = agefile.open_stream(Pipe(size), SEED, stanzas=1)
            assert sum(len(chunk) for chunk in chunks) == size
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(32 * 1024 * 1024) < 2 * 1024 * 1024
