"""The header reader accepts one spelling and stays within its bounds."""

import io

import pytest

from crypto import header
from crypto.errors import Damaged

FILE_KEY = b"f" * 16


def stanza(body: bytes = b"b" * 32) -> header.Stanza:
    return header.Stanza(kind="test", arguments=("first", "second"), body=body)


@pytest.mark.parametrize("length", [0, 1, 47, 48, 49, 96], ids=lambda length: f"body of {length}")
def test_written_header_is_read(length: int) -> None:
    written = header.write_header((stanza(bytes(length)), stanza()), FILE_KEY)
    source = io.BytesIO(written + b"payload")

    read = header.read_header(source)

    assert read.stanzas == (stanza(bytes(length)), stanza())
    header.verify_mac(read, FILE_KEY)
    assert source.read(7) == b"payload"


def test_another_file_key_does_not_verify() -> None:
    read = header.read_header(io.BytesIO(header.write_header((stanza(),), FILE_KEY)))

    with pytest.raises(Damaged, match="altered"):
        header.verify_mac(read, b"g" * 16)


def test_added_argument_does_not_verify() -> None:
    written = header.write_header((stanza(),), FILE_KEY).replace(b"second", b"second third")

    read = header.read_header(io.BytesIO(written))

    with pytest.raises(Damaged, match="altered"):
        header.verify_mac(read, FILE_KEY)


def test_every_cut_is_refused() -> None:
    written = header.write_header((stanza(),), FILE_KEY)

    for length in range(len(written)):
        with pytest.raises(Damaged, match="header"):
            header.read_header(io.BytesIO(written[:length]))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"age-encryption.org/v2\n--- " + b"A" * 43 + b"\n", id="another version"),
        pytest.param(header.VERSION_LINE + b"--- " + b"A" * 43 + b"\n", id="no stanza"),
        pytest.param(header.VERSION_LINE + b"-> test\n\nfoo\n", id="foreign line"),
        pytest.param(header.VERSION_LINE + b"-> test\n\n---" + b"A" * 43 + b"\n", id="no space before the code"),
        pytest.param(header.VERSION_LINE + b"-> test\n\n--- AAAA\n", id="short code"),
        pytest.param(header.VERSION_LINE + b"-> te\tst\n\n--- " + b"A" * 43 + b"\n", id="control character"),
        pytest.param(header.VERSION_LINE + b"-> test \n\n--- " + b"A" * 43 + b"\n", id="empty argument"),
        pytest.param(header.VERSION_LINE + b"-> test\n" + b"A" * 65 + b"\n", id="long body line"),
        pytest.param(header.VERSION_LINE + b"-> test\nA\n", id="base64 of one letter"),
    ],
)
def test_deviation_is_refused(text: bytes) -> None:
    with pytest.raises(Damaged, match="header"):
        header.read_header(io.BytesIO(text))


def test_as_many_stanzas_as_allowed_are_read() -> None:
    written = header.write_header((stanza(),) * header.MAX_STANZAS, FILE_KEY)

    assert len(header.read_header(io.BytesIO(written)).stanzas) == header.MAX_STANZAS


def test_one_stanza_more_is_refused() -> None:
    written = header.write_header((stanza(),) * (header.MAX_STANZAS + 1), FILE_KEY)

    with pytest.raises(Damaged, match="many"):
        header.read_header(io.BytesIO(written))


def test_endless_line_is_read_no_further_than_the_bound() -> None:
    source = io.BytesIO(header.VERSION_LINE + b"-> " + b"a" * 1_000_000)

    with pytest.raises(Damaged, match="long"):
        header.read_header(source)

    assert source.tell() == len(header.VERSION_LINE) + header.MAX_LINE_BYTES


def test_endless_body_is_read_no_further_than_the_bound() -> None:
    source = io.BytesIO(header.VERSION_LINE + b"-> test\n" + (b"A" * 64 + b"\n") * 10_000)

    with pytest.raises(Damaged, match="long"):
        header.read_header(source)

    assert source.tell() <= header.MAX_HEADER_BYTES


@pytest.mark.parametrize("text", [b"QQ==", b"QR", b"Q\nQ", b"Q*", b"Q"])
def test_uncanonical_base64_is_refused(text: bytes) -> None:
    with pytest.raises(Damaged, match="base64"):
        header.decode_base64(text)
