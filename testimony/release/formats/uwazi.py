"""A preset for importing the released table into Uwazi: its CSV, and the template and thesauri that fit it."""

import json

from testimony.release.files import csv_bytes
from testimony.release.formats.plain import PlainTable
from testimony.release.rows.hierarchy import STAR

TITLE = "title"


def uwazi_csv(table: PlainTable) -> bytes:
    """Return CSV whose first column is Uwazi's title; what isn't told is an empty cell, acts are parted by `|`."""
    lines = [[row[0], *("" if cell == STAR else cell for cell in row[1:])] for row in table.rows]
    return csv_bytes([TITLE, *table.names[1:]], lines)


def uwazi_template(table: PlainTable, *, name: str) -> bytes:
    """Return JSON with one thesaurus per column and a template that uses them, for a person to set up once."""
    columns = table.columns[1:]
    thesauri = [
        {"name": column.name, "values": [{"label": value} for value in column.categories if value != STAR]}
        for column in columns
    ]
    properties = [
        {
            "label": column.name,
            "type": "multiselect" if column.kind == "acts" else "select",
            "content": column.name,
            "filter": True,
        }
        for column in columns
    ]
    template = {"name": name, "properties": properties, "commonProperties": [{"name": TITLE, "label": "Title"}]}
    return (json.dumps({"template": template, "thesauri": thesauri}, ensure_ascii=False, indent=2) + "\n").encode()
