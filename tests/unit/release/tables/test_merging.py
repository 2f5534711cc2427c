"""Merging: siblings go together, and small and empty are the same."""

from collections.abc import Callable

import pytest

from testimony.release.errors import BadSheet
from testimony.release.tables.merging import merge_small
from testimony.release.tables.system import Person

People = Callable[..., list[Person]]
TRIO = {"region": {"r0": "north", "r1": "north", "r2": "north"}}
PAIR = {"region": {"r0": "north", "r1": "north"}}


def merged(people: list[Person], parents: dict[str, dict[str, str]]) -> set[str]:
    done = merge_small(people, parents, dimensions=["region"], threshold=10)
    return {person.values["region"] for person in done.people}


MERGES = {
    "small ones that are many together": (TRIO, {"r0": 20, "r1": 7, "r2": 6}, {"north"}),
    "small ones that are few together stay for the table to leave out": (
        TRIO,
        {"r0": 20, "r1": 5, "r2": 3},
        {"r0", "r1", "r2"},
    ),
    "large ones stay": (TRIO, {"r0": 20, "r1": 15, "r2": 10}, {"r0", "r1", "r2"}),
    "a pair with a small one": (PAIR, {"r0": 20, "r1": 3}, {"north"}),
    "a pair with an empty one looks the same": (PAIR, {"r0": 20}, {"north"}),
    "what the hierarchy does not know stays": (PAIR, {"r0": 20, "r1": 20, "elsewhere": 3}, {"r0", "r1", "elsewhere"}),
}


@pytest.mark.parametrize("row", MERGES.values(), ids=MERGES)
def test_regions_merge(row: tuple[dict[str, dict[str, str]], dict[str, int], set[str]], of_kinds: People) -> None:
    parents, numbers, expected = row
    assert merged(of_kinds(dimension="region", **numbers), parents) == expected


def test_regions_climb_as_far_as_they_must(of_kinds: People) -> None:
    parents = {"region": {"r0": "north", "r1": "north", "north": "land", "south": "land"}}
    assert merged(of_kinds(dimension="region", r0=4, r1=3, south=20), parents) == {"land"}


def test_what_became_what_is_told(of_kinds: People) -> None:
    done = merge_small(of_kinds(dimension="region", r0=20, r1=3), PAIR, dimensions=["region"], threshold=10)
    assert done.merged == {"region": {"r0": "north", "r1": "north"}}


def test_hierarchy_in_a_circle_is_refused(of_kinds: People) -> None:
    circle = {"region": {"r0": "r1", "r1": "r0"}}
    with pytest.raises(BadSheet, match="circle"):
        merge_small(of_kinds(dimension="region", r0=3, r1=3), circle, dimensions=["region"], threshold=10)
