"""Read and write the textual header of an age v1 file: recipient stanzas and their authentication code.

The format is the C2SP age specification. It has one encoding per header and this reader accepts no other,
because tolerance would let somebody alter a file without altering what it says.
"""

import binascii
import hmac
from dataclasses import dataclass
from typing import Protocol

from crypto.derivation import hkdf
from crypto.errors import Damaged

VERSION_LINE = b"age-encryption.org/v1\n"
FILE_KEY_BYTES = 16
MAC_BYTES = 32

# A stanza of ours takes about 1,600 bytes; a roster that seals to more than 64 people at once is not
# foreseen.
MAX_STANZAS = 64
MAX_LINE_BYTES = 4096
MAX_HEADER_BYTES = 128 * 1024

_STANZA_PREFIX = b"-> "
_MAC_PREFIX = b"---"
_BODY_COLUMNS = 64
_PRINTABLE = bytes(range(0x21, 0x7F))


class Source(Protocol):
    """What is read from: any binary file or stream."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""
        ...

    def readline(self, size: int, /) -> bytes:
        """Return at most `size` bytes up to and with the next newline."""
        ...


@dataclass(frozen=True, kw_only=True)
class Stanza:
    """One recipient's part: its type, its arguments and the wrapped file key."""

    kind: str
    arguments: tuple[str, ...]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Header:
    """A parsed header; `covered` are the bytes under the authentication code."""

    stanzas: tuple[Stanza, ...]
    covered: bytes
    mac: bytes


def encode_base64(content: bytes) -> bytes:
    """Return base64 without padding."""
    return binascii.b2a_base64(content, newline=False).rstrip(b"=")


def decode_base64(text: bytes) -> bytes:
    """Return the content of unpadded base64 in its one canonical form; raise Damaged for any other."""
    try:
        content = binascii.a2b_base64(text + b"=" * (-len(text) % 4))
    except binascii.Error as error:
        raise Damaged("header: base64 can't be decoded") from error
    # Writing it again and comparing refuses foreign letters, padding and stray bits at once.
    if encode_base64(content) != text:
        raise Damaged("header: base64 is not canonical")
    return content


def write_header(stanzas: tuple[Stanza, ...], file_key: bytes) -> bytes:
    """Return the whole header, authentication code and last newline included."""
    covered = VERSION_LINE + b"".join(_stanza_bytes(stanza) for stanza in stanzas) + _MAC_PREFIX
    return covered + b" " + encode_base64(_mac(covered, file_key)) + b"\n"


def read_header(source: Source) -> Header:
    """Read a header and stop at the first payload byte; raise Damaged for any deviation or excess."""
    lines = _Lines(source)
    if lines.next() != VERSION_LINE:
        raise Damaged("header: not an age file of version 1")
    stanzas: list[Stanza] = []
    while (line := lines.next()).startswith(_STANZA_PREFIX):
        if len(stanzas) == MAX_STANZAS:
            raise Damaged("header: too many stanzas")
        stanzas.append(_read_stanza(line, lines))
    if not stanzas or not line.startswith(_MAC_PREFIX + b" "):
        raise Damaged("header: neither a stanza nor the authentication code")
    mac = decode_base64(line[len(_MAC_PREFIX) + 1 : -1])
    if len(mac) != MAC_BYTES:
        raise Damaged("header: authentication code of a wrong length")
    return Header(stanzas=tuple(stanzas), covered=lines.before_last() + _MAC_PREFIX, mac=mac)


def verify_mac(header: Header, file_key: bytes) -> None:
    """Raise Damaged unless the header is the one its writer authenticated."""
    if not hmac.compare_digest(_mac(header.covered, file_key), header.mac):
        raise Damaged("header: altered after it was sealed")


class _Lines:
    """The header's lines, each and all of them within bounds, remembered for the authentication code."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._seen: list[bytes] = []
        self._left = MAX_HEADER_BYTES

    def next(self) -> bytes:
        line = self._source.readline(min(MAX_LINE_BYTES, self._left))
        if not line.endswith(b"\n"):
            raise Damaged("header: cut, or a line too long")
        self._left -= len(line)
        self._seen.append(line)
        return line

    def before_last(self) -> bytes:
        return b"".join(self._seen[:-1])


def _read_stanza(first_line: bytes, lines: _Lines) -> Stanza:
    words = first_line[len(_STANZA_PREFIX) : -1].split(b" ")
    if not all(word and not word.translate(None, _PRINTABLE) for word in words):
        raise Damaged("header: stanza arguments")
    body = bytearray()
    while True:
        text = lines.next()[:-1]
        if len(text) > _BODY_COLUMNS:
            raise Damaged("header: stanza line too long")
        body += decode_base64(text)
        # A line shorter than the full width ends the body, so a body that fills its last line is followed
        # by an empty one.
        if len(text) < _BODY_COLUMNS:
            break
    kind, *arguments = (word.decode("ascii") for word in words)
    return Stanza(kind=kind, arguments=tuple(arguments), body=bytes(body))


def _stanza_bytes(stanza: Stanza) -> bytes:
    body = encode_base64(stanza.body)
    rows = [body[at : at + _BODY_COLUMNS] for at in range(0, len(body) + 1, _BODY_COLUMNS)]
    head = _STANZA_PREFIX + " ".join((stanza.kind, *stanza.arguments)).encode("ascii")
    return b"\n".join((head, *rows)) + b"\n"


def _mac(covered: bytes, file_key: bytes) -> bytes:
    return hmac.digest(hkdf(file_key, info=b"header"), covered, "sha256")
