"""A preset for importing the released table into Uwazi: its CSV, and the template and thesauri that fit it."""

import json

from testimony.release.files import csv_bytes
from testimony.release.formats.plain import PlainTable
from testimony.release.rows.hierarchy import STAR

TITLE = "title"
# Headers that Uwazi's import reads as something else than a property (its CSV import reference, 2026).
_RESERVED = frozenset({"attachments", "file", "files", "id", TITLE})


def uwazi_csv(table: PlainTable) -> bytes:
    """Return CSV whose first column is Uwazi's title; what isn't told is an empty cell, acts are parted by `|`."""
    lines = [[row[0], *("" if cell == STAR else _label(cell) for cell in row[1:])] for row in table.rows]
    return csv_bytes([TITLE, *(_header(name) for name in table.names[1:])], lines)


def uwazi_template(table: PlainTable, *, name: str) -> bytes:
    """Return JSON with one thesaurus per column and a template that uses them, for a person to set up once."""
    columns = table.columns[1:]
    thesauri = [
        {
            "name": _header(column.name),
            "values": [{"label": _label(value)} for value in column.categories if value != STAR],
        }
        for column in columns
    ]
    properties = [
        {
            "label": _header(column.name),
            "type": "multiselect" if column.kind == "acts" else "select",
            "content": _header(column.name),
            "filter": True,
        }
        for column in columns
    ]
    template = {"name": name, "properties": properties, "commonProperties": [{"name": TITLE, "label": "Title"}]}
    return (json.dumps({"template": template, "thesauri": thesauri}, ensure_ascii=False, indent=2) + "\n").encode()


def _header(name: str) -> str:
    # Two underscores begin a language.
    plain = name.replace("__", "_")
    return f"{plain}_value" if plain.lower() in _RESERVED else plain


def _label(value: str) -> str:
    # Two colons part a value from the one above it.
    return value.replace("::", ":")
