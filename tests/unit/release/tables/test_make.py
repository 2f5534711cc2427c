"""Count tables: cells stay, margins yield, and nothing hidden can be narrowed, alone or linked."""

from collections.abc import Callable
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimony.release.errors import BadSheet, BadThreshold, TableUnsafe
from testimony.release.tables import suppression
from testimony.release.tables.make import Why, beside_small, make_act_table, make_tables
from testimony.release.tables.published import CountTables
from testimony.release.tables.system import Cell, Person, make_system
from tests.bench.release.attacker import narrow_in_whole_numbers

MONTH_REGION = ("month", "region")
People = Callable[..., list[Person]]


def test_every_shown_number_is_true_and_large_enough(crowd: People) -> None:
    people = crowd(400)
    system, published = make_system(people, [MONTH_REGION], 10), make_tables(people, [MONTH_REGION]).tables
    shown = {cell: number for cell, number in published.cells.items() if number is not None}
    assert shown
    assert all(system.numbers[cell] == number >= 10 for cell, number in shown.items())


def test_cells_stay_and_margins_yield(of_kinds: People) -> None:
    people = of_kinds(F=120, M=61)
    few = [Person(victim=f"few {n}", unit=f"few {n}", values={"sex": "unknown"}) for n in range(7)]
    made = make_tables(people + few, [("sex",)])
    assert made.tables.cells == {(): 181, (("sex", "F"),): 120, (("sex", "M"),): 61}
    assert made.left_out == 7


def test_people_of_a_small_category_leave_no_trace(of_kinds: People) -> None:
    with_few = make_tables(of_kinds(F=120, M=61, unknown=9), [("sex",)])
    assert with_few.tables == make_tables(of_kinds(F=120, M=61), [("sex",)]).tables


def test_margin_of_a_row_with_one_small_cell_is_hidden() -> None:
    numbers = {("a", "x"): 30, ("a", "y"): 4, ("b", "x"): 20, ("b", "y"): 15}
    people = [
        Person(victim=f"{kind}{n}", unit=f"{kind}{n}", values={"d": kind[0], "e": kind[1]})
        for kind, number in numbers.items()
        for n in range(number)
    ]
    made = make_tables(people, [("d", "e")])
    assert made.why == {
        (("d", "a"), ("e", "y")): Why.FEW,
        (("d", "a"),): Why.PROTECTS,
        (("e", "y"),): Why.PROTECTS,
        (): Why.PROTECTS,
    }
    assert made.tables.cells[(("d", "a"), ("e", "x"))] == 30


def test_total_of_many_small_cells_is_shown() -> None:
    values = [(f"m{n % 6}", f"r{n % 5}") for n in range(90)]
    people = [Person(victim=str(n), unit=str(n), values={"month": m, "region": r}) for n, (m, r) in enumerate(values)]
    cells = make_tables(people, [MONTH_REGION]).tables.cells
    assert cells[()] == 90
    assert cells[(("region", "r0"),)] == 18
    assert {number for cell, number in cells.items() if len(cell) == 2} == {None}


def test_dimension_of_which_nothing_can_be_told_is_not_crossed() -> None:
    people = [Person(victim=str(n), unit=str(n), values={"a": f"a{n}", "b": f"b{n % 2}"}) for n in range(40)]
    cells = make_tables(people, [("a", "b")]).tables.cells
    assert cells == {(): 40, (("b", "b0"),): 20, (("b", "b1"),): 20}


NOTHING_TO_TELL = {
    "one row": [Person(victim="1", unit="1", values={"sex": "F"})],
    "one household": [Person(victim=str(n), unit="home", values={"sex": "F"}) for n in range(40)],
    "each of another kind": [Person(victim=str(n), unit=str(n), values={"sex": str(n)}) for n in range(40)],
}


@pytest.mark.parametrize("people", NOTHING_TO_TELL.values(), ids=NOTHING_TO_TELL)
def test_where_nothing_can_be_told_there_is_no_cell(people: list[Person]) -> None:
    made = make_tables(people, [("sex",)])
    assert dict(made.tables.cells) == {}
    assert made.left_out in (0, len(people))


def test_all_equal_is_one_number(of_kinds: People) -> None:
    assert make_tables(of_kinds(F=40), [("sex",)]).tables.cells == {(): 40, (("sex", "F"),): 40}


def test_nobody_is_refused() -> None:
    with pytest.raises(BadSheet):
        make_tables([], [("sex",)])


def test_threshold_of_one_is_refused(crowd: People) -> None:
    with pytest.raises(BadThreshold):
        make_tables(crowd(20), [("sex",)], threshold=1)


def test_search_that_does_not_end_publishes_nothing(crowd: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "MOST_ROUNDS", 0)
    with pytest.raises(TableUnsafe):
        make_tables(crowd(100), [MONTH_REGION])


def test_earlier_tables_of_another_kind_are_refused(of_kinds: People) -> None:
    with pytest.raises(BadSheet, match="another way"):
        make_tables(of_kinds(F=40), [("sex",)], earlier=[make_act_table([]).tables])


# Attackers that share no code with the engine.


def random_people(size: int, seed: int, *, kinds: int) -> list[Person]:
    random = Random(seed)  # noqa: S311  invented people
    return [
        Person(
            victim=str(n), unit=str(n), values={d: f"{d}{int(kinds * random.random() ** 2)}" for d in ("a", "b", "c")}
        )
        for n in range(size)
    ]


@settings(max_examples=12, deadline=None)
@given(size=st.integers(1, 300), seed=st.integers(0, 999), linked=st.booleans())
def test_integer_solver_narrows_no_hidden_cell(size: int, seed: int, linked: bool) -> None:
    tables = [("a", "b"), ("a", "c")] if linked else [("a", "b")]
    made = make_tables(random_people(size, seed, kinds=3), tables)
    assert narrow_in_whole_numbers(made.tables, beside_small(made.why)) == 0


def test_integer_solver_narrows_what_a_subtraction_narrows() -> None:
    cells = {(): 40, (("sex", "F"),): 33, (("sex", "M"),): None}
    assert narrow_in_whole_numbers(CountTables(threshold=10, tables=(("sex",),), cells=cells)) == 1


@settings(max_examples=12, deadline=None)
@given(size=st.integers(4, 16), seed=st.integers(0, 999), threshold=st.integers(2, 3))
def test_trying_all_tables_narrows_no_hidden_cell(size: int, seed: int, threshold: int) -> None:
    """Enumerate every table of whole numbers with the published margins whose hidden cells are small."""
    published = make_tables(random_people(size, seed, kinds=2), [("a", "b")], threshold=threshold).tables
    inner = [cell for cell in published.cells if not any(set(cell) < set(other) for other in published.cells)]
    choices = [range(threshold) if published.cells[cell] is None else [published.cells[cell]] for cell in inner]
    possible: dict[Cell, set[int]] = {cell: set() for cell in published.hidden}
    for numbers in product(*choices):
        told = {
            cell: sum(number or 0 for one, number in zip(inner, numbers, strict=True) if set(cell) <= set(one))
            for cell in published.cells
        }
        if all(number is None or told[cell] == number for cell, number in published.cells.items()):
            for cell in possible:
                possible[cell].add(told[cell])
    assert all(len(numbers) >= threshold for numbers in possible.values())


@pytest.mark.parametrize(("rows", "columns", "threshold", "most"), [(1, 3, 2, 3), (1, 3, 3, 3), (2, 2, 2, 2)])
def test_running_the_rules_on_all_collections_narrows_no_hidden_cell(
    rows: int, columns: int, threshold: int, most: int
) -> None:
    """Play a reader who knows these rules, makes the tables of every possible collection and compares.

    All collections that are published alike must leave every number that isn't told so many values.
    """
    frame = [(f"a{i}", f"b{j}") for i in range(rows) for j in range(columns)]
    tables = [("a", "b")] if rows > 1 else [("b",)]
    alike: dict[CountTables | tuple[object, ...], list[tuple[int, ...]]] = {}
    for numbers in product(range(most + 1), repeat=len(frame)):
        people = [
            Person(victim=f"{a}{b}{n}", unit=f"{a}{b}{n}", values={"a": a, "b": b})
            for (a, b), number in zip(frame, numbers, strict=True)
            for n in range(number)
        ]
        told = make_tables(people, tables, threshold=threshold).tables.cells.items() if people else ()
        alike.setdefault(tuple(sorted(told)), []).append(numbers)
    for told, worlds in alike.items():
        hidden = [n for n, (a, b) in enumerate(frame) if not _is_told(dict(told), a, b, rows)]
        assert all(len({world[n] for world in worlds}) >= threshold for n in hidden)


def _is_told(cells: dict[Cell, int | None], a: str, b: str, rows: int) -> bool:
    cell: Cell = (("a", a), ("b", b)) if rows > 1 else (("b", b),)
    return cells.get(cell) is not None
