"""Chunks come back in order and whole, whatever the sizes in which they are written and read."""

import io

import pytest

from crypto.errors import Damaged
from crypto.stream import CHUNK_BYTES, ChunkSealer, open_chunks, read_fully

FILE_KEY = b"f" * 16
NONCE = b"n" * 16
SEALED_CHUNK = CHUNK_BYTES + 16


def sealed(content: bytes, *, step: int = 1_000_000) -> bytes:
    sink = io.BytesIO()
    sealer = ChunkSealer(sink, FILE_KEY, NONCE)
    for at in range(0, len(content), step):
        sealer.write(content[at : at + step])
    sealer.close()
    return NONCE + sink.getvalue()


class Trickle(io.BytesIO):
    """A source that gives 1,000 bytes at a time, as a socket may."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        return super().read(min(size, 1000))


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES])
@pytest.mark.parametrize("step", [40_000, 1_000_000])
def test_content_of_any_size_comes_back(size: int, step: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)

    opened = b"".join(open_chunks(io.BytesIO(sealed(content[:size], step=step)), FILE_KEY))

    assert opened == content[:size]


def test_source_that_gives_little_at_a_time_is_read_to_the_end() -> None:
    content = b"c" * (CHUNK_BYTES + 5)

    assert b"".join(open_chunks(Trickle(sealed(content)), FILE_KEY)) == content


def test_short_source_gives_what_it_has() -> None:
    assert read_fully(io.BytesIO(b"abc"), 5) == b"abc"


@pytest.mark.parametrize(
    "order",
    [
        pytest.param("02", id="chunk dropped"),
        pytest.param("102", id="chunks swapped"),
        pytest.param("0012", id="chunk repeated"),
        pytest.param("01", id="last chunk cut off"),
        pytest.param("0122", id="last chunk repeated"),
        pytest.param("", id="no chunk"),
    ],
)
def test_rearranged_chunks_are_refused(order: str) -> None:
    payload = sealed(b"c" * (2 * CHUNK_BYTES + 10))[len(NONCE) :]
    pieces = payload[:SEALED_CHUNK], payload[SEALED_CHUNK : 2 * SEALED_CHUNK], payload[2 * SEALED_CHUNK :]

    with pytest.raises(Damaged, match="payload"):
        list(open_chunks(io.BytesIO(NONCE + b"".join(pieces[int(at)] for at in order)), FILE_KEY))


def test_cut_last_byte_is_refused() -> None:
    with pytest.raises(Damaged, match="payload"):
        list(open_chunks(io.BytesIO(sealed(b"content")[:-1]), FILE_KEY))


def test_added_byte_is_refused() -> None:
    with pytest.raises(Damaged, match="payload"):
        list(open_chunks(io.BytesIO(sealed(b"content") + b"\0"), FILE_KEY))


def test_empty_last_chunk_after_others_is_refused() -> None:
    sink = io.BytesIO()
    sealer = ChunkSealer(sink, FILE_KEY, NONCE)
    sealer.write(b"c" * CHUNK_BYTES)
    sealer._emit(last=False)
    sealer.close()

    with pytest.raises(Damaged, match="empty"):
        list(open_chunks(io.BytesIO(NONCE + sink.getvalue()), FILE_KEY))


def test_cut_nonce_is_refused_at_once() -> None:
    with pytest.raises(Damaged, match="nonce"):
        open_chunks(io.BytesIO(NONCE[:-1]), FILE_KEY)
