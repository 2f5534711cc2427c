"""Canonical JSON has one encoding per value and accepts no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import canonical
from crypto.errors import Damaged

DOCUMENTS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-canonical.MAX_INTEGER, canonical.MAX_INTEGER)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=20,
)


@given(document=DOCUMENTS)
def test_any_document_comes_back(document: object) -> None:
    assert canonical.loads(canonical.dumps(document)) == document


def test_keys_are_sorted_and_letters_kept() -> None:
    assert canonical.dumps({"ә": [1, True], "a": None}) == '{"a":null,"ә":[1,true]}'.encode()


@pytest.mark.parametrize("document", [1.5, (1,), {1: "a"}, b"bytes", {"a": {2.0}}])
def test_foreign_type_is_not_written(document: object) -> None:
    with pytest.raises(TypeError, match="document"):
        canonical.dumps(document)


@pytest.mark.parametrize("number", [2**53, -(2**53)])
def test_integer_out_of_range_is_not_written(number: int) -> None:
    with pytest.raises(ValueError, match="range"):
        canonical.dumps([number])


def test_lone_surrogate_is_not_written() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical.dumps("\ud800")


def nested(depth: int) -> object:
    document: object = 1
    for _ in range(depth - 1):
        document = [document]
    return document


def test_deepest_document_is_written() -> None:
    assert canonical.dumps(nested(canonical.MAX_DEPTH)).count(b"[") == canonical.MAX_DEPTH - 1


def test_too_deep_document_is_not_written() -> None:
    with pytest.raises(ValueError, match="deep"):
        canonical.dumps(nested(canonical.MAX_DEPTH + 1))


@pytest.mark.parametrize(
    "encoded",
    [
        pytest.param(b'{"a":1,"a":1}', id="a key twice"),
        pytest.param(b'{"b":1,"a":1}', id="keys out of order"),
        pytest.param(b'{"a": 1}', id="a space"),
        pytest.param(b"[1]\n", id="a newline at the end"),
        pytest.param(b"1.0", id="a float"),
        pytest.param(b"1e3", id="an exponent"),
        pytest.param(b"NaN", id="not a number"),
        pytest.param(b"-0", id="minus zero"),
        pytest.param(b"9007199254740992", id="an integer out of range"),
        pytest.param(b"1" * 5000, id="an endless integer"),
        pytest.param(b'"\\u0061"', id="a needless escape"),
        pytest.param(b'"\\ud800"', id="a lone surrogate"),
        pytest.param(b'"\xff"', id="not UTF-8"),
        pytest.param(b"\xef\xbb\xbf1", id="a byte order mark"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"[" * 33 + b"]" * 33, id="too deep"),
        pytest.param(b"[" * 100_000, id="endlessly deep"),
    ],
)
def test_other_encoding_is_refused(encoded: bytes) -> None:
    with pytest.raises(Damaged, match="document"):
        canonical.loads(encoded)


def test_refusal_does_not_carry_the_document() -> None:
    with pytest.raises(Damaged) as caught:
        canonical.loads(b'{"name":"Invented Person",}')

    assert "Invented" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_too_long_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canonical, "MAX_DOCUMENT_BYTES", 3)

    with pytest.raises(Damaged, match="long"):
        canonical.loads(b'"abc"')
