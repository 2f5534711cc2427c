"""The files of a release: the table and the extract of the codebook, as CSV bytes."""

import csv
import io
from collections.abc import Iterable, Sequence

from testimony.coding.codebook import Codebook
from testimony.release.published import SafeTable

HIDDEN = "*"
# The month under which a code's margin stands; it is a lower bound and must not be read as a total.
ALL_MONTHS_AT_LEAST = "all_at_least"

TABLE_HEADER = ("act_code", "month", "victims")
CODEBOOK_HEADER = ("act_code", "family", "label", "rule", "codebook_version")

# A spreadsheet takes a cell that begins so for a formula and may send it, or run it, when the file is opened.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table_csv(table: SafeTable) -> bytes:
    """Return one line per code and column, in their order, then the code's margin."""
    rows: list[Sequence[str]] = []
    for row in table.rows:
        rows.extend((row.code, month, _number(cell)) for month, cell in zip(table.months, row.cells, strict=True))
        rows.append((row.code, ALL_MONTHS_AT_LEAST, _number(row.at_least)))
    return csv_bytes(TABLE_HEADER, rows)


def codebook_csv(table: SafeTable, codebook: Codebook) -> bytes:
    """Return the entries of the codes that the table uses; raise UnknownCode for one not in the book."""
    codes = (codebook.find(row.code) for row in table.rows)
    return csv_bytes(CODEBOOK_HEADER, ((c.code, c.family, c.label, c.rule, codebook.version) for c in codes))


def safe_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe before a dangerous beginning."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _number(cell: int | None) -> str:
    return HIDDEN if cell is None else str(cell)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return CSV in which no cell is taken for a formula."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow([safe_cell(name) for name in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return sheet.getvalue().encode()
