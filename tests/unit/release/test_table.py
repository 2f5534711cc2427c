"""The safe table: what is shown, what is hidden, and proofs that hidden cells stay open."""

import random
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimony.release.audit import hidden_interval
from testimony.release.errors import BadThreshold
from testimony.release.published import OTHER, SafeRow, SafeTable
from testimony.release.table import Countable, safe_table, suppress

People = Callable[..., list[Countable]]


def one(victim: int, code: str, month: str, household: str | None = None) -> Countable:
    return Countable(victim_id=str(victim), household_id=household, code=code, month=month)


def test_cell_at_the_threshold_is_shown(people: People) -> None:
    table = safe_table(people(10, code="x", month="2022-01"))

    assert table.months == ("2022-01", OTHER)
    assert table.rows[0].cells == (10, None)


def test_cell_below_the_threshold_leaves_no_trace(people: People) -> None:
    table = safe_table(people(9, code="x", month="2022-01"))

    assert table == SafeTable(threshold=10, months=(OTHER,), rows=())


def test_no_records_make_an_empty_table() -> None:
    assert safe_table([]).rows == ()


def test_small_and_empty_cells_look_the_same(people: People) -> None:
    seen = people(20, code="x", month="2022-01") + people(20, code="y", month="2022-02")
    few = people(3, code="x", month="2022-02", first=50)

    assert safe_table(seen + few).rows[0].cells == safe_table(seen).rows[0].cells


def test_code_below_the_threshold_has_no_row(people: People) -> None:
    table = safe_table(people(20, code="x", month="2022-01") + people(9, code="y", month="2022-01"))

    assert [row.code for row in table.rows] == ["x"]


def test_several_testimonies_on_one_victim_count_once(people: People) -> None:
    twice = people(9, code="x", month="2022-01") * 3

    assert safe_table(twice).rows == ()


def test_household_is_one_unit(people: People) -> None:
    family = people(8, code="x", month="2022-01", first=20, household="h1")

    assert safe_table(people(8, code="x", month="2022-01") + family).rows == ()


def test_shown_cell_counts_every_victim_of_a_household(people: People) -> None:
    family = people(3, code="x", month="2022-01", first=20, household="h1")

    assert safe_table(people(9, code="x", month="2022-01") + family).rows[0].cells[0] == 12


def test_household_known_from_one_act_holds_for_the_others(people: People) -> None:
    family = people(5, code="x", month="2022-01", first=20)
    elsewhere = people(5, code="y", month="2022-01", first=20, household="h1")

    assert safe_table(people(6, code="x", month="2022-01") + family + elsewhere).rows == ()


def test_small_months_are_told_together(people: People) -> None:
    spread = people(6, code="x", month="2022-01") + people(6, code="x", month="unknown", first=10)

    table = safe_table(spread)

    assert (table.months, table.rows[0].cells, table.rows[0].at_least) == ((OTHER,), (12,), 12)


def test_margin_counts_a_victim_of_two_months_once(people: People) -> None:
    both = people(12, code="x", month="2022-01") + people(12, code="x", month="2022-02")
    spread = [*both, *people(10, code="x", month="2022-03", first=12)]

    row = safe_table(spread).rows[0]

    assert (row.cells, row.at_least) == ((12, 12, 10, None), 22)


def test_margin_never_gives_the_single_hidden_cell_away(people: People) -> None:
    hidden = people(7, code="x", month="2022-02", first=20)

    row = safe_table(people(20, code="x", month="2022-01") + hidden).rows[0]

    assert (row.cells, row.at_least) == ((20, None), 20)


def test_margin_without_hidden_cells_is_exact(people: People) -> None:
    rest = people(5, code="x", month="2022-02", first=20) + people(6, code="x", month="2022-03", first=25)

    row = safe_table(people(20, code="x", month="2022-01") + rest).rows[0]

    assert (row.cells, row.at_least) == ((20, 11), 31)


def test_margin_alone_may_be_shown(people: People) -> None:
    seen = [
        record
        for number, month in enumerate(["2022-01", "2022-02", "2022-03"])
        for record in people(20, code="y", month=month, first=100 * number)
    ]
    spread = [one(n, "x", f"2022-0{1 + n % 3}") for n in range(15)]

    row = safe_table(seen + spread).rows[0]

    assert (row.code, row.cells, row.at_least) == ("x", (None,) * 4, 15)


def test_margin_lowered_below_the_threshold_is_hidden(people: People) -> None:
    # One column beside OTHER, both hidden for x: no margin leaves the column's cell free to be 0.
    seen = people(20, code="y", month="2022-01", first=100)
    spread = people(6, code="x", month="2022-01") + people(6, code="x", month="2022-02", first=6)

    table = safe_table(seen + spread)

    assert [row.code for row in table.rows] == ["y"]


@pytest.mark.parametrize("threshold", [1, 0, -5])
def test_threshold_that_protects_nobody_is_refused(threshold: int) -> None:
    with pytest.raises(BadThreshold):
        safe_table([], threshold=threshold)


ACTS = st.builds(
    Countable,
    victim_id=st.integers(0, 40).map(str),
    household_id=st.none() | st.sampled_from(["h1", "h2"]),
    code=st.sampled_from(["x", "y", "z"]),
    month=st.sampled_from(["2022-01", "2022-02", "2022-03", "unknown"]),
)


@settings(deadline=None, max_examples=60)
@given(records=st.lists(ACTS, max_size=250), threshold=st.integers(2, 10))
def test_every_random_table_passes_the_audit(records: list[Countable], threshold: int) -> None:
    for row in safe_table(records, threshold=threshold).rows:
        interval = hidden_interval(row, threshold)
        assert interval is None or (interval.low, interval.high) == (0, threshold - 1)


@given(records=st.lists(ACTS, max_size=250), threshold=st.integers(2, 10))
def test_every_shown_number_is_true_and_large_enough(records: list[Countable], threshold: int) -> None:
    victims: dict[tuple[str, str], set[str]] = defaultdict(set)
    table = suppress(records, threshold=threshold)
    for record in records:
        victims[record.code, record.month if record.month in table.months else OTHER].add(record.victim_id)
        victims[record.code, "all"].add(record.victim_id)

    for row in table.rows:
        for month, cell in zip(table.months, row.cells, strict=True):
            assert cell is None or cell == len(victims[row.code, month]) >= threshold
        assert row.at_least is None or threshold <= row.at_least <= len(victims[row.code, "all"])


@given(records=st.lists(ACTS, max_size=120), seed=st.randoms(use_true_random=False))
def test_order_of_records_changes_nothing(records: list[Countable], seed: random.Random) -> None:
    shuffled = list(records)
    seed.shuffle(shuffled)

    assert suppress(shuffled, threshold=3) == suppress(records, threshold=3)


def hidden_counts(records: list[Countable], code: str, table: SafeTable) -> list[int]:
    victims: dict[str, set[str]] = defaultdict(set)
    for record in records:
        if record.code == code:
            victims[record.month if record.month in table.months else OTHER].add(record.victim_id)
    return [len(victims[month]) for month in table.months]


WORLDS = {
    "two months, 2": (2, ("2022-01", "2022-02"), 6),
    "two months, 3": (3, ("2022-01", "2022-02"), 9),
    "three months, 2": (2, ("2022-01", "2022-02", "2022-03"), 6),
    "two months and an odd one, 2": (2, ("2022-01", "2022-02", "unknown"), 6),
    "two months and an odd one, 3": (3, ("2022-01", "2022-02", "unknown"), 6),
}


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS.keys())
def test_enumerating_all_worlds_narrows_no_hidden_cell(world: tuple[int, tuple[str, ...], int]) -> None:
    """Play a reader who runs the algorithm on every possible collection and compares: the independent oracle.

    Code x has up to so many victims, each in any set of months; code y makes the dated months columns. All
    collections that publish the same table must leave each hidden cell every value from 0 to t - 1.
    """
    threshold, months, most = world
    sets = [[m for i, m in enumerate(months) if bits >> i & 1] for bits in range(1, 2 ** len(months))]
    frame = [one(1000 + n, "y", month) for month in months if month != "unknown" for n in range(threshold)]
    possible: dict[SafeRow, list[set[int]]] = {}
    for count in range(most + 1):
        for chosen in combinations_with_replacement(sets, count):
            records = frame + [one(n, "x", month) for n, some in enumerate(chosen) for month in some]
            table = suppress(records, threshold=threshold)
            for row in table.rows:
                if row.code == "x":
                    values = possible.setdefault(row, [set() for _ in row.cells])
                    for seen, value in zip(values, hidden_counts(records, "x", table), strict=True):
                        seen.add(value)

    assert possible
    for row, values in possible.items():
        *columns, other = zip(row.cells, values, strict=True)
        assert all(seen == set(range(threshold)) for cell, seen in columns if cell is None), row
        # Where all months have columns, OTHER is empty in every world, and everybody knows it.
        assert other[0] is not None or other[1] in ({0}, set(range(threshold))), row
