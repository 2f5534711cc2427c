"""The table of acts by month: what is counted, what has a line or a column, and a proof by all possible collections."""

import random
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimony.release.errors import BadSheet, BadThreshold
from testimony.release.tables.acts import ACT, MONTH, Countable, countables_of
from testimony.release.tables.make import Why, make_act_table
from testimony.release.tables.published import OTHER, CountTables

People = Callable[..., list[Countable]]


def one(victim: int, code: str, month: str, household: str | None = None) -> Countable:
    return Countable(victim_id=str(victim), household_id=household, code=code, month=month)


def table_of(records: list[Countable], threshold: int = 10) -> CountTables:
    return make_act_table(records, threshold=threshold).tables


def row(tables: CountTables, code: str) -> tuple[int | None, ...]:
    """Return the numbers of a code by month, OTHER last, then its margin."""
    cells = (tables.number((ACT, code), (MONTH, month)) for month in tables.categories(MONTH))
    return (*cells, tables.number((ACT, code)))


def test_cell_at_the_threshold_is_shown(people: People) -> None:
    tables = table_of(people(10, code="x", month="2022-01"))
    assert tables.categories(MONTH) == ("2022-01", OTHER)
    assert row(tables, "x") == (10, None, 10)


def test_cell_below_the_threshold_leaves_no_trace(people: People) -> None:
    assert dict(table_of(people(9, code="x", month="2022-01")).cells) == {}


def test_no_records_make_an_empty_table() -> None:
    assert dict(table_of([]).cells) == {}


def test_small_and_empty_cells_look_the_same(people: People) -> None:
    seen = people(20, code="x", month="2022-01") + people(20, code="y", month="2022-02")
    assert table_of(seen + people(3, code="x", month="2022-02", first=50)) == table_of(seen)


def test_code_below_the_threshold_has_no_row(people: People) -> None:
    tables = table_of(people(20, code="x", month="2022-01") + people(9, code="y", month="2022-01"))
    assert tables.categories(ACT) == ("x",)


def test_several_testimonies_on_one_victim_count_once(people: People) -> None:
    assert dict(table_of(people(9, code="x", month="2022-01") * 3).cells) == {}


def test_household_is_one_unit(people: People) -> None:
    family = people(8, code="x", month="2022-01", first=20, household="h1")
    assert dict(table_of(people(8, code="x", month="2022-01") + family).cells) == {}


def test_shown_cell_counts_every_victim_of_a_household(people: People) -> None:
    family = people(3, code="x", month="2022-01", first=20, household="h1")
    assert row(table_of(people(9, code="x", month="2022-01") + family), "x")[0] == 12


def test_household_known_from_one_act_holds_for_the_others(people: People) -> None:
    family = people(5, code="x", month="2022-01", first=20)
    elsewhere = people(5, code="y", month="2022-01", first=20, household="h1")
    assert dict(table_of(people(6, code="x", month="2022-01") + family + elsewhere).cells) == {}


def test_small_months_are_told_together(people: People) -> None:
    spread = people(6, code="x", month="2022-01") + people(6, code="x", month="unknown", first=10)
    assert row(table_of(spread), "x") == (12, 12)


def test_margin_counts_a_victim_of_two_months_once(people: People) -> None:
    both = people(12, code="x", month="2022-01") + people(12, code="x", month="2022-02")
    assert row(table_of([*both, *people(10, code="x", month="2022-03", first=12)]), "x") == (12, 12, 10, None, 22)


def test_margin_never_gives_the_single_hidden_cell_away(people: People) -> None:
    hidden = people(7, code="x", month="2022-02", first=20)
    made = make_act_table(people(20, code="x", month="2022-01") + hidden)
    assert row(made.tables, "x") == (20, None, 20)
    assert made.why[(ACT, "x"), (MONTH, OTHER)] is Why.FEW


def test_margin_without_hidden_cells_is_exact(people: People) -> None:
    rest = people(5, code="x", month="2022-02", first=20) + people(6, code="x", month="2022-03", first=25)
    assert row(table_of(people(20, code="x", month="2022-01") + rest), "x") == (20, 11, 31)


def test_margin_alone_may_be_shown(people: People) -> None:
    seen = [
        record
        for number, month in enumerate(["2022-01", "2022-02", "2022-03"])
        for record in people(20, code="y", month=month, first=100 * number)
    ]
    spread = [one(n, "x", f"2022-0{1 + n % 3}") for n in range(15)]
    assert row(table_of(seen + spread), "x") == (None, None, None, None, 15)


def test_margin_lowered_below_the_threshold_is_hidden(people: People) -> None:
    # One column beside OTHER, both hidden for x: no margin leaves the column's cell free to be 0.
    seen = people(20, code="y", month="2022-01", first=100)
    spread = people(6, code="x", month="2022-01") + people(6, code="x", month="2022-02", first=6)
    assert table_of(seen + spread).categories(ACT) == ("y",)


@pytest.mark.parametrize("threshold", [1, 0, -5])
def test_threshold_that_protects_nobody_is_refused(threshold: int) -> None:
    with pytest.raises(BadThreshold):
        make_act_table([], threshold=threshold)


def test_too_many_cells_are_refused() -> None:
    records = [one(n, f"x{code}", f"m{code}") for code in range(100) for n in range(2)]
    with pytest.raises(BadSheet, match="cells"):
        make_act_table(records, threshold=2)


# Any coded table.


def test_rows_of_any_table_are_countables() -> None:
    columns = {"v": ["1", "2"], "home": ["", "h"], ACT: ["x", "*"], MONTH: ["2022-01", ""]}
    (countable,) = countables_of(columns, victim="v", household="home")
    assert countable == Countable(victim_id="1", household_id=None, code="x", month="2022-01")


def test_month_that_is_missing_or_called_other_is_unknown() -> None:
    columns = {"v": ["1", "2"], ACT: ["x", "x"], MONTH: ["", OTHER]}
    assert {one.month for one in countables_of(columns, victim="v", household="")} == {"unknown"}


@pytest.mark.parametrize(
    "columns",
    [{"v": ["1"], ACT: ["x"]}, {"v": [""], ACT: ["x"], MONTH: [""]}, {"v": ["*"], ACT: ["x"], MONTH: [""]}],
    ids=["no month", "no victim", "a refused victim"],
)
def test_table_without_column_or_victim_is_refused(columns: dict[str, list[str]]) -> None:
    with pytest.raises(BadSheet):
        countables_of(columns, victim="v", household="")


# Properties.

ACTS = st.builds(
    Countable,
    victim_id=st.integers(0, 40).map(str),
    household_id=st.none() | st.sampled_from(["h1", "h2"]),
    code=st.sampled_from(["x", "y", "z"]),
    month=st.sampled_from(["2022-01", "2022-02", "2022-03", "unknown"]),
)


@settings(deadline=None, max_examples=30)
@given(records=st.lists(ACTS, max_size=250), threshold=st.integers(2, 10))
def test_every_shown_number_is_true_and_large_enough(records: list[Countable], threshold: int) -> None:
    victims: dict[tuple[str, str], set[str]] = defaultdict(set)
    tables = table_of(records, threshold)
    for record in records:
        month = record.month if record.month in tables.categories(MONTH) else OTHER
        victims[record.code, month].add(record.victim_id)
        victims[record.code, "all"].add(record.victim_id)

    for code in tables.categories(ACT):
        for month in tables.categories(MONTH):
            cell = tables.number((ACT, code), (MONTH, month))
            assert cell is None or cell == len(victims[code, month]) >= threshold
        margin = tables.number((ACT, code))
        assert margin is None or threshold <= margin <= len(victims[code, "all"])


@settings(deadline=None, max_examples=15)
@given(records=st.lists(ACTS, max_size=120), seed=st.randoms(use_true_random=False))
def test_order_of_records_changes_nothing(records: list[Countable], seed: random.Random) -> None:
    shuffled = list(records)
    seed.shuffle(shuffled)
    assert table_of(shuffled, 3) == table_of(records, 3)


WORLDS = {
    "two months, 2": (2, ("2022-01", "2022-02"), 5),
    "two months, 3": (3, ("2022-01", "2022-02"), 6),
    "two months and an odd one, 2": (2, ("2022-01", "2022-02", "unknown"), 3),
}


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS.keys())
def test_enumerating_all_worlds_narrows_no_hidden_cell(world: tuple[int, tuple[str, ...], int]) -> None:
    """Play a reader who runs the algorithm on every possible collection and compares: the independent oracle.

    Code x has up to so many victims, each in any set of months; code y makes the dated months columns. All
    collections that publish the same table must leave each hidden cell of a month every value from 0 to t - 1.
    """
    threshold, months, most = world
    sets = [[m for i, m in enumerate(months) if bits >> i & 1] for bits in range(1, 2 ** len(months))]
    dated = [month for month in months if month != "unknown"]
    frame = [one(1000 + n, "y", month) for month in dated for n in range(threshold)]
    possible: dict[tuple[int | None, ...], list[set[int]]] = {}
    for count in range(most + 1):
        for chosen in combinations_with_replacement(sets, count):
            records = frame + [one(n, "x", month) for n, some in enumerate(chosen) for month in some]
            published = row(table_of(records, threshold), "x")[: len(dated)]
            values = possible.setdefault(published, [set() for _ in dated])
            for seen, month in zip(values, dated, strict=True):
                seen.add(sum(month in some for some in chosen))

    assert len(possible) > 2
    for published, values in possible.items():
        assert all(seen == set(range(threshold)) for cell, seen in zip(published, values, strict=True) if cell is None)
