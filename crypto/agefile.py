"""Seal to post-quantum age recipients and open again: ordinary age v1 files, whole or streaming."""

import io
import secrets
from collections.abc import Iterator, Sequence

from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey

from crypto import hybrid
from crypto.errors import Damaged, NotForThisKey, TooExpensive
from crypto.header import FILE_KEY_BYTES, MAX_STANZAS, Header, Source, read_header, verify_mac, write_header
from crypto.seeds import Seed
from crypto.stream import NONCE_BYTES, ChunkSealer, Sink, open_chunks


class SealWriter:
    """Seals a stream of unknown length; memory stays at one chunk. The file is whole only after `close`."""

    def __init__(self, sink: Sink, recipients: Sequence[bytes]) -> None:
        """Write the header for 1 to 64 public keys of 1216 bytes; raise Damaged or TooExpensive."""
        if len(recipients) > MAX_STANZAS:
            raise TooExpensive("recipients: more than the header may hold")
        if not recipients:
            raise Damaged("recipients: none")
        file_key = secrets.token_bytes(FILE_KEY_BYTES)
        nonce = secrets.token_bytes(NONCE_BYTES)
        stanzas = tuple(hybrid.wrap(file_key, recipient) for recipient in recipients)
        sink.write(write_header(stanzas, file_key) + nonce)
        self._chunks = ChunkSealer(sink, file_key, nonce)
        self._closed = False

    def write(self, content: bytes) -> None:
        """Seal any number of plaintext bytes; raise ValueError after close."""
        self._refuse_closed()
        self._chunks.write(content)

    def close(self) -> None:
        """Write the last chunk, without which nobody opens the file; raise ValueError the second time."""
        self._refuse_closed()
        self._closed = True
        self._chunks.close()

    def _refuse_closed(self) -> None:
        # A second last chunk would use a nonce of its own and still spoil the file: a fault of the caller.
        if self._closed:
            raise ValueError("the sealed file is closed")


def seal(plaintext: bytes, recipients: Sequence[bytes]) -> bytes:
    """Return an age file that each holder of one of the 1216-byte public keys can open."""
    sink = io.BytesIO()
    writer = SealWriter(sink, recipients)
    writer.write(plaintext)
    writer.close()
    return sink.getvalue()


def open_sealed(blob: bytes, seed: Seed, *, stanzas: int) -> bytes:
    """Return the plaintext of a file with exactly that many recipients; raise NotForThisKey or Damaged."""
    return b"".join(open_stream(io.BytesIO(blob), seed, stanzas=stanzas))


def open_stream(source: Source, seed: Seed, *, stanzas: int) -> Iterator[bytes]:
    """Check the header at once and return the chunks of plaintext; raise NotForThisKey or Damaged.

    Every chunk is authentic, but only exhaustion proves that none is missing: commit no result before it,
    and drop what came so far when Damaged is raised on the way.
    """
    header = read_header(source)
    _refuse_other_stanzas(header, stanzas)
    return _open_payload(source, header, _unwrap(header, hybrid.private_key(seed.reveal())))


def stanza_count(blob: bytes) -> int:
    """Return the number of recipients, all post-quantum, without opening; raise Damaged."""
    header = read_header(io.BytesIO(blob))
    _refuse_other_stanzas(header, len(header.stanzas))
    return len(header.stanzas)


def _refuse_other_stanzas(header: Header, stanzas: int) -> None:
    # An unexpected stanza is a reader whom nobody chose. One of another type, be it meant to be ignored,
    # would give the file to somebody with weaker keys, so it is refused as well.
    if len(header.stanzas) != stanzas:
        raise Damaged("header: not the expected number of stanzas")
    if any(stanza.kind != hybrid.STANZA_KIND for stanza in header.stanzas):
        raise Damaged("header: a stanza of another type")


def _unwrap(header: Header, key: MLKEM768X25519PrivateKey) -> bytes:
    for stanza in header.stanzas:
        try:
            return hybrid.unwrap(stanza, key)
        except NotForThisKey:
            continue
    raise NotForThisKey("header: no stanza for this key")


def _open_payload(source: Source, header: Header, file_key: bytes) -> Iterator[bytes]:
    verify_mac(header, file_key)
    return open_chunks(source, file_key)
