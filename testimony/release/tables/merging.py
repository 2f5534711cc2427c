"""Merges categories with too few people into what stands above them, before anything is counted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from testimony.release.errors import BadSheet
from testimony.release.tables.system import UNKNOWN, Person

OTHERS = "others"


@dataclass(frozen=True, kw_only=True)
class Merged:
    """People with coarser values, and which categories of which dimension became which."""

    people: tuple[Person, ...]
    merged: Mapping[str, Mapping[str, str]]


def merge_small(
    people: Sequence[Person], parents: Mapping[str, Mapping[str, str]], *, dimensions: Sequence[str], threshold: int
) -> Merged:
    """Merge in each dimension every group of siblings of which one has fewer than `threshold` units.

    `parents` leads per dimension from a category to the one above it; what has none above goes to "others".
    Siblings go together: a parent beside some of its children would be read as their sum.
    """
    merged: dict[str, dict[str, str]] = {}
    for dimension in dimensions:
        people, merged[dimension] = _merge(tuple(people), dimension, parents.get(dimension, {}), threshold)
    return Merged(people=tuple(people), merged=merged)


def _merge(
    people: tuple[Person, ...], dimension: str, parents: Mapping[str, str], threshold: int
) -> tuple[tuple[Person, ...], dict[str, str]]:
    became: dict[str, str] = {}
    for _ in range(len(parents) + 2):  # each round climbs one step; a longer way is a circle
        crowds: dict[str, set[str]] = defaultdict(set)
        for person in people:
            crowds[_value(person, dimension)].add(person.unit)
        small = {category for category, units in crowds.items() if len(units) < threshold and category != OTHERS}
        if not small:
            return people, became
        climbing = {parents.get(category, OTHERS) for category in small}
        step = {
            category: parents.get(category, OTHERS)
            for category in crowds
            if category in small or (category in parents and parents[category] in climbing)
        }
        became = {category: step.get(now, now) for category, now in became.items()} | step
        people = tuple(_with(person, dimension, step) for person in people)
    raise BadSheet(f"{dimension}: its hierarchy goes in a circle")


def _value(person: Person, dimension: str) -> str:
    value = person.values.get(dimension, "")
    return UNKNOWN if value in ("", "*") else value


def _with(person: Person, dimension: str, step: Mapping[str, str]) -> Person:
    value = _value(person, dimension)
    return replace(person, values={**person.values, dimension: step.get(value, value)})
