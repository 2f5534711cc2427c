"""A head survives paper, files and cookies, and nothing else passes for one."""

from __future__ import annotations

import pytest

from testimony.ledger.errors import BadHead
from testimony.ledger.head import Head

HEAD = Head(size=12, root="0123456789abcdef" * 4)


def test_text_reads_back() -> None:
    assert Head.parse_text(HEAD.to_text()) == HEAD


def test_text_typed_from_paper_reads_back() -> None:
    typed = HEAD.to_text().upper().replace("\n", "  \r\n\t")

    assert Head.parse_text(typed) == HEAD


def test_text_fits_on_a_strip_of_paper() -> None:
    lines = HEAD.to_text().splitlines()

    assert lines[0] == "Aigaq ledger head, version 1"
    assert len(lines) == 5
    assert max(len(line) for line in lines) <= 50


def test_cookie_reads_back() -> None:
    assert Head.parse_cookie(HEAD.to_cookie()) == HEAD


def test_cookie_needs_no_quoting() -> None:
    assert HEAD.to_cookie().replace(".", "").isalnum()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("a letter", id="another text"),
        pytest.param(HEAD.to_text().replace("version 1", "version 2"), id="another version"),
        pytest.param(HEAD.to_text().replace("size: 12", "size: 13"), id="another size"),
        pytest.param(HEAD.to_text().replace("0123", "0132", 1), id="two digits changed places"),
        pytest.param(HEAD.to_text().replace("cdef", "cde", 1), id="a digit lost"),
        pytest.param(HEAD.to_text().replace("12", "9" * 16), id="a size beyond reason"),
        pytest.param(HEAD.to_text() + "x", id="something after it"),
        pytest.param("x" * 1_000_000, id="a million letters"),
    ],
)
def test_text_with_a_mistake_is_refused(text: str) -> None:
    with pytest.raises(BadHead):
        Head.parse_text(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(HEAD.to_text(), id="the text for paper"),
        pytest.param(HEAD.to_cookie().replace("v1.", "v2."), id="another version"),
        pytest.param(HEAD.to_cookie().replace(".12.", ".11."), id="another size"),
        pytest.param(HEAD.to_cookie() + "\n", id="a line break after it"),
    ],
)
def test_cookie_with_a_mistake_is_refused(text: str) -> None:
    with pytest.raises(BadHead):
        Head.parse_cookie(text)


@pytest.mark.parametrize(("size", "root"), [(-1, "0" * 64), (1, "0" * 63), (1, "G" * 64), (10**15, "0" * 64)])
def test_impossible_head_is_refused(size: int, root: str) -> None:
    with pytest.raises(BadHead):
        Head(size=size, root=root)


def test_message_differs_by_person() -> None:
    assert HEAD.message("aruzhan") != HEAD.message("berik")
