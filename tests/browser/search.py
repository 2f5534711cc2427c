"""Searches files byte by byte for words that must not rest there, in every shape that browsers and servers write."""

from __future__ import annotations

import html
import json
import os
import stat
import struct
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, quote_plus

MOZILLA_LZ4 = b"mozLz40\0"
_SIZE = struct.Struct("<I")
_DISTANCE = struct.Struct("<H")
_SHORTEST_MATCH = 4
# In the two halves of an LZ4 token, 15 says that more bytes of length follow, and 255 in one of those says so again.
_MORE, _STILL_MORE = 15, 255
_CHUNK_BYTES = 32 * 1024 * 1024
_OVERLAP_BYTES = 4096  # longer than any word in any shape


def find_words(places: Iterable[Path], words: Iterable[str], *, except_in: Collection[Path] = ()) -> list[str]:
    """Return "word in file" for each file under these places, or place that is a file, in which a word stands."""
    wanted = {word: shapes(word) for word in words}
    return [
        f"{word!r} in {path}"
        for path in _files(places)
        if path not in except_in
        for content in _contents(path)
        for word, spellings in wanted.items()
        if any(content.find(spelling) >= 0 for spelling in spellings)
    ]


def changed_since(folder: Path, moment: float, *, except_under: Collection[Path]) -> list[Path]:
    """List our own files under a folder that were made or changed since a moment, in seconds since the epoch."""
    found = []
    for path in _files([folder], except_under=except_under):
        with suppress(OSError):
            status = path.stat()
            if status.st_uid == os.getuid() and max(status.st_mtime, status.st_ctime) >= moment:
                found.append(path)
    return found


def shapes(word: str) -> frozenset[bytes]:
    """Return the byte strings as which a word may stand in a file: plain, in a form's body, in JSON, in HTML."""
    spellings = {word, quote(word), quote_plus(word), json.dumps(word)[1:-1], html.escape(word)}
    return frozenset(spelling.encode(form) for spelling in spellings for form in ("utf-8", "utf-16-le"))


def unpack_mozilla(packed: bytes) -> bytes:
    """Unpack one of Firefox's lz4 files: magic, length of the content (4 bytes, little-endian), one LZ4 block."""
    length = _SIZE.unpack_from(packed, len(MOZILLA_LZ4))[0]
    return _unpack_block(packed[len(MOZILLA_LZ4) + _SIZE.size :], length)


def _unpack_block(block: bytes, length: int) -> bytes:
    # The format is described in lz4_Block_format.md of the LZ4 project: literals and copies of what came before.
    plain = bytearray()
    at = 0
    while len(plain) < length:
        token = block[at]
        count, at = _length(block, at + 1, token >> 4)
        plain += block[at : at + count]
        at += count
        if len(plain) >= length:
            break
        distance = _DISTANCE.unpack_from(block, at)[0]
        count, at = _length(block, at + _DISTANCE.size, token & 15)
        _copy(plain, distance, count + _SHORTEST_MATCH)
    return bytes(plain)


def _length(block: bytes, at: int, count: int) -> tuple[int, int]:
    if count == _MORE:
        while block[at] == _STILL_MORE:
            count += _STILL_MORE
            at += 1
        count += block[at]
        at += 1
    return count, at


def _copy(plain: bytearray, distance: int, count: int) -> None:
    # A copy may reach into itself: a distance of one repeats one byte.
    source = bytes(plain[-distance:])
    plain += (source * (count // distance + 1))[:count]


def _files(places: Iterable[Path], *, except_under: Collection[Path] = ()) -> Iterator[Path]:
    for place in places:
        if place.is_file():
            yield place
        for folder, folders, names in os.walk(place):
            folders[:] = [name for name in folders if Path(folder, name) not in except_under]
            yield from (Path(folder, name) for name in names)


def _contents(path: Path) -> Iterator[bytes]:
    # No file is mapped: browsers and databases delete and cut theirs while we look. What is gone rests nowhere.
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode):
            return
        with path.open("rb") as file:
            before = b""
            while chunk := file.read(_CHUNK_BYTES):
                if not before and chunk.startswith(MOZILLA_LZ4):
                    yield unpack_mozilla(chunk)
                yield before + chunk
                before = chunk[-_OVERLAP_BYTES:]
