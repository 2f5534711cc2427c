"""Counting: victims, households, margins, and input that makes no sense."""

from collections.abc import Callable

import pytest

from testimony.release.errors import BadSheet
from testimony.release.tables.system import Margin, Person, make_system, margins_between, people_of

People = Callable[..., list[Person]]


def test_victims_are_counted_and_households_are_units() -> None:
    people = [Person(victim=str(n), unit="home", values={"sex": "F"}) for n in range(40)]
    system = make_system(people, [("sex",)], 10)
    assert system.numbers[(("sex", "F"),)] == 40
    assert (("sex", "F"),) in system.few


def test_tables_share_their_margins(crowd: People) -> None:
    margins = margins_between(make_system(crowd(90), [("month", "region"), ("region", "sex")], 10).cells)
    assert sum(margin.total == () for margin in margins) == 3


def test_margin_has_its_parts(of_kinds: People) -> None:
    system = make_system(of_kinds(F=1, M=2), [("sex",)], 10)
    parts = ((("sex", "F"),), (("sex", "M"),))
    assert margins_between(system.cells) == (Margin(total=(), parts=parts),)


WRONG_TABLES: dict[str, list[tuple[str, ...]]] = {
    "none": [],
    "three dimensions": [("month", "region", "sex")],
    "the same twice": [("sex", "sex")],
    "not in order": [("region", "month")],
}


@pytest.mark.parametrize("tables", WRONG_TABLES.values(), ids=WRONG_TABLES)
def test_tables_of_another_shape_are_refused(crowd: People, tables: list[tuple[str, ...]]) -> None:
    with pytest.raises(BadSheet):
        make_system(crowd(20), tables, 10)


def test_nobody_is_refused() -> None:
    with pytest.raises(BadSheet, match="nobody"):
        make_system([], [("sex",)], 10)


def test_somebody_twice_is_refused(of_kinds: People) -> None:
    with pytest.raises(BadSheet, match="two rows"):
        make_system(of_kinds(F=1) * 2, [("sex",)], 10)


def test_a_hundred_thousand_cells_are_refused_before_they_are_made() -> None:
    people = [Person(victim=str(n), unit=str(n), values={"a": str(n), "b": str(n)}) for n in range(320)]
    with pytest.raises(BadSheet, match="more than 5000 cells"):
        make_system(people, [("a", "b")], 10)


def test_rows_of_one_victim_are_one_person_in_tables() -> None:
    columns = {"v": ["1", "1", "2"], "home": ["", "", "h"], "sex": ["F", "M", "*"]}
    people = people_of(columns, victim="v", household="home", dimensions=["sex"])
    assert [(person.unit, person.values["sex"]) for person in people] == [("victim 1", "unknown"), ("home h", "*")]


def test_household_known_from_a_later_row_holds() -> None:
    columns = {"v": ["1", "1"], "home": ["", "h"], "sex": ["F", "F"]}
    assert people_of(columns, victim="v", household="home", dimensions=["sex"])[0].unit == "home h"


@pytest.mark.parametrize(
    "columns",
    [{"v": ["1"]}, {"v": [""], "sex": ["F"]}, {"v": ["1", "*"], "sex": ["F", "F"]}],
    ids=["no column", "no victim", "a refused victim"],
)
def test_table_without_column_or_victim_is_refused(columns: dict[str, list[str]]) -> None:
    with pytest.raises(BadSheet):
        people_of(columns, victim="v", household="", dimensions=["sex"])
