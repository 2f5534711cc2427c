"""The ending of a Russian word tells part, case and sex; what it leaves open stays open."""

import pytest

from testimony.pseudonyms.grammar.cell import GIVEN, INITIAL, LINEAGE, OTHER, PATRONYMIC, STILL_OTHER, SURNAME
from testimony.pseudonyms.grammar.russian import cells, class_of


def _read(word: str) -> set[tuple[str, str, str]]:
    """Give part, case and sex or number of the cheapest readings."""
    found = cells(word)
    least = min(cell.cost for cell in found)
    return {(cell.role, cell.case, cell.sex or cell.number) for cell in found if cell.cost == least}


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("болата", {(GIVEN, "gen", "m"), (GIVEN, "acc", "m")}),
        ("болатом", {(GIVEN, "ins", "m")}),
        ("динару", {(GIVEN, "acc", "f")}),
        ("марией", {(GIVEN, "ins", "f")}),
        ("диме", {(GIVEN, "dat", "m"), (GIVEN, "pre", "m")}),
        ("илью", {(GIVEN, "acc", "m")}),
        ("гаухар", {(GIVEN, "", "f")}),
        ("сериковичем", {(PATRONYMIC, "ins", "m")}),
        ("сериковне", {(PATRONYMIC, "dat", "f"), (PATRONYMIC, "pre", "f")}),
        ("сериккызы", {(LINEAGE, "", "f")}),
        ("сейткалиева", {(SURNAME, "gen", "m"), (SURNAME, "acc", "m"), (SURNAME, "nom", "f")}),
        ("сейткалиевым", {(SURNAME, "ins", "m"), (SURNAME, "dat", "pl")}),
        ("сейткалиевых", {(SURNAME, "gen", "pl"), (SURNAME, "acc", "pl"), (SURNAME, "pre", "pl")}),
        ("вишневскую", {(SURNAME, "acc", "f")}),
        ("шевченко", {(SURNAME, "", "")}),
        ("б", {(INITIAL, "", "")}),
    ],
)
def test_a_word_is_read_in_every_way_its_ending_allows(word: str, readings: set[tuple[str, str, str]]) -> None:
    assert _read(word) == readings


@pytest.mark.parametrize(("word", "reading"), [("зургитом", "ins"), ("зургиты", "gen"), ("зургит", "nom")])
def test_a_name_nobody_listed_is_read_by_its_last_letters_and_costs_more(word: str, reading: str) -> None:
    assert (OTHER, reading) in {(cell.role, cell.case) for cell in cells(word)}
    assert min(cell.cost for cell in cells(word)) >= STILL_OTHER


def test_a_soft_name_in_its_first_form_may_stand_in_any_case_at_a_cost() -> None:
    frozen = [cell for cell in cells("назгуль") if cell.is_frozen]
    assert {cell.case for cell in frozen} == {""}
    assert min(cell.cost for cell in frozen) > min(cell.cost for cell in cells("назгуль"))


@pytest.mark.parametrize(
    ("base", "sex", "kind"),
    [
        ("болат", "m", ""), ("илья", "m", "a"), ("мади", "m", "still"), ("динара", "f", ""), ("мария", "f", "iya"),
        ("лия", "f", ""), ("асель", "f", "soft"), ("гульнар", "f", "fixed"), ("сауле", "f", "fixed"),
    ],
)  # fmt: skip
def test_a_base_form_tells_how_it_is_declined(base: str, sex: str, kind: str) -> None:
    assert class_of(base, sex) == kind


@pytest.mark.parametrize("word", ["ив", "ов", "ыых", "ова", "ъ"])
def test_odd_words_are_read_too(word: str) -> None:
    assert cells(word)
