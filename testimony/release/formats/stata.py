"""The released table as a Stata file; needs the extra `formats`."""

import re
import tempfile
from pathlib import Path

import pandas as pd
import pyreadstat

from testimony.release.errors import BadSheet
from testimony.release.formats.plain import PlainTable

_LONGEST_NAME = 32
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_]")


def table_stata(table: PlainTable) -> bytes:
    """Return the table as .dta bytes; raise BadSheet where two column names become one.

    The library writes to a path only. What is written is what leaves anyway: released values, no source.
    """
    names = [_name(column.name) for column in table.columns]
    if len(set(names)) != len(names):
        raise BadSheet("columns: two names are the same in Stata")
    columns = {name: list(column.cells) for name, column in zip(names, table.columns, strict=True)}
    with tempfile.TemporaryDirectory(prefix="aigaq-") as folder:
        path = Path(folder) / "rows.dta"
        pyreadstat.write_dta(pd.DataFrame(columns), str(path), column_labels=[*table.names])
        return path.read_bytes()


def _name(name: str) -> str:
    plain = _NOT_IN_A_NAME.sub("_", name)[:_LONGEST_NAME]
    return f"_{plain}"[:_LONGEST_NAME] if not plain or plain[0].isdigit() else plain
