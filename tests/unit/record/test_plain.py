"""What stands inside a seal reads back, and an error about it quotes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimony.record.errors import RecordDamaged
from testimony.record.plain import decode, encode

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=8,
)


@given(content=st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), VALUES))
def test_content_reads_back_as_written(content: dict[str, object]) -> None:
    assert decode(encode(content)) == content


def test_letters_stay_letters() -> None:
    assert encode({"text": "Ерболға"}) == '{"text":"Ерболға"}'.encode()


def test_half_a_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        encode({"text": "\ud800"})


@pytest.mark.parametrize("blob", [b"", b"{", b"[]", b'"text"', b"\xff\xfe", b"{}{}"])
def test_other_bytes_are_damaged(blob: bytes) -> None:
    with pytest.raises(RecordDamaged):
        decode(blob)


def test_error_does_not_quote_the_content() -> None:
    with pytest.raises(RecordDamaged) as damaged:
        decode(b'{"narrative": "courtyard')

    assert "courtyard" not in str(damaged.value)
    assert damaged.value.__suppress_context__


@given(blob=st.binary())
def test_reader_never_breaks_on_foreign_bytes(blob: bytes) -> None:
    try:
        content = decode(blob)
    except RecordDamaged:
        return
    assert isinstance(content, dict)
