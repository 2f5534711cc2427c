"""Merging: siblings go together, and small and empty are the same."""

from collections.abc import Callable
from itertools import product

import pytest

from testimony.release.errors import BadSheet
from testimony.release.tables.merging import merge_small
from testimony.release.tables.system import Person

People = Callable[..., list[Person]]
FOUR = {"region": {"r0": "north", "r1": "north", "r2": "north", "r3": "north"}}
PAIR = {"region": {"r0": "north", "r1": "north"}}


def merged(people: list[Person], parents: dict[str, dict[str, str]]) -> set[str]:
    done = merge_small(people, parents, dimensions=["region"], threshold=10)
    return {person.values["region"] for person in done.people}


MERGES = {
    "small ones that are many together": (FOUR, {"r0": 20, "r1": 7, "r2": 6, "r3": 12}, {"north"}),
    "small ones that are few together stay for the table to leave out": (
        FOUR,
        {"r0": 20, "r1": 5, "r2": 3, "r3": 12},
        {"r0", "r1", "r2", "r3"},
    ),
    "small and empty ones alike": (FOUR, {"r0": 20, "r1": 5, "r3": 12}, {"r0", "r1", "r3"}),
    "large ones stay": (FOUR, {"r0": 20, "r1": 15, "r2": 10, "r3": 12}, {"r0", "r1", "r2", "r3"}),
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


WORLDS = {"two siblings": 2, "three siblings": 3}


@pytest.mark.parametrize("siblings", WORLDS.values(), ids=WORLDS)
def test_running_the_rule_on_all_collections_narrows_no_merged_category(siblings: int, of_kinds: People) -> None:
    """Play a reader who knows the rule and how many people the parent has: no child may be narrowed."""
    parents = {"region": {f"r{n}": "north" for n in range(siblings)}}
    possible: dict[int, list[set[int]]] = {}
    for numbers in product(range(9), repeat=siblings):
        people = of_kinds(dimension="region", **{f"r{n}": number for n, number in enumerate(numbers)})
        done = merge_small(people, parents, dimensions=["region"], threshold=3)
        if 3 <= len(people) <= 8 and {person.values["region"] for person in done.people} == {"north"}:
            seen = possible.setdefault(len(people), [set() for _ in numbers])
            for values, number in zip(seen, numbers, strict=True):
                values.add(number)
    assert possible
    assert all(len(values) >= 3 for seen in possible.values() for values in seen)


def test_what_became_what_is_told(of_kinds: People) -> None:
    done = merge_small(of_kinds(dimension="region", r0=20, r1=3), PAIR, dimensions=["region"], threshold=10)
    assert done.merged == {"region": {"r0": "north", "r1": "north"}}


def test_hierarchy_in_a_circle_is_refused(of_kinds: People) -> None:
    circle = {"region": {"r0": "r1", "r1": "r0"}}
    with pytest.raises(BadSheet, match="circle"):
        merge_small(of_kinds(dimension="region", r0=3, r1=3), circle, dimensions=["region"], threshold=10)
