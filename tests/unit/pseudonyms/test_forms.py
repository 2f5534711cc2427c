"""How a hidden name stood, without a letter of it."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.forms import describe


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Болата Сейткалиева", "ru", {"parts": "given surname", "case": "gen", "sex": "m", "tongue": "ru"}),
        (
            "Айгуль Сейткалиевой",
            "ru",
            {"parts": "given surname", "case": "nom gen", "sex": "f", "tongue": "ru", "class": "soft"},
        ),
        (
            "Сейткалиеву Марину",
            "ru",
            {"parts": "surname given", "case": "acc", "sex": "f", "tongue": "ru", "origin": "slavic"},
        ),
        ("Вишневского", "ru", {"parts": "surname", "case": "gen", "sex": "m", "tongue": "ru", "origin": "slavic"}),
        ("Вишневскую", "ru", {"parts": "surname", "case": "acc", "sex": "f", "tongue": "ru", "origin": "slavic"}),
        ("Болатовне", "ru", {"parts": "patronymic", "case": "dat", "sex": "f", "tongue": "ru"}),
        ("Болатты", "kk", {"parts": "given", "case": "acc", "sex": "m", "tongue": "kk"}),
        ("Сейтқалиевтің", "kk", {"parts": "surname", "case": "gen", "sex": "m", "tongue": "kk"}),
        ("Болатұлымен", "kk", {"parts": "lineage", "case": "ins", "sex": "m", "tongue": "kk"}),
        ("Зургитерге", "kk", {"parts": "given", "case": "dat", "tongue": "kk"}),
        (
            "Bolat Bolatovich Seitov",
            "en",
            {"parts": "given patronymic surname", "case": "nom", "sex": "m", "tongue": "en"},
        ),
        ("ЕРБОЛ", "ru", {"parts": "given", "case": "nom", "sex": "m", "tongue": "ru", "casing": "upper"}),
        ("112", "ru", {}),
    ],
)  # fmt: skip
def test_a_name_is_described_by_case_sex_and_parts(name: str, language: str, expected: dict[str, str]) -> None:
    assert describe(prepare(name, language).tokens, language) == expected
