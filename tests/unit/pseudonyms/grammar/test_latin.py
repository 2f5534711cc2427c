"""A word in Latin letters tells its part by a list or by its ending."""

import pytest

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.grammar.cell import GIVEN, INITIAL, LINEAGE, OTHER, PATRONYMIC, SURNAME
from testimony.pseudonyms.grammar.latin import read


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("bolat", (GIVEN, "m", "")),
        ("aigul", (GIVEN, "f", "")),
        ("seitkaliyev", (SURNAME, "m", "")),
        ("seitkaliyeva", (SURNAME, "f", "")),
        ("seitkaliyevs", (SURNAME, "", "pl")),
        ("shevchenko", (SURNAME, "", "")),
        ("serikovich", (PATRONYMIC, "m", "")),
        ("serikovna", (PATRONYMIC, "f", "")),
        ("serikuly", (LINEAGE, "m", "")),
        ("serikqyzy", (LINEAGE, "f", "")),
        ("b", (INITIAL, "", "")),
        ("zurgit", (OTHER, "", "")),
        ("uly", (OTHER, "", "")),
    ],
)
def test_a_word_is_read(word: str, expected: tuple[str, str, str]) -> None:
    cell = read(word, fold(word))
    assert (cell.role, cell.sex, cell.number) == expected


@pytest.mark.parametrize(("word", "is_slavic"), [("kuznetsov", True), ("kuznetsova", True), ("seitkaliyev", False)])
def test_a_family_name_tells_its_origin(word: str, is_slavic: bool) -> None:
    assert read(word, fold(word)).is_slavic is is_slavic
