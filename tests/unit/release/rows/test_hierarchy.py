"""Hierarchies nest, end in one star and cost what their leaves cover."""

from datetime import date

import pytest

from testimony.release.errors import BadHierarchy
from testimony.release.rows.hierarchy import (
    age_hierarchy,
    date_hierarchy,
    flat_hierarchy,
    hierarchy_from_lines,
    read_hierarchy,
)

BAD = {
    "no line": [],
    "one level only": [("*",)],
    "lines of different length": [("a", "x", "*"), ("b", "*")],
    "a value twice": [("a", "*"), ("a", "*")],
    "no star at the top": [("a", "x"), ("b", "x")],
    "a star below the top": [("a", "*", "*"), ("b", "x", "*")],
    "an empty value": [("", "*"), ("b", "*")],
    "a value that is a story": [("x" * 201, "*"), ("b", "*")],
    "a line break": [("a\nb", "*"), ("b", "*")],
    "two parents": [("a", "x", "p", "*"), ("b", "x", "q", "*")],
}


@pytest.mark.parametrize("lines", BAD.values(), ids=BAD)
def test_hierarchy_that_does_not_nest_is_refused(lines: list[tuple[str, ...]]) -> None:
    with pytest.raises(BadHierarchy, match=r"^place: "):
        hierarchy_from_lines("place", lines)


def test_cost_is_the_share_of_leaves_covered_besides_ones_own() -> None:
    found = read_hierarchy("place", b"a,x,*\nb,x,*\nc,y,*\n")
    assert [costs.tolist() for costs in found.costs] == [[0, 0, 0, 1], [0.5, 0, 1], [1]]


def test_missing_value_reads_star_at_every_level() -> None:
    found = read_hierarchy("place", b"a,x,*\nb,y,*\n")
    assert [labels[codes[found.missing]] for labels, codes in zip(found.labels, found.codes, strict=True)] == ["*"] * 3


@pytest.mark.parametrize("blob", [b"\xff\xfe", b'a,"x\n'], ids=["not UTF-8", "an open quote"])
def test_hierarchy_that_is_no_csv_is_refused(blob: bytes) -> None:
    with pytest.raises(BadHierarchy):
        read_hierarchy("place", blob)


def test_column_with_one_value_costs_nothing_to_tell_and_one_to_hide() -> None:
    found = flat_hierarchy("sex", ["F", "F"])
    assert [costs.tolist() for costs in found.costs] == [[0, 1], [1]]


def test_age_bands_do_not_depend_on_who_is_there() -> None:
    assert [labels[codes[34]] for labels, codes in zip(*_levels(age_hierarchy("age")), strict=True)] == [
        "34",
        "30-34",
        "30-39",
        "20-39",
        "*",
    ]


def test_dates_climb_by_month_quarter_and_year() -> None:
    found = date_hierarchy("date", first=date(2022, 1, 1), last=date(2022, 12, 31))
    assert [labels[codes[45]] for labels, codes in zip(*_levels(found), strict=True)] == [
        "2022-02-15",
        "2022-02",
        "2022-Q1",
        "2022",
        "*",
    ]


def _levels(found):  # type: ignore[no-untyped-def]  # both sides of a zip, only for reading here
    return found.labels, found.codes
