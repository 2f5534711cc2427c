"""Looking left and right of an announcing word."""

import pytest

from testimony.pseudonyms.document import Document, prepare
from testimony.pseudonyms.windows import name_after, name_before, number_after, number_before, quote_after


def _document(text: str) -> Document:
    return prepare(text, "ru")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("село Кызыл Арык было", 2),
        ("село хмурово было", 1),
        ("село «Новая жизнь»", 2),
        ("село было", None),
        ("село, Кызыл", None),
        ("село", None),
        ("село. Кызыл", None),
    ],
)
def test_a_name_after_ends_where_it_ends(text: str, last: int | None) -> None:
    assert name_after(_document(text), 0, 3) == last


@pytest.mark.parametrize(
    ("text", "index", "first"),
    [
        ("вот Кызыл Арык село", 3, 1),
        ("«Новая жизнь» село", 2, 0),
        ("вот «Новая жизнь» село", 3, 1),
        ("жизнь» село", 1, None),
        ("Медеу аудандық бөлім", 2, 0),
        ("вот Кызыл. село", 2, None),
        ("было село", 1, None),
        ("ерлан село", 1, None),
    ],
)
def test_a_name_before_starts_where_it_starts(text: str, index: int, first: int | None) -> None:
    assert name_before(_document(text), index, 2) == first


@pytest.mark.parametrize(
    ("text", "last"), [("дом «" + "а б " * 20 + "»", None), ("дом «" + "я" * 70 + "»", None), ("дом «а", None)]
)
def test_an_endless_quotation_is_none(text: str, last: int | None) -> None:
    assert quote_after(_document(text), 0) == last


def test_numbers_stand_beside() -> None:
    document = _document("школа No. 5 и 12 школа")
    assert (number_after(document, 0), number_before(document, 5)) == (2, 4)


@pytest.mark.parametrize("text", ["школа", "школа и", "школа большая 5", "школа 123456789"])
def test_no_number_is_none(text: str) -> None:
    assert number_after(_document(text), 0) is None


def test_no_number_before_is_none() -> None:
    assert number_before(_document("вот школа"), 1) is None
