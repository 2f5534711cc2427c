"""The configuration of a release by command line: TOML text in, valid objects out; files are asked for by name."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from testimony.release.errors import BadRule, BadSheet
from testimony.release.rows.hierarchy import (
    Hierarchy,
    age_hierarchy,
    date_hierarchy,
    flat_hierarchy,
    read_hierarchy,
)
from testimony.release.rows.rule import Method, Rule, preset
from testimony.release.rows.sheet import Columns, Layout

ReadFile = Callable[[str], bytes]


@dataclass(frozen=True, kw_only=True)
class RowsConfig:
    """What `anonymise` does with a table."""

    layout: Layout
    rule: Rule
    hierarchies: tuple[Hierarchy, ...]
    name: str
    title: str
    only: tuple[str, ...]
    formats: tuple[str, ...]
    lenient: bool


@dataclass(frozen=True, kw_only=True)
class TablesConfig:
    """What `table` counts; `parents` leads per dimension from a category to the one above it."""

    victim: str
    household: str
    tables: tuple[tuple[str, ...], ...]
    threshold: int
    merge: bool
    parents: Mapping[str, Mapping[str, str]]


def rows_config(text: str, columns: Columns, read: ReadFile) -> RowsConfig:
    """Read the configuration of rows; raise BadSheet or BadRule naming the field."""
    plain = _toml(text)
    _expect(plain, "columns", "hierarchy", "output", "preset", "rule", "table", "tables")
    where = _group(plain, "columns", "acts", "household", "sensitive", "victim")
    output = _group(plain, "output", "formats", "lenient", "name", "only", "title")
    name = _text(output, "name", "release")
    return RowsConfig(
        layout=Layout(
            victim=_text(where, "victim"),
            sensitive=_text(where, "sensitive"),
            acts=_text(where, "acts", ""),
            household=_text(where, "household", ""),
        ),
        rule=_rule(plain),
        hierarchies=tuple(_hierarchy(one, columns, read) for one in _list(plain, "hierarchy")),
        name=name,
        title=_text(output, "title", name),
        only=_texts(output, "only"),
        formats=_texts(output, "formats"),
        lenient=output.get("lenient", False) is True,
    )


def tables_config(text: str, columns: Columns, read: ReadFile) -> TablesConfig:
    """Read the configuration of count tables; raise BadSheet naming the field."""
    plain = _toml(text)
    _expect(plain, "columns", "hierarchy", "output", "preset", "rule", "table", "tables")
    where = _group(plain, "columns", "acts", "household", "sensitive", "victim")
    settings = _group(plain, "tables", "merge", "threshold")
    threshold = settings.get("threshold", 10)
    if not isinstance(threshold, int):
        raise BadSheet("tables.threshold: must be a whole number")
    parents = {}
    for one in _list(plain, "hierarchy"):
        hierarchy = _hierarchy(one, columns, read)
        parents[hierarchy.name] = _parents(hierarchy)
    return TablesConfig(
        victim=_text(where, "victim"),
        household=_text(where, "household", ""),
        tables=tuple(tuple(sorted(_texts(one, "dimensions"))) for one in _list(plain, "table")),
        threshold=threshold,
        merge=settings.get("merge", True) is True,
        parents=parents,
    )


def _rule(plain: Mapping[str, Any]) -> Rule:
    fields = {"agreement", "average_risk", "entropy_l", "k", "l", "m", "method", "suppressed"}
    given = dict(_group(plain, "rule", *fields))
    if "method" in given:
        if given["method"] not in set(Method):
            raise BadRule(f"rule.method: must be one of {', '.join(Method)}")
        given["method"] = Method(given["method"])
    base = preset(_text(plain, "preset")) if "preset" in plain else None
    if base is None and "k" not in given:
        raise BadRule("rule.k: is missing, and no preset is named")
    start = {} if base is None else {name: getattr(base, name) for name in fields}
    try:
        return Rule(**{**start, **given})
    except TypeError as error:
        raise BadRule("rule: holds a value of the wrong kind") from error


def _hierarchy(plain: Mapping[str, Any], columns: Columns, read: ReadFile) -> Hierarchy:
    _expect(plain, "column", "file", "first", "kind", "last")
    name = _text(plain, "column")
    if "file" in plain:
        return read_hierarchy(name, read(_text(plain, "file")))
    kind = _text(plain, "kind")
    if kind == "age":
        return age_hierarchy(name)
    if kind == "date":
        first, last = plain.get("first"), plain.get("last")
        if not isinstance(first, date) or not isinstance(last, date) or last < first:
            raise BadSheet("hierarchy.first, hierarchy.last: must be dates in order")
        return date_hierarchy(name, first=first, last=last)
    if kind == "flat":
        if name not in columns:
            raise BadSheet("hierarchy.column: the table has no such column")
        return flat_hierarchy(name, (cell for cell in columns[name] if cell not in ("", "*")))
    raise BadSheet("hierarchy.kind: must be age, date or flat, or a file be named")


def _parents(hierarchy: Hierarchy) -> dict[str, str]:
    found: dict[str, str] = {}
    for lower in range(hierarchy.top - 1):
        for leaf in range(hierarchy.missing):
            low = hierarchy.labels[lower][hierarchy.codes[lower][leaf]]
            high = hierarchy.labels[lower + 1][hierarchy.codes[lower + 1][leaf]]
            if low != high:
                found.setdefault(low, high)
    return found


def _toml(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSheet("configuration: isn't TOML") from error


def _expect(plain: Mapping[str, Any], *names: str) -> None:
    # A misspelt restriction must not vanish in silence.
    if not set(plain) <= set(names):
        raise BadSheet(f"configuration: a field is none of {', '.join(sorted(names))}")


def _group(plain: Mapping[str, Any], name: str, *fields: str) -> Mapping[str, Any]:
    group = plain.get(name, {})
    if not isinstance(group, dict):
        raise BadSheet(f"{name}: must be a group of fields")
    _expect(group, *fields)
    return group


def _list(plain: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = plain.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadSheet(f"{name}: must be a list of groups")
    return found


def _text(plain: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = plain.get(name, default)
    if not isinstance(value, str):
        raise BadSheet(f"{name}: must be text")
    return value


def _texts(plain: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = plain.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadSheet(f"{name}: must be a list of texts")
    return tuple(value)
