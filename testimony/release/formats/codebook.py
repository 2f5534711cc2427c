"""The codebook of a released table: Data Package v2 with a schema, Markdown and a page to print."""

import hashlib
import json
from html import escape

from testimony.release.formats.plain import Column, PlainTable
from testimony.release.rows.hierarchy import STAR
from testimony.release.rows.rule import Rule

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
# The page travels as one file, so its style stands in it.
_STYLE = (
    ":root{color-scheme:light dark}body{font:17px/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h2{margin:1.6rem 0 .3rem;break-after:avoid}ul{columns:12rem;margin:.3rem 0}"
)
_KINDS = {
    "id": "Random, new in every release; leads nowhere.",
    "quasi": "May be coarser than what was recorded; * is not told.",
    "main act": "The main act; * where fewer people of the class suffered it than may be told, or it is withheld.",
    "acts": "Acts parted by |. The list is not complete: acts that few people of a class suffered are not told.",
}


def data_package(table: PlainTable, csv: bytes, *, name: str, title: str, rule: Rule) -> bytes:
    """Return datapackage.json of the table, whose file is rows.csv."""
    package = {
        "$schema": _PROFILE,
        "name": name,
        "title": title,
        "resources": [
            {
                "name": "rows",
                "type": "table",
                "path": "rows.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(csv),
                "hash": f"sha256:{hashlib.sha256(csv).hexdigest()}",
                "schema": {
                    "$schema": _SCHEMA,
                    "fields": [_field(column) for column in table.columns],
                    "missingValues": [STAR],
                    "primaryKey": [table.names[0]],
                },
            }
        ],
        "description": _promise(rule),
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def codebook_markdown(table: PlainTable, *, title: str, rule: Rule) -> bytes:
    """Return the codebook as Markdown."""
    lines = [f"# {_plain(title)}", "", _promise(rule), ""]
    for column in table.columns:
        lines += [f"## {_plain(column.name)}", "", _KINDS[column.kind], ""]
        lines += [f"- {_plain(value)}" for value in _listed(column)]
        lines += [""] if _listed(column) else []
    return ("\n".join(lines).rstrip() + "\n").encode()


def codebook_html(table: PlainTable, *, title: str, rule: Rule) -> bytes:
    """Return the codebook as one self-contained page."""
    parts = [
        "<!doctype html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>',
        f"<style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1><p>{escape(_promise(rule))}</p>",
    ]
    for column in table.columns:
        values = "".join(f"<li>{escape(value)}</li>" for value in _listed(column))
        listed = f"<ul>{values}</ul>" if values else ""
        parts.append(f"<h2>{escape(column.name)}</h2><p>{escape(_KINDS[column.kind])}</p>{listed}")
    return ("\n".join([*parts, "</body></html>"]) + "\n").encode()


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": "string", "description": _KINDS[column.kind]}
    told = [value for value in column.categories if value != STAR]
    if column.kind in ("quasi", "main act"):
        field["categories"] = told
        field["constraints"] = {"enum": told} if told else {}
    elif column.kind == "id":
        field["constraints"] = {"required": True, "unique": True}
    return field


def _listed(column: Column) -> tuple[str, ...]:
    return () if column.kind == "id" else column.categories


def _promise(rule: Rule) -> str:
    acts = {
        0: "",
        1: f" One act that somebody knows of a person besides fits at least {rule.k} of them too, or isn't told.",
        2: f" Two acts that somebody knows of a person besides fit at least {rule.k} of them too, or aren't both told.",
    }
    return (
        f"Every combination of values fits at least {rule.k} people, among them at least {rule.l} different main acts."
        f"{acts[rule.m]} {STAR} means: not told, whatever the reason."
    )


def _plain(text: str) -> str:
    # Markdown and HTML in a value must stay text.
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>()#+-.!|" else letter for letter in text)
