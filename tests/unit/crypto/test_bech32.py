"""Bech32 agrees with BIP-173 and refuses what it can't have written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import bech32
from crypto.errors import Damaged


@given(content=st.binary(max_size=100))
def test_any_content_comes_back(content: bytes) -> None:
    assert bech32.decode("test", bech32.encode("test", content)) == content


def test_published_text_is_written() -> None:
    # The first valid string of BIP-173: an empty content under the prefix "a".
    assert bech32.encode("a", b"").upper() == "A12UEL5L"


def test_upper_case_is_read() -> None:
    assert bech32.decode("test", bech32.encode("test", b"abc").upper()) == b"abc"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A12uel5l", id="mixed case"),
        pytest.param("b12uel5l", id="another prefix"),
        pytest.param("a12uel5m", id="wrong letter"),
        pytest.param("a12uel5b", id="letter out of the alphabet"),
        pytest.param("a12uel5", id="cut"),
        pytest.param("a1", id="no checksum"),
        pytest.param("", id="nothing"),
    ],
)
def test_faulty_text_is_refused(text: str) -> None:
    with pytest.raises(Damaged, match="key text"):
        bech32.decode("a", text)


@pytest.mark.parametrize("letters", [[1], [0, 1], [0, 0, 0]])
def test_surplus_bits_are_refused(letters: list[int]) -> None:
    with pytest.raises(Damaged, match="padding"):
        bech32._regroup(letters, 5, 8, pad=False)
