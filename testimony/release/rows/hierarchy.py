"""Generalisation hierarchies: how a value grows coarser, level by level, up to `*`, and what each step costs."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from testimony.release.errors import BadHierarchy
from testimony.release.rows.arrays import Codes, Costs

STAR = "*"
MOST_LEAVES = 100_000
LONGEST_LABEL = 200


@dataclass(frozen=True, kw_only=True, eq=False)
class Hierarchy:
    """One column's domain. Level 0 holds the values themselves (leaves), the last level only `*`.

    `codes[level]` leads from leaf to code, `labels[level]` from code to text, `costs[level]` from code to the
    leaf-coverage NCP, (leaves covered - 1) / (leaves - 1). One leaf more than the domain has stands for a
    missing or refused value: it reads `*` and costs 1 at every level.
    """

    name: str
    labels: tuple[tuple[str, ...], ...]
    codes: tuple[Codes, ...]
    costs: tuple[Costs, ...]

    @property
    def top(self) -> int:
        """Return the level at which everything is `*`."""
        return len(self.labels) - 1

    @property
    def missing(self) -> int:
        """Return the leaf that stands for a missing or refused value."""
        return len(self.codes[0]) - 1

    @property
    def leaves(self) -> tuple[str, ...]:
        """Return the values of the domain in order."""
        return self.labels[0][:-1]


def hierarchy_from_lines(name: str, lines: Sequence[Sequence[str]]) -> Hierarchy:
    """Build a hierarchy from lines `leaf, level 1, …, *`; raise BadHierarchy where they don't nest."""
    _check_shape(name, lines)
    columns = list(zip(*lines, strict=True))
    if len(columns) == 1:  # the only value is `*` already
        raise BadHierarchy(f"{name}: needs a level above its values")
    for lower, higher in pairwise(columns):
        if len(set(zip(lower, higher, strict=True))) != len(set(lower)):
            raise BadHierarchy(f"{name}: a value has two parents")
    levels = [_level(column, is_top=column is columns[-1]) for column in columns]
    return Hierarchy(
        name=name,
        labels=tuple(labels for labels, _, _ in levels),
        codes=tuple(codes for _, codes, _ in levels),
        costs=tuple(costs for _, _, costs in levels),
    )


def read_hierarchy(name: str, blob: bytes) -> Hierarchy:
    """Read a hierarchy from CSV bytes; raise BadHierarchy."""
    try:
        lines = [line for line in csv.reader(io.StringIO(blob.decode("utf-8-sig"))) if line]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadHierarchy(f"{name}: isn't UTF-8 CSV") from error
    return hierarchy_from_lines(name, lines)


def flat_hierarchy(name: str, values: Iterable[str]) -> Hierarchy:
    """Build the hierarchy of a column without structure: a value is told or is `*`."""
    return hierarchy_from_lines(name, [(value, STAR) for value in sorted(set(values))])


def age_hierarchy(name: str, *, lowest: int = 0, highest: int = 99) -> Hierarchy:
    """Build bands of 5, 10 and 20 years over a fixed range, so that the bands don't depend on who is in the table."""
    bands = (_band(5), _band(10), _band(20))
    return hierarchy_from_lines(
        name, [(str(age), *(band(age) for band in bands), STAR) for age in range(lowest, highest + 1)]
    )


def date_hierarchy(name: str, *, first: date, last: date) -> Hierarchy:
    """Build month, quarter and year over every day from first to last."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return hierarchy_from_lines(
        name,
        [(day.isoformat(), f"{day:%Y-%m}", f"{day.year}-Q{(day.month + 2) // 3}", str(day.year), STAR) for day in days],
    )


def _band(width: int) -> Callable[[int], str]:
    return lambda age: f"{age - age % width}-{age - age % width + width - 1}"


def _check_shape(name: str, lines: Sequence[Sequence[str]]) -> None:
    if not lines or len(lines) > MOST_LEAVES:
        raise BadHierarchy(f"{name}: must have between 1 and {MOST_LEAVES} values")
    if len({len(line) for line in lines}) != 1:
        raise BadHierarchy(f"{name}: every line needs the same number of levels")
    if len({line[0] for line in lines}) != len(lines):
        raise BadHierarchy(f"{name}: a value stands on two lines")
    if any(line[-1] != STAR for line in lines):
        raise BadHierarchy(f"{name}: the last level must be {STAR}")
    labels = {label for line in lines for label in line[:-1]}
    if not labels.isdisjoint(("", STAR)):
        raise BadHierarchy(f"{name}: {STAR} and empty values stand at the last level only")
    if any(len(label) > LONGEST_LABEL or not label.isprintable() for label in labels):
        raise BadHierarchy(f"{name}: a value is longer than {LONGEST_LABEL} letters or holds a control character")


def _level(column: Sequence[str], *, is_top: bool) -> tuple[tuple[str, ...], Codes, Costs]:
    labels = {label: code for code, label in enumerate(dict.fromkeys(column))}
    missing = 0 if is_top else len(labels)
    codes = np.array([*(labels[label] for label in column), missing], dtype=np.int32)
    leaves = len(column)
    covered = np.bincount(codes[:-1], minlength=missing + 1)
    costs = (covered - 1) / (leaves - 1) if leaves > 1 else np.zeros(missing + 1)
    costs[missing] = 1.0
    return (tuple(labels) if is_top else (*labels, STAR)), codes, costs
