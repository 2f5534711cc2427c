"""The configuration of a release by command line: TOML text in, valid objects out; files are asked for by name."""

import re
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
from testimony.release.tables.acts import ACT, MONTH

ReadFile = Callable[[str], bytes]
_NAME = re.compile(r"[a-z0-9._-]{1,100}")
# Exactly these: TOML's true would else be taken for 1, and 11.5 people for a number of people.
_RULE_KINDS: Mapping[str, tuple[type, ...]] = {
    "agreement": (bool,),
    "average_risk": (int, float),
    "entropy_l": (int, float),
    "k": (int,),
    "l": (int,),
    "m": (int,),
    "method": (Method,),
    "suppressed": (int, float),
}


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
    """What `table` counts; `parents` leads per dimension from a category to the one above it.

    With `several` one victim has several rows, one per act, and the one table is act_code by month.
    """

    victim: str
    household: str
    tables: tuple[tuple[str, ...], ...]
    threshold: int
    merge: bool
    several: bool
    parents: Mapping[str, Mapping[str, str]]
    hierarchies: tuple[Hierarchy, ...]
    title: str
    lenient: bool


def rows_config(text: str, columns: Columns, read: ReadFile) -> RowsConfig:
    """Read the configuration of rows; raise BadSheet or BadRule naming the field."""
    plain = _toml(text)
    _expect(plain, "columns", "hierarchy", "output", "preset", "rule", "table", "tables")
    where = _group(plain, "columns", "acts", "household", "sensitive", "victim")
    output = _output(plain)
    return RowsConfig(
        layout=Layout(
            victim=_text(where, "victim"),
            sensitive=_text(where, "sensitive"),
            acts=_text(where, "acts", ""),
            household=_text(where, "household", ""),
        ),
        rule=_rule(plain),
        hierarchies=tuple(_hierarchy(one, columns, read) for one in _list(plain, "hierarchy")),
        name=output.name,
        title=output.title,
        only=output.only,
        formats=output.formats,
        lenient=output.lenient,
    )


def tables_config(text: str, columns: Columns, read: ReadFile) -> TablesConfig:
    """Read the configuration of count tables; raise BadSheet naming the field."""
    plain = _toml(text)
    _expect(plain, "columns", "hierarchy", "output", "preset", "rule", "table", "tables")
    where = _group(plain, "columns", "acts", "household", "sensitive", "victim")
    settings = _group(plain, "tables", "merge", "several", "threshold")
    threshold = settings.get("threshold", 10)
    if type(threshold) is not int:
        raise BadSheet("tables.threshold: must be a whole number")
    output = _output(plain)
    wanted = tuple(tuple(sorted(_texts(one, "dimensions"))) for one in _list(plain, "table"))
    several = _yes(settings, "several", default=False)
    if several and wanted != ((ACT, MONTH),):
        raise BadSheet(f"tables.several: needs one table, of {ACT} and {MONTH}")
    dimensions = {dimension for table in wanted for dimension in table}
    if output.only and not dimensions <= set(output.only):
        raise BadSheet("table.dimensions: names a column that output.only doesn't let out")
    hierarchies = [_hierarchy(one, columns, read) for one in _list(plain, "hierarchy")]
    return TablesConfig(
        victim=_text(where, "victim"),
        household=_text(where, "household", ""),
        tables=wanted,
        threshold=threshold,
        merge=_yes(settings, "merge", default=True),
        several=several,
        parents={hierarchy.name: _parents(hierarchy) for hierarchy in hierarchies},
        hierarchies=tuple(hierarchy for hierarchy in hierarchies if hierarchy.name in dimensions),
        title=output.title,
        lenient=output.lenient,
    )


@dataclass(frozen=True, kw_only=True)
class _Output:
    name: str
    title: str
    only: tuple[str, ...]
    formats: tuple[str, ...]
    lenient: bool


def _output(plain: Mapping[str, Any]) -> _Output:
    output = _group(plain, "output", "formats", "lenient", "name", "only", "title")
    name = _text(output, "name", "release")
    if not _NAME.fullmatch(name):
        raise BadSheet("output.name: must be of lower-case letters, digits, dots, dashes and underscores")
    return _Output(
        name=name,
        title=_text(output, "title", name),
        only=_texts(output, "only"),
        formats=_texts(output, "formats"),
        lenient=_yes(output, "lenient", default=False),
    )


def _rule(plain: Mapping[str, Any]) -> Rule:
    given = dict(_group(plain, "rule", *_RULE_KINDS))
    if "method" in given:
        if given["method"] not in set(Method):
            raise BadRule(f"rule.method: must be one of {', '.join(Method)}")
        given["method"] = Method(given["method"])
    base = preset(_text(plain, "preset")) if "preset" in plain else None
    if base is None and "k" not in given:
        raise BadRule("rule.k: is missing, and no preset is named")
    for name, value in given.items():
        if type(value) not in _RULE_KINDS[name]:
            raise BadRule(f"rule.{name}: is a value of the wrong kind")
    start = {} if base is None else {name: getattr(base, name) for name in _RULE_KINDS}
    return Rule(**{**start, **given})


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
        if type(first) is not date or type(last) is not date or last < first:
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


def _yes(plain: Mapping[str, Any], name: str, *, default: bool) -> bool:
    value = plain.get(name, default)
    if not isinstance(value, bool):
        raise BadSheet(f"{name}: must be true or false")
    return value
