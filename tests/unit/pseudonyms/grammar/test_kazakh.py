"""Kazakh suffixes tell number, possessor and case, in careful spelling and in Russian letters."""

import pytest

from testimony.pseudonyms.grammar.cell import GIVEN, INITIAL, LINEAGE, PATRONYMIC, SURNAME
from testimony.pseudonyms.grammar.kazakh import read, unheard


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("болат", (GIVEN, "", "", "nom", "m")),
        ("болатты", (GIVEN, "", "", "acc", "m")),
        ("болатка", (GIVEN, "", "", "dat", "m")),
        ("айгүлге", (GIVEN, "", "", "dat", "f")),
        ("айгулди", (GIVEN, "", "", "acc", "f")),
        ("болаттар", (GIVEN, "pl", "", "nom", "m")),
        ("болаттарды", (GIVEN, "pl", "", "acc", "m")),
        ("болаттікі", (GIVEN, "", "", "own", "m")),
        ("болатпын", (GIVEN, "", "", "am", "m")),
        ("ерболым", (GIVEN, "", "my", "nom", "m")),
        ("ерболымыз", (GIVEN, "", "our", "nom", "m")),
        ("сейтқалиевтің", (SURNAME, "", "", "gen", "m")),
        ("сейтқалиевқа", (SURNAME, "", "", "dat", "m")),
        ("сейтқалиеваны", (SURNAME, "", "", "acc", "f")),
        ("сейтқалиевтерге", (SURNAME, "pl", "", "dat", "m")),
        ("серікұлына", (LINEAGE, "", "", "dat", "m")),
        ("серікқызының", (LINEAGE, "", "", "gen", "f")),
        ("серіковичке", (PATRONYMIC, "", "", "dat", "m")),
        ("шевченконы", (SURNAME, "", "", "acc", "")),
        ("б", (INITIAL, "", "", "nom", "")),
    ],
)
def test_suffixes_are_taken_off_a_name(word: str, expected: tuple[str, str, str, str, str]) -> None:
    cell = read(word)
    assert cell is not None
    assert (cell.role, cell.number, cell.possessor, cell.case, cell.sex) == expected


@pytest.mark.parametrize("word", ["зургит", "зургитке", "үйлерге"])
def test_a_word_that_is_no_known_name_is_not_read(word: str) -> None:
    assert read(word) is None


@pytest.mark.parametrize(("word", "case"), [("зургиттен", "abl"), ("зургитке", "dat")])
def test_a_long_word_still_shows_its_case(word: str, case: str) -> None:
    cell = unheard(word)
    assert cell is not None
    assert cell.case == case


@pytest.mark.parametrize("word", ["ітке", "зургит"])
def test_a_short_word_or_one_without_a_suffix_shows_none(word: str) -> None:
    assert unheard(word) is None
