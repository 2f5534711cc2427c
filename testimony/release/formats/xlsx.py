"""An Excel workbook of one sheet, made of inline text only: no formula, no macro, no link, no author, no date."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import chain
from xml.sax.saxutils import escape

from testimony.release.files import safe_cell

# The earliest time that a zip file can carry, so that it doesn't tell when it was made.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/'
    'vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="rows" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def table_xlsx(header: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Return the workbook; every cell is text."""
    blob = io.BytesIO()
    with zipfile.ZipFile(blob, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in _PARTS.items():
            book.writestr(_entry(name), _HEAD + part)
        # Line by line: as one text a large table would take ten times the memory of its rows.
        with book.open(_entry("xl/worksheets/sheet1.xml"), "w") as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_SHEET}"><sheetData>'.encode())
            for line in chain([header], lines):
                sheet.write(_line(line).encode())
            sheet.write(b"</sheetData></worksheet>")
    return blob.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _line(cells: Sequence[str]) -> str:
    texts = "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>' for cell in cells)
    return f"<row>{texts}</row>"


def _text(cell: str) -> str:
    # XML has no way to write control characters.
    return escape("".join(letter for letter in safe_cell(cell) if letter >= " " or letter in "\t\n"))
