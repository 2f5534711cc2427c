"""Packets: what was packed comes out, and nothing else is taken for one."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.agefile import seal
from crypto.seeds import Seed, public_key
from testimony.exchange.errors import PacketRefused
from testimony.exchange.packet import (
    MAX_PACKET_BYTES,
    MAX_PARTS,
    check_act,
    check_record_id,
    check_testimony,
    digest,
    pack,
    unpack,
)

NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789/-", min_size=1, max_size=80)
PARTS = st.dictionaries(NAMES, st.binary(max_size=64), min_size=1, max_size=5)
MAGIC = b"aigaq-packet-1\n"


def _one(name: bytes, size: int, body: bytes) -> bytes:
    return MAGIC + struct.pack(">HH", 1, len(name)) + name + struct.pack(">I", size) + body


@given(PARTS)
def test_packed_parts_come_out_as_they_went_in(parts: dict[str, bytes]) -> None:
    assert unpack(pack(parts)) == parts


@given(PARTS, st.data())
def test_a_cut_packet_is_refused(parts: dict[str, bytes], data: st.DataObject) -> None:
    blob = pack(parts)
    end = data.draw(st.integers(min_value=0, max_value=len(blob) - 1))

    with pytest.raises(PacketRefused):
        unpack(blob[:end])


@given(st.binary(max_size=200))
def test_any_bytes_are_parts_or_refused(blob: bytes) -> None:
    try:
        parts = unpack(MAGIC + blob)
    except PacketRefused:
        return
    assert pack(parts) == MAGIC + blob


@pytest.mark.parametrize(
    "blob",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"another-magic-1\n" + bytes(20), id="of another format"),
        pytest.param(pack({"act": b"x"}) + b"y", id="a byte more"),
        pytest.param(MAGIC + struct.pack(">H", 0), id="no parts"),
        pytest.param(MAGIC + struct.pack(">H", MAX_PARTS + 1) + bytes(6 * 65), id="too many parts"),
        pytest.param(_one(b"UPPER", 1, b"x"), id="a name of other letters"),
        pytest.param(_one("\u0430ct".encode(), 1, b"x"), id="a name that is no ASCII"),
        pytest.param(_one(b"", 1, b"x"), id="an empty name"),
        pytest.param(_one(b"act", 2**32 - 1, b"x"), id="a size beyond the end"),
        pytest.param(
            MAGIC + struct.pack(">H", 2) + 2 * (struct.pack(">H", 3) + b"act" + struct.pack(">I", 1)) + b"xy",
            id="a name twice",
        ),
        pytest.param(
            MAGIC
            + struct.pack(">H", 2)
            + b"".join(struct.pack(">H", 1) + n + struct.pack(">I", 1) for n in (b"b", b"a"))
            + b"xy",
            id="names out of order",
        ),
    ],
)
def test_what_pack_would_not_write_is_refused(blob: bytes) -> None:
    with pytest.raises(PacketRefused):
        unpack(blob)


def test_a_packet_of_the_greatest_size_is_read_and_one_byte_more_is_refused() -> None:
    largest = pack({"act": bytes(MAX_PACKET_BYTES - len(pack({"act": b""})))})

    assert len(unpack(largest)["act"]) < MAX_PACKET_BYTES
    with pytest.raises(PacketRefused):
        unpack(largest + b"\0")


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return seal(b"part", [public_key(Seed.generate())])


def _testimony(team: Any, sealed: bytes) -> dict[str, bytes]:
    shares = [f"share/{part}/{person.handle}" for part in ("contact", "verbatim") for person in team.roster.custodians]
    return dict.fromkeys(["working", "working-key", "contact", "verbatim", *shares], sealed)


def test_a_testimony_with_each_part_once_is_accepted(team: Any, sealed: bytes) -> None:
    check_testimony(_testimony(team, sealed), [team.roster])


@pytest.mark.parametrize("missing", ["working", "working-key", "contact", "verbatim", "share/verbatim/kenes"])
def test_a_testimony_without_a_part_is_refused(team: Any, sealed: bytes, missing: str) -> None:
    parts = _testimony(team, sealed)
    del parts[missing]

    with pytest.raises(PacketRefused):
        check_testimony(parts, [team.roster])


@pytest.mark.parametrize("extra", ["card", "terms", "share/verbatim/stranger", "share/working/kenes"])
def test_a_testimony_with_a_part_more_is_refused(team: Any, sealed: bytes, extra: str) -> None:
    with pytest.raises(PacketRefused):
        check_testimony({**_testimony(team, sealed), extra: sealed}, [team.roster])


def test_a_testimony_under_no_roster_is_refused(team: Any, sealed: bytes) -> None:
    with pytest.raises(PacketRefused):
        check_testimony(_testimony(team, sealed), [])


def test_a_part_sealed_to_two_keys_is_refused(team: Any, sealed: bytes) -> None:
    double = seal(b"part", [public_key(Seed.generate()), public_key(Seed.generate())])

    with pytest.raises(PacketRefused):
        check_testimony({**_testimony(team, sealed), "verbatim": double}, [team.roster])
    with pytest.raises(PacketRefused):
        check_act({"act": double})


def test_a_part_in_the_clear_is_refused(team: Any, sealed: bytes) -> None:
    with pytest.raises(PacketRefused):
        check_testimony({**_testimony(team, sealed), "contact": b"+7 701 555 01 02"}, [team.roster])


@pytest.mark.parametrize("names", [("act",), ("act", "addition", "addition-verbatim")])
def test_an_act_comes_alone_or_with_a_text(sealed: bytes, names: tuple[str, ...]) -> None:
    check_act(dict.fromkeys(names, sealed))


@pytest.mark.parametrize("names", [("addition",), ("act", "addition"), ("act", "terms"), ("act", "working")])
def test_an_act_with_other_parts_is_refused(sealed: bytes, names: tuple[str, ...]) -> None:
    with pytest.raises(PacketRefused):
        check_act(dict.fromkeys(names, sealed))


def test_a_record_id_is_32_hex_digits() -> None:
    check_record_id("0f" * 16)


@pytest.mark.parametrize("record_id", ["", "0f" * 15, "0F" * 16, "0f" * 16 + "\n", "../" * 10 + "ab", "0f" * 17])
def test_another_record_id_is_refused(record_id: str) -> None:
    with pytest.raises(PacketRefused):
        check_record_id(record_id)


def test_the_digest_is_that_of_the_bytes() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
