"""Coding a table: victims once, refused like missing, nothing unseen by accident."""

from collections.abc import Callable

import pytest

from testimony.release.errors import BadSheet
from testimony.release.rows import sheet as sheets
from testimony.release.rows.hierarchy import Hierarchy
from testimony.release.rows.sheet import Layout, Sheet, code_sheet, known_values, read_columns

LAYOUT = Layout(victim="victim", sensitive="main", acts="acts", household="home")


@pytest.fixture
def columns() -> dict[str, list[str]]:
    return {
        "victim": ["v1", "v2", "v1", "v3"],
        "home": ["", "h", "h", "*"],
        "place": ["north0", "north1", "north0", ""],
        "age": ["20", "22", "24", "*"],
        "sex": ["F", "M", "F", "M"],
        "main": ["beating", "threats", "detention", ""],
        "acts": ["beating", "threats|beating", "", "*"],
    }


def test_rows_of_one_victim_are_one_person(columns: dict[str, list[str]], hierarchies: tuple[Hierarchy, ...]) -> None:
    found = code_sheet(columns, LAYOUT, hierarchies)
    assert found.victims == ("v1", "v2", "v3")
    assert [found.act_labels[act] for act in found.acts[0].nonzero()[0]] == ["beating", "detention"]


def test_what_rows_of_a_victim_disagree_on_is_missing(
    columns: dict[str, list[str]], hierarchies: tuple[Hierarchy, ...]
) -> None:
    found = code_sheet(columns, LAYOUT, hierarchies)
    assert (found.leaves[0, 0], found.leaves[0, 1]) == (0, hierarchies[1].missing)


def test_empty_and_refused_cells_are_alike(columns: dict[str, list[str]], hierarchies: tuple[Hierarchy, ...]) -> None:
    found = code_sheet(columns, LAYOUT, hierarchies)
    assert found.leaves[2, 0] == hierarchies[0].missing
    assert found.leaves[2, 1] == hierarchies[1].missing


def test_household_known_from_one_row_counts_for_the_victim(
    columns: dict[str, list[str]], hierarchies: tuple[Hierarchy, ...]
) -> None:
    found = code_sheet(columns, LAYOUT, hierarchies)
    assert found.units.tolist() == [0, 0, 1]


HOMES = {
    "refused first": (["*", "h", "h", ""], [0, 0, 1]),
    "one victim in two homes makes them one": (["g", "h", "h", "g"], [0, 0, 0]),
    "nobody has one": (["", "*", "", ""], [0, 1, 2]),
}


@pytest.mark.parametrize(("homes", "units"), HOMES.values(), ids=HOMES)
def test_household_of_a_victim_with_several_rows(
    columns: dict[str, list[str]], hierarchies: tuple[Hierarchy, ...], homes: list[str], units: list[int]
) -> None:
    found = code_sheet(columns | {"home": homes}, LAYOUT, hierarchies)
    assert found.units.tolist() == units


def test_value_that_the_hierarchy_lacks_is_refused(
    columns: dict[str, list[str]], hierarchies: tuple[Hierarchy, ...]
) -> None:
    columns["place"][1] = "=cmd|' /C calc'!A0"
    with pytest.raises(BadSheet, match=r"^place: 1 cells hold a value that its hierarchy lacks$"):
        code_sheet(columns, LAYOUT, hierarchies)


def test_lenient_coding_hides_what_the_hierarchy_lacks(
    columns: dict[str, list[str]], hierarchies: tuple[Hierarchy, ...]
) -> None:
    columns["place"][1] = "nowhere"
    found = code_sheet(columns, LAYOUT, hierarchies, lenient=True)
    assert found.leaves[1, 0] == hierarchies[0].missing


WRONG = {
    "a column is missing": lambda columns: columns.pop("age"),
    "a row has no victim": lambda columns: columns.update(victim=["v1", "", "v2", "v3"]),
    "a row has a star for a victim": lambda columns: columns.update(victim=["v1", "*", "v2", "v3"]),
    "no rows": lambda columns: columns.update(victim=[]),
    "an act is a story": lambda columns: columns.update(acts=["", "", "", "beaten " * 40]),
    "an act has a line break": lambda columns: columns.update(main=["beating", "a\nb", "", ""]),
    "a main act is two": lambda columns: columns.update(main=["beating|threats", "", "", ""]),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_table_that_cannot_be_coded_is_refused(
    spoil: Callable[[dict[str, list[str]]], object],
    columns: dict[str, list[str]],
    hierarchies: tuple[Hierarchy, ...],
) -> None:
    spoil(columns)
    with pytest.raises(BadSheet):
        code_sheet(columns, LAYOUT, hierarchies)


def test_column_used_twice_is_refused(columns: dict[str, list[str]], hierarchies: tuple[Hierarchy, ...]) -> None:
    with pytest.raises(BadSheet, match="used twice"):
        code_sheet(columns, Layout(victim="victim", sensitive="place"), hierarchies)


def test_table_without_hierarchies_is_refused(columns: dict[str, list[str]]) -> None:
    with pytest.raises(BadSheet, match="none has a hierarchy"):
        code_sheet(columns, LAYOUT, ())


def test_too_many_different_acts_are_refused(
    columns: dict[str, list[str]], hierarchies: tuple[Hierarchy, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ACTS", 2)
    with pytest.raises(BadSheet, match="more than 2 different acts"):
        code_sheet(columns, LAYOUT, hierarchies)


def test_column_named_like_a_formula_is_refused(
    columns: dict[str, list[str]], hierarchies: tuple[Hierarchy, ...]
) -> None:
    with pytest.raises(BadSheet, match="formula"):
        code_sheet(columns | {"=main": columns["main"]}, Layout(victim="victim", sensitive="=main"), hierarchies)


def test_values_that_a_hierarchy_lacks_are_refused_or_hidden(hierarchies: tuple[Hierarchy, ...]) -> None:
    columns = {"victim": ["v1", "v2", "v3"], "place": ["north0", "nowhere", ""]}
    assert known_values(columns, hierarchies[:1], lenient=True) == columns | {"place": ["north0", "*", ""]}
    with pytest.raises(BadSheet, match=r"^place: 1 cells hold a value that its hierarchy lacks$"):
        known_values(columns, hierarchies[:1])


def test_empty_lines_are_no_rows() -> None:
    assert read_columns(b"a,b\n\n1,2\r\n\r\n") == {"a": ["1"], "b": ["2"]}


def test_csv_is_read_by_column() -> None:
    assert read_columns(b"\xef\xbb\xbfa,b\n1, 2 \n3,4\n") == {"a": ["1", "3"], "b": ["2", "4"]}


BAD_CSV = {
    "nothing": b"",
    "a name twice": b"a,a\n1,2\n",
    "a short line": b"a,b\n1\n",
    "not UTF-8": b"a,b\n\xff,1\n",
    "an open quote": b'a,b\n"1,2\n',
    "no rows": b"a,b\n",
    "a cell without end": b"a\n" + b"x" * 200_000,
}


@pytest.mark.parametrize("blob", BAD_CSV.values(), ids=BAD_CSV)
def test_csv_that_is_broken_is_refused(blob: bytes) -> None:
    with pytest.raises(BadSheet):
        read_columns(blob)


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    with pytest.raises(BadSheet, match="more than 1 rows"):
        read_columns(b"a\n1\n2\n")


def test_part_of_a_table_numbers_its_households_anew(make_sheet: Callable[..., Sheet]) -> None:
    part = make_sheet(10, homes=True).of([4, 5, 9])
    assert (part.units.tolist(), part.victims) == ([0, 0, 1], ("v4", "v5", "v9"))
