"""Merges categories with too few people into what stands above them, before anything is counted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from testimony.release.errors import BadSheet
from testimony.release.tables.system import Person, value_of

# So few siblings merge as soon as one is small: that their small ones hold enough together would, beside the number
# of all, narrow each of them (three with 19 people, all small, are at least one each).
_FEW_SIBLINGS = 3


@dataclass(frozen=True, kw_only=True)
class Merged:
    """People with coarser values, and which categories of which dimension became which."""

    people: tuple[Person, ...]
    merged: Mapping[str, Mapping[str, str]]


def merge_small(
    people: Sequence[Person], parents: Mapping[str, Mapping[str, str]], *, dimensions: Sequence[str], threshold: int
) -> Merged:
    """Merge in each dimension siblings whose small ones have `threshold` units together; up to three, if one is small.

    `parents` leads per dimension from a category to the one above it. Siblings go together: a parent beside some of
    its children would be read as their sum. Small and empty are the same. What stays small is for the table to leave
    out; so few people that their absence tells nothing.
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
            crowds[value_of(person, dimension)].add(person.unit)
        step = _climbing(crowds, parents, threshold)
        if not step:
            return people, became
        became = {category: step.get(now, now) for category, now in became.items()} | step
        people = tuple(_with(person, dimension, step) for person in people)
    raise BadSheet(f"{dimension}: its hierarchy goes in a circle")


def _climbing(crowds: Mapping[str, set[str]], parents: Mapping[str, str], threshold: int) -> dict[str, str]:
    families: dict[str, list[str]] = defaultdict(list)
    for category, parent in parents.items():
        families[parent].append(category)
    step: dict[str, str] = {}
    for parent, children in families.items():
        small = [child for child in children if len(crowds.get(child, ())) < threshold]
        units = set[str]().union(*(crowds.get(child, set()) for child in small))
        present = [child for child in children if child in crowds]
        if present and (len(units) >= threshold or (small and len(children) <= _FEW_SIBLINGS)):
            step |= dict.fromkeys(present, parent)
    return step


def _with(person: Person, dimension: str, step: Mapping[str, str]) -> Person:
    value = value_of(person, dimension)
    return replace(person, values={**person.values, dimension: step.get(value, value)})
