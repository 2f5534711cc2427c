"""The audit sees published numbers only, and finds what they give away, alone or beside earlier releases."""

from collections.abc import Callable
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimony.release.errors import TableUnsafe
from testimony.release.tables.acts import Countable
from testimony.release.tables.audit import audit, found_narrow
from testimony.release.tables.make import make_act_table, make_tables
from testimony.release.tables.published import CountTables
from testimony.release.tables.system import Cell, Person

People = Callable[..., list[Person]]
Countables = Callable[..., list[Countable]]
F, M, D = (("sex", "F"),), (("sex", "M"),), (("sex", "D"),)


def sexes(**cells: int | None) -> CountTables:
    names = {"all": (), "F": F, "M": M, "D": D}
    return CountTables(threshold=10, tables=(("sex",),), cells={names[name]: n for name, n in cells.items()})


def acts(*cells: int | None, at_least: int | None) -> CountTables:
    months = (*(f"2022-0{n}" for n in range(1, len(cells))), "other")
    row = {(("act_code", "x"), ("month", month)): cell for month, cell in zip(months, cells, strict=True)}
    return CountTables(
        threshold=10,
        tables=(("act_code", "month"),),
        cells={**row, (("act_code", "x"),): at_least},
        overlapping=True,
    )


def test_nothing_is_made_beside_an_earlier_release_that_gives_the_same_people_away(of_kinds: People) -> None:
    with pytest.raises(TableUnsafe, match="without narrowing"):
        make_tables(of_kinds(F=25, M=5), [("sex",)], earlier=[sexes(all=30, F=25, M=None)])


def test_audit_finds_a_cell_that_is_a_subtraction_away() -> None:
    assert found_narrow(sexes(all=47, F=None, M=40)) == [F]


UNSAFE = {
    "one hidden cell and the total": sexes(all=47, F=None, M=40),
    "two hidden cells that must be nearly full": sexes(all=57, F=None, M=None, D=40),
    "numbers that contradict one another": sexes(all=20, F=30, M=None),
    "acts: one hidden month and a total above": acts(20, None, None, at_least=29),
    "acts: two hidden months that must be nearly full": acts(None, None, 20, at_least=37),
}


@pytest.mark.parametrize("tables", UNSAFE.values(), ids=UNSAFE)
def test_table_that_gives_a_cell_away_is_refused(tables: CountTables) -> None:
    with pytest.raises(TableUnsafe):
        audit(tables)


SAFE = {
    "nothing hidden": sexes(all=47, F=27, M=20),
    "no total": sexes(all=None, F=None, M=40),
    "nothing told": sexes(),
    "acts: a margin that the shown month reaches": acts(20, None, at_least=20),
    "acts: two hidden months with room": acts(20, None, None, 12, at_least=36),
}


@pytest.mark.parametrize("tables", SAFE.values(), ids=SAFE)
def test_safe_table_passes_and_says_what_was_proven(tables: CountTables) -> None:
    proven = audit(tables)
    assert (proven.hidden, proven.threshold, proven.compared) == (len(tables.hidden), 10, 0)


def test_cell_hidden_beside_a_small_one_is_not_taken_for_small() -> None:
    tables = sexes(all=57, F=None, M=None, D=40)
    with pytest.raises(TableUnsafe):
        audit(tables)
    audit(tables, beside=[M])


# Beside earlier releases.

BESIDE = {
    "a hidden cell that the next total tells": (sexes(all=None, F=None, M=40), sexes(all=47, F=None, M=40)),
    "a number hidden now that hardly can have grown": (
        sexes(all=60, F=30, M=30),
        sexes(all=63, F=None, M=None),
    ),
}


@pytest.mark.parametrize("releases", BESIDE.values(), ids=BESIDE)
def test_two_releases_that_give_a_cell_away_together_are_refused(releases: tuple[CountTables, CountTables]) -> None:
    first, second = releases
    with pytest.raises(TableUnsafe):
        audit(second, [first])


def test_earlier_tables_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(TableUnsafe, match="contradict"):
        audit(sexes(all=60, F=30, M=30), [sexes(all=50, F=10, M=10)])


def differences(first: CountTables, second: CountTables) -> list[int]:
    """Return what every number shown in both has changed by."""
    both = first.cells.keys() & second.cells.keys()
    pairs = ((first.cells[cell], second.cells[cell]) for cell in both)
    return [abs(after - before) for before, after in pairs if before is not None and after is not None]


SINCE = {"one more": 1, "three more": 3, "nine more": 9, "nobody": 0}


@pytest.mark.parametrize("more", SINCE.values(), ids=SINCE)
def test_few_newcomers_are_not_told_by_subtraction(more: int, of_kinds: People) -> None:
    first = make_tables(of_kinds(F=60, M=40), [("sex",)]).tables
    second = make_tables(of_kinds(F=60 + more, M=40), [("sex",)], earlier=[first]).tables
    assert differences(first, second) == []


def test_one_newcomer_looks_like_nobody(of_kinds: People) -> None:
    first = make_tables(of_kinds(F=60, M=40), [("sex",)]).tables
    nobody = make_tables(of_kinds(F=60, M=40), [("sex",)], earlier=[first]).tables
    assert make_tables(of_kinds(F=61, M=40), [("sex",)], earlier=[first]).tables == nobody


def test_many_newcomers_may_be_told(of_kinds: People) -> None:
    first = make_tables(of_kinds(F=60, M=40), [("sex",)]).tables
    second = make_tables(of_kinds(F=75, M=55), [("sex",)], earlier=[first]).tables
    assert sorted(differences(first, second)) == [15, 15, 30]


def test_withdrawals_are_not_told_by_subtraction(of_kinds: People) -> None:
    first = make_tables(of_kinds(F=60, M=40), [("sex",)]).tables
    second = make_tables(of_kinds(F=58, M=40), [("sex",)], earlier=[first]).tables
    assert differences(first, second) == []


def test_third_release_is_compared_with_both_before(crowd: People) -> None:
    people = crowd(600)
    first = make_tables(people[:300], [("month", "region")]).tables
    second = make_tables(people[:303], [("month", "region")], earlier=[first]).tables
    made = make_tables(people, [("month", "region")], earlier=[first, second])
    assert made.audit.compared == 2
    assert all(change >= 10 for past in (first, second) for change in differences(past, made.tables))


def test_one_more_victim_of_an_act_is_not_told(people: Countables) -> None:
    records = people(14, code="x", month="2022-01") + people(12, code="y", month="2022-01")
    first = make_act_table(records).tables
    second = make_act_table(records + people(1, code="x", month="2022-01", first=90), earlier=[first]).tables
    assert differences(first, second) == []
    assert second == make_act_table(records, earlier=[first]).tables


def test_many_more_victims_of_an_act_are_told(people: Countables) -> None:
    first = make_act_table(people(14, code="x", month="2022-01")).tables
    second = make_act_table(people(40, code="x", month="2022-01"), earlier=[first]).tables
    assert second.number(("act_code", "x"), ("month", "2022-01")) == 40


def test_month_that_gets_its_own_column_does_not_tell_what_is_left_in_other(people: Countables) -> None:
    january, february = people(20, code="x", month="2022-01"), people(9, code="x", month="2022-02")
    march = people(6, code="x", month="2022-03", first=30)
    first = make_act_table(january + february + march).tables
    one_more = people(1, code="x", month="2022-02", first=50)
    second = make_act_table(january + february + march + one_more, earlier=[first]).tables
    assert first.number(("act_code", "x"), ("month", "other")) == 15
    assert second.number(("act_code", "x"), ("month", "2022-02")) is None
    assert second.number(("act_code", "x"), ("month", "other")) is None


def worlds(published: CountTables, before: CountTables | None, threshold: int) -> list[dict[Cell, int]]:
    """Enumerate the tables of whole numbers that fit: hidden cells are small, or little more than shown before."""
    inner = [cell for cell in published.cells if not any(set(cell) < set(other) for other in published.cells)]
    most = {cell: threshold - 1 + ((before.cells.get(cell) or 0) if before else 0) for cell in inner}
    choices = [[number] if (number := published.cells[cell]) is not None else range(most[cell] + 1) for cell in inner]
    fitting = []
    for numbers in product(*choices):
        told = {
            cell: sum(number for one, number in zip(inner, numbers, strict=True) if set(cell) <= set(one))
            for cell in published.cells
        }
        if all(number is None or told[cell] == number for cell, number in published.cells.items()):
            fitting.append(told)
    return fitting


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 999), size=st.integers(6, 14), more=st.integers(0, 6))
def test_trying_all_pairs_of_tables_narrows_nothing_that_either_hides(seed: int, size: int, more: int) -> None:
    """Play a reader who has both releases and knows that nobody was withdrawn in between."""
    random, threshold = Random(seed), 2  # noqa: S311  invented people
    people = [
        Person(victim=str(n), unit=str(n), values={"a": random.choice("xy"), "b": random.choice("uv")})
        for n in range(size + more)
    ]
    first = make_tables(people[:size], [("a", "b")], threshold=threshold).tables
    second = make_tables(people, [("a", "b")], threshold=threshold, earlier=[first]).tables
    pairs = [
        (old, new)
        for old in worlds(first, None, threshold)
        for new in worlds(second, first, threshold)
        if all(old[cell] <= new[cell] for cell in old.keys() & new.keys())
    ]
    assert pairs
    for cell in first.hidden:
        assert len({old[cell] for old, _ in pairs}) >= threshold
    for cell in second.hidden:
        assert len({new[cell] for _, new in pairs}) >= threshold
    for cell in set(first.hidden) & set(second.hidden):
        assert len({new[cell] - old[cell] for old, new in pairs}) >= threshold
