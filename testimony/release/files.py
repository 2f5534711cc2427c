"""CSV bytes in which no cell is a formula, and the extract of the codebook that goes with a table of acts."""

import csv
import io
from collections.abc import Iterable, Sequence

from testimony.coding.codebook import Codebook

HIDDEN = "*"

CODEBOOK_HEADER = ("act_code", "family", "label", "rule", "codebook_version")

# A spreadsheet takes a cell that begins so for a formula and may send it, or run it, when the file is opened.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def codebook_csv(codes: Iterable[str], codebook: Codebook) -> bytes:
    """Return the entries of the codes that a table uses; raise UnknownCode for one not in the book."""
    found = map(codebook.find, codes)
    return csv_bytes(CODEBOOK_HEADER, ((c.code, c.family, c.label, c.rule, codebook.version) for c in found))


def safe_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe before a dangerous beginning."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return CSV in which no cell is taken for a formula."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow([safe_cell(name) for name in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return sheet.getvalue().encode()
