"""Packs named sealed parts into one blob and takes them out again, refusing what no packet of ours looks like.

Layout, integers big endian: magic, part count 2 B, then per part name length 2 B, name, size 4 B; then the parts.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping
from hashlib import sha256

from crypto.agefile import stanza_count
from crypto.errors import CryptoError
from testimony.exchange.errors import PacketRefused
from testimony.record.sealing import COMPARTMENTS, WORKING, WORKING_KEY, share_part
from testimony.roster.document import Roster

MAX_PARTS = 64
MAX_PACKET_BYTES = 64 * 1024 * 1024
_MAGIC = b"aigaq-packet-1\n"
_COUNT = struct.Struct(">H")
_NAME_LENGTH = struct.Struct(">H")
_SIZE = struct.Struct(">I")
_NAME = re.compile(r"[a-z0-9/-]{1,80}")
_RECORD_ID = re.compile(r"[0-9a-f]{32}")
ACT_PARTS = (frozenset({"act"}), frozenset({"act", "addition", "addition-verbatim"}))


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Give one blob of the parts, in the order of their names."""
    names = sorted(parts)
    head = b"".join(
        _NAME_LENGTH.pack(len(name)) + name.encode("ascii") + _SIZE.pack(len(parts[name])) for name in names
    )
    return _MAGIC + _COUNT.pack(len(names)) + head + b"".join(parts[name] for name in names)


def unpack(blob: bytes) -> dict[str, bytes]:
    """Take the parts out; raises PacketRefused for anything `pack` would not have written."""
    if len(blob) > MAX_PACKET_BYTES or not blob.startswith(_MAGIC):
        raise PacketRefused("packet: too large or of another format")
    try:
        sizes, offset = _read_head(blob)
    except (struct.error, UnicodeDecodeError) as error:
        raise PacketRefused("packet: cut or damaged") from error
    parts = {}
    for name, size in sizes:
        parts[name] = blob[offset : offset + size]
        offset += size
    if offset != len(blob) or [name for name, _ in sizes] != sorted(set(parts)):
        raise PacketRefused("packet: cut, too long, or its parts out of order")
    return parts


def digest(blob: bytes) -> str:
    """Give the SHA-256 of a packet as 64 hex digits."""
    return sha256(blob).hexdigest()


def check_testimony(parts: Mapping[str, bytes], rosters: Iterable[Roster]) -> None:
    """Check from outside that a testimony has each part once, each sealed to one key; raises PacketRefused.

    It may have waited while the roster moved on: the custodians of any verified version will do.
    """
    if not any(set(parts) == _testimony_parts(roster) for roster in rosters):
        raise PacketRefused("packet: not the parts of a testimony under any roster")
    _check_seals(parts)


def _testimony_parts(roster: Roster) -> set[str]:
    shares = {share_part(name, custodian.handle) for name in COMPARTMENTS for custodian in roster.custodians}
    return {WORKING, WORKING_KEY, *COMPARTMENTS, *shares}


def check_act(parts: Mapping[str, bytes]) -> None:
    """Check from outside that an act of a source has its parts; raises PacketRefused."""
    if set(parts) not in ACT_PARTS:
        raise PacketRefused("packet: not the parts of an act")
    _check_seals(parts)


def check_record_id(record_id: str) -> None:
    """Refuse a record id of another form; raises PacketRefused."""
    if not _RECORD_ID.fullmatch(record_id):
        raise PacketRefused("record id: not 32 hex digits")


def _check_seals(parts: Mapping[str, bytes]) -> None:
    for name, part in parts.items():
        try:
            stanzas = stanza_count(part)
        except CryptoError as error:
            raise PacketRefused(f"packet: part {name} is no sealed file") from error
        if stanzas != 1:
            raise PacketRefused(f"packet: part {name} is not sealed to exactly one key")


def _read_head(blob: bytes) -> tuple[list[tuple[str, int]], int]:
    offset = len(_MAGIC)
    (count,) = _COUNT.unpack_from(blob, offset)
    offset += _COUNT.size
    if not 0 < count <= MAX_PARTS:
        raise PacketRefused("packet: number of parts")
    sizes = []
    for _ in range(count):
        (length,) = _NAME_LENGTH.unpack_from(blob, offset)
        offset += _NAME_LENGTH.size
        name = blob[offset : offset + length].decode("ascii")
        offset += length
        if not _NAME.fullmatch(name):
            raise PacketRefused("packet: name of a part")
        (size,) = _SIZE.unpack_from(blob, offset)
        offset += _SIZE.size
        sizes.append((name, size))
    return sizes, offset
