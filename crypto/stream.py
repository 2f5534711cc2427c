"""Seal and open the payload of an age file in chunks of 64 KiB, with memory that does not grow with the file.

Each chunk's nonce is its number and a flag for the last one, so chunks can't be moved, dropped, repeated or
cut off unnoticed (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, as the age
specification uses it).
"""

from collections.abc import Iterator
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto.derivation import hkdf
from crypto.errors import Damaged
from crypto.header import Source

CHUNK_BYTES = 64 * 1024
NONCE_BYTES = 16
_SEALED_CHUNK_BYTES = CHUNK_BYTES + 16
_COUNTER_BYTES = 11


class Sink(Protocol):
    """What is written to: any binary file or stream."""

    def write(self, content: bytes, /) -> object:
        """Take all the bytes."""
        ...


class ChunkSealer:
    """Seals what is written to it, chunk by chunk; without `close` the result is cut and nobody opens it."""

    def __init__(self, sink: Sink, file_key: bytes, nonce: bytes) -> None:
        """Derive the payload key from a 16-byte file key and a 16-byte nonce that is used once."""
        self._sink = sink
        self._cipher = _cipher(file_key, nonce)
        self._pending = bytearray()
        self._number = 0

    def write(self, content: bytes) -> None:
        """Take any number of plaintext bytes."""
        rest = memoryview(content)
        while rest:
            # A full chunk waits until more comes, for it may be the last, and only the last carries the flag.
            if len(self._pending) == CHUNK_BYTES:
                self._emit(last=False)
            room = CHUNK_BYTES - len(self._pending)
            self._pending += rest[:room]
            rest = rest[room:]

    def close(self) -> None:
        """Write the last chunk."""
        self._emit(last=True)

    def _emit(self, *, last: bool) -> None:
        self._sink.write(self._cipher.encrypt(_nonce(self._number, last=last), self._pending, None))
        self._pending.clear()
        self._number += 1


def open_chunks(source: Source, file_key: bytes) -> Iterator[bytes]:
    """Yield verified chunks; raise Damaged, maybe after good ones: commit nothing before exhaustion."""
    nonce = read_fully(source, NONCE_BYTES)
    if len(nonce) != NONCE_BYTES:
        raise Damaged("payload: cut in its nonce")
    return _chunks(source, _cipher(file_key, nonce))


def read_fully(source: Source, size: int) -> bytes:
    """Return exactly `size` bytes, or fewer at the end of the source only."""
    content = source.read(size)
    while content and len(content) < size:
        more = source.read(size - len(content))
        if not more:
            break
        content += more
    return content


def _chunks(source: Source, cipher: ChaCha20Poly1305) -> Iterator[bytes]:
    number = 0
    chunk = read_fully(source, _SEALED_CHUNK_BYTES)
    while True:
        following = read_fully(source, _SEALED_CHUNK_BYTES)
        try:
            plaintext = cipher.decrypt(_nonce(number, last=not following), chunk, None)
        except InvalidTag as error:
            raise Damaged("payload: altered or cut") from error
        if number and not plaintext:
            raise Damaged("payload: empty last chunk")
        yield plaintext
        if not following:
            return
        number, chunk = number + 1, following


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(hkdf(file_key, salt=nonce, info=b"payload"))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(_COUNTER_BYTES, "big") + bytes([last])
