"""Count tables: nothing hidden can be narrowed, alone, linked, or beside an earlier release."""

from collections.abc import Callable
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimony.release.errors import BadSheet, BadThreshold, TableUnsafe
from testimony.release.tables import suppression
from testimony.release.tables.make import audit_tables, make_tables
from testimony.release.tables.merging import merge_small
from testimony.release.tables.method import Interviewed, method_line
from testimony.release.tables.published import CountTables
from testimony.release.tables.system import Person, make_system, people_of

MONTH_REGION = ("month", "region")
PARENTS = {"region": {"r0": "north", "r1": "north", "r2": "south", "r3": "south"}}


@pytest.fixture
def crowd() -> Callable[..., list[Person]]:
    """Return so many people drawn with a seed over a few uneven months, regions and sexes."""

    def draw(size: int, seed: int = 1, *, categories: int = 4) -> list[Person]:
        random = Random(seed)  # noqa: S311  invented people

        def value(letter: str) -> str:
            return f"{letter}{int(categories * random.random() ** 2)}"

        return [
            Person(
                victim=str(n),
                unit=str(n),
                values={"month": value("m"), "region": value("r"), "sex": random.choice("FM")},
            )
            for n in range(size)
        ]

    return draw


@settings(max_examples=15, deadline=None)
@given(size=st.integers(1, 300), seed=st.integers(0, 999), linked=st.booleans())
def test_no_hidden_cell_can_be_narrowed(size: int, seed: int, linked: bool) -> None:
    random = Random(seed)  # noqa: S311  invented people
    people = [
        Person(victim=str(n), unit=str(n), values={d: f"{d}{int(3 * random.random() ** 2)}" for d in ("a", "b", "c")})
        for n in range(size)
    ]
    tables = [("a", "b"), ("a", "c")] if linked else [("a", "b")]
    assert audit_tables(make_tables(people, tables), make_system(people, tables)) == []


def test_audit_finds_a_cell_that_is_a_subtraction_away(crowd: Callable[..., list[Person]]) -> None:
    people = crowd(200)
    system = make_system(people, [("sex",)])
    cells = {cell: None if cell == (("sex", "F"),) else number for cell, number in system.victims.items()}
    published = CountTables(threshold=10, tables=(("sex",),), cells=cells)
    assert audit_tables(published, system) == [(("sex", "F"),)]


def test_hidden_cells_can_be_many_numbers_when_all_tables_are_tried() -> None:
    # The oracle: every 2 × 2 table with the published numbers, by enumeration.
    values = [("a0", "b0")] * 4 + [("a0", "b1")] * 7 + [("a1", "b0")] * 6 + [("a1", "b1")] * 5
    people = [Person(victim=str(n), unit=str(n), values={"a": a, "b": b}) for n, (a, b) in enumerate(values)]
    published = make_tables(people, [("a", "b")], threshold=3)
    names = [(("a", a), ("b", b)) for a, b in product(("a0", "a1"), ("b0", "b1"))]
    possible: dict[object, set[int]] = {name: set() for name in names}
    for numbers in product(range(23), repeat=4):
        table = dict(zip(names, numbers, strict=True))
        if all(
            number is None or number == sum(n for name, n in table.items() if set(cell) <= set(name))
            for cell, number in published.cells.items()
        ):
            for name, number in table.items():
                possible[name].add(number)
    assert all(len(possible[name]) >= 3 for name in names if published.cells[name] is None)


def test_small_and_empty_cells_are_hidden_alike(crowd: Callable[..., list[Person]]) -> None:
    people = [person for person in crowd(150) if person.values["month"] != "m0" or person.values["region"] != "r3"]
    system, published = make_system(people, [MONTH_REGION]), make_tables(people, [MONTH_REGION])
    small = [cell for cell, units in system.units.items() if units < 10]
    assert any(system.units[cell] == 0 for cell in small)
    assert all(published.cells[cell] is None for cell in small)


def test_shown_cells_are_the_true_ones(crowd: Callable[..., list[Person]]) -> None:
    people = crowd(400)
    system, published = make_system(people, [MONTH_REGION]), make_tables(people, [MONTH_REGION])
    shown = {cell: number for cell, number in published.cells.items() if number is not None}
    assert shown
    assert all(system.victims[cell] == number for cell, number in shown.items())


def test_households_are_what_counts_as_enough() -> None:
    people = [Person(victim=str(n), unit="home", values={"sex": "F"}) for n in range(40)]
    assert set(make_tables(people, [("sex",)]).cells.values()) == {None}


def test_same_release_again_is_the_same(crowd: Callable[..., list[Person]]) -> None:
    people = crowd(300)
    first = make_tables(people, [MONTH_REGION])
    assert make_tables(people, [MONTH_REGION], earlier=[first]) == first


def test_few_newcomers_are_not_told_by_subtraction(crowd: Callable[..., list[Person]]) -> None:
    people = crowd(300)
    first = make_tables(people[:297], [MONTH_REGION])
    second = make_tables(people, [MONTH_REGION], earlier=[first])
    both = [cell for cell in first.cells if first.cells[cell] is not None and second.cells[cell] is not None]
    assert all(abs((first.cells[cell] or 0) - (second.cells[cell] or 0)) >= 10 for cell in both)


def test_many_newcomers_may_be_told(crowd: Callable[..., list[Person]]) -> None:
    people = crowd(600)
    first = make_tables(people[:300], [("sex",)])
    assert make_tables(people, [("sex",)], earlier=[first]).hidden == ()


def test_withdrawals_since_are_not_told_either(crowd: Callable[..., list[Person]]) -> None:
    people = crowd(300)
    first = make_tables(people, [("sex",)])
    assert make_tables(people[2:], [("sex",)], earlier=[first]).cells[()] is None


def test_earlier_tables_that_contradict_themselves_are_refused(crowd: Callable[..., list[Person]]) -> None:
    cells = {(): 50, (("sex", "F"),): 10, (("sex", "M"),): 10}
    wrong = CountTables(threshold=10, tables=(("sex",),), cells=cells)
    with pytest.raises(TableUnsafe, match="contradict"):
        make_tables(crowd(100), [("sex",)], earlier=[wrong])


def test_tables_read_back_as_written(crowd: Callable[..., list[Person]]) -> None:
    published = make_tables(crowd(200), [MONTH_REGION])
    assert CountTables.from_bytes(published.to_bytes()) == published


@pytest.mark.parametrize("blob", [b"", b"{}", b'{"threshold": 1, "tables": [], "cells": [[1]]}'])
def test_earlier_tables_that_cannot_be_read_are_refused(blob: bytes) -> None:
    with pytest.raises(BadSheet):
        CountTables.from_bytes(blob)


def test_csv_has_margins_and_stars() -> None:
    people = [Person(victim=str(n), unit=str(n), values={"sex": "=F" if n < 30 else "M"}) for n in range(33)]
    lines = make_tables(people, [("sex",)]).csv(("sex",)).decode().split("\r\n")
    assert lines[0] == "sex,victims"
    assert "'=F,30" in lines or "'=F,*" in lines
    assert "M,*" in lines


WRONG_TABLES: dict[str, list[tuple[str, ...]]] = {
    "none": [],
    "three dimensions": [("month", "region", "sex")],
    "the same twice": [("sex", "sex")],
    "not in order": [("region", "month")],
}


@pytest.mark.parametrize("tables", WRONG_TABLES.values(), ids=WRONG_TABLES)
def test_tables_of_another_shape_are_refused(crowd: Callable[..., list[Person]], tables: list[tuple[str, ...]]) -> None:
    with pytest.raises(BadSheet):
        make_tables(crowd(20), tables)


def test_nobody_and_somebody_twice_are_refused() -> None:
    one = Person(victim="1", unit="1", values={"sex": "F"})
    for people in ([], [one, one]):
        with pytest.raises(BadSheet):
            make_tables(people, [("sex",)])


def test_threshold_of_one_is_refused(crowd: Callable[..., list[Person]]) -> None:
    with pytest.raises(BadThreshold):
        make_tables(crowd(20), [("sex",)], threshold=1)


def test_search_that_does_not_end_publishes_nothing(
    crowd: Callable[..., list[Person]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suppression, "MOST_ROUNDS", 0)
    with pytest.raises(TableUnsafe):
        make_tables(crowd(100), [MONTH_REGION])


def test_too_many_cells_are_refused(crowd: Callable[..., list[Person]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("testimony.release.tables.system.MOST_CELLS", 3)
    with pytest.raises(BadSheet, match="cells"):
        make_tables(crowd(100), [MONTH_REGION])


# Merging.


def test_small_regions_merge_with_their_siblings(crowd: Callable[..., list[Person]]) -> None:
    merged = merge_small(crowd(60), PARENTS, dimensions=["region"], threshold=10)
    regions = [person.values["region"] for person in merged.people]
    assert all(regions.count(region) >= 10 for region in regions if region != "others")
    assert not {"r2", "r3"} & set(regions) or {"r2", "r3"} <= set(regions)


def test_large_regions_stay(crowd: Callable[..., list[Person]]) -> None:
    people = crowd(2000)
    assert merge_small(people, PARENTS, dimensions=["region"], threshold=10).people == tuple(people)


def test_hierarchy_in_a_circle_is_refused(crowd: Callable[..., list[Person]]) -> None:
    circle = {"region": {"r0": "r1", "r1": "r0", "r2": "r3", "r3": "r2"}}
    with pytest.raises(BadSheet, match="circle"):
        merge_small(crowd(9), circle, dimensions=["region"], threshold=10)


def test_rows_of_one_victim_are_one_person_in_tables() -> None:
    columns = {"v": ["1", "1", "2"], "home": ["", "", "h"], "sex": ["F", "M", "*"]}
    people = people_of(columns, victim="v", household="home", dimensions=["sex"])
    assert [(person.unit, person.values["sex"]) for person in people] == [("victim 1", "unknown"), ("home h", "*")]


@pytest.mark.parametrize("columns", [{"v": ["1"]}, {"v": [""], "sex": ["F"]}], ids=["no column", "no victim"])
def test_table_without_column_or_victim_is_refused(columns: dict[str, list[str]]) -> None:
    with pytest.raises(BadSheet):
        people_of(columns, victim="v", household="", dimensions=["sex"])


# The method paragraph.

DETAINED = Interviewed(kind="formerly detained", people=6, agreed=0)
LAWYERS = Interviewed(kind="lawyers", people=5, agreed=0)


def test_single_person_is_told_with_consent() -> None:
    line = method_line([LAWYERS, DETAINED, Interviewed(kind="relative", people=1, agreed=1)])
    assert line.sentence() == "12 interviews: 6 formerly detained, 5 lawyers, 1 relative"


def test_single_person_who_refused_hides_behind_the_next_smallest() -> None:
    line = method_line([LAWYERS, DETAINED, Interviewed(kind="relative", people=1, agreed=0)])
    assert line.sentence() == "12 interviews: 6 formerly detained, 6 others"


def test_two_who_refused_hide_behind_each_other() -> None:
    refused = [Interviewed(kind=kind, people=1, agreed=0) for kind in ("relative", "doctor")]
    assert method_line([DETAINED, *refused]).parts == (("formerly detained", 6), ("others", 2))


def test_only_part_that_was_refused_is_not_told() -> None:
    with pytest.raises(TableUnsafe):
        method_line([Interviewed(kind="relative", people=1, agreed=0)])


WRONG_PARTS = {
    "nobody": [],
    "a kind twice": [LAWYERS, LAWYERS],
    "a reserved kind": [Interviewed(kind="others", people=3, agreed=0)],
    "more agreed than there are": [Interviewed(kind="relative", people=1, agreed=2)],
}


@pytest.mark.parametrize("parts", WRONG_PARTS.values(), ids=WRONG_PARTS)
def test_method_that_makes_no_sense_is_refused(parts: list[Interviewed]) -> None:
    with pytest.raises(BadSheet):
        method_line(parts)
