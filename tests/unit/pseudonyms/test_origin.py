"""Names of Slavic origin are told from others."""

import pytest

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.origin import is_slavic_surname, slavic_bases


@pytest.mark.parametrize("name", ["Сергей", "Ольга", "Sergey", "Пётр"])
def test_a_slavic_given_name_is_known_in_both_scripts(name: str) -> None:
    assert fold(name) in slavic_bases()


@pytest.mark.parametrize("name", ["Болат", "Айгүл", "Tamerlan"])
def test_another_given_name_is_not(name: str) -> None:
    assert fold(name) not in slavic_bases()


@pytest.mark.parametrize(("surname", "is_slavic"), [("кузнецов", True), ("kuznetsov", True), ("сейткалиев", False)])
def test_a_family_name_is_told_by_its_masculine_form(surname: str, is_slavic: bool) -> None:
    assert is_slavic_surname(surname) is is_slavic
