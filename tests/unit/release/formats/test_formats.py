"""The files of a release: no formula, no order, no column that wasn't asked for, and each reads back as written."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from testimony.release import bundle
from testimony.release.bundle import Wording, row_files, row_manifest
from testimony.release.config import rows_config
from testimony.release.errors import BadSheet, FilesDiffer
from testimony.release.files import FORMULA_STARTS
from testimony.release.formats.codebook import codebook_html, codebook_markdown
from testimony.release.formats.plain import Column, PlainTable, order_tells, plain_table, table_csv
from testimony.release.formats.uwazi import uwazi_csv, uwazi_template
from testimony.release.formats.xlsx import table_xlsx
from testimony.release.manifest import read_manifest, verify
from testimony.release.rows.anonymise import Anonymised, anonymise
from testimony.release.rows.rule import Rule, preset
from testimony.release.rows.sheet import code_sheet, read_columns
from testimony.release.synthesis import synthesise

HOSTILE = ('=cmd|" /C calc"!A0', "+1", "-1", "@SUM(A1)", "\tx", "<script>alert(1)</script>", "a|b", "`*_x_*`", "\x00")
WORDING = Wording(name="invented", title="Invented <b>table</b>")


@pytest.fixture(scope="module")
def release() -> Anonymised:
    files = synthesise(700, 5)
    columns = read_columns(files["source.csv"])
    config = rows_config(files["config.toml"].decode(), columns, files.__getitem__)
    return anonymise(code_sheet(columns, config.layout, config.hierarchies), preset("analyst"))


@pytest.fixture
def table(release: Anonymised) -> PlainTable:
    return plain_table(release, main_act="main_act", acts="acts")


@pytest.fixture
def hostile() -> PlainTable:
    ids = Column(name="release_row", kind="id", cells=tuple(f"r{n}" for n in range(len(HOSTILE))))
    cells = Column(name="=name", kind="quasi", cells=HOSTILE)
    return PlainTable(columns=(ids, cells), order=tuple(range(len(HOSTILE))))


def test_released_rows_are_all_there_in_another_order(release: Anonymised, table: PlainTable) -> None:
    texts, mains, sets = release.text()
    source = list(zip(*texts, mains, sets, strict=True))
    assert sorted(row[1:] for row in table.rows) == sorted(source)
    assert [row[1:] for row in table.rows] != source


def test_ids_are_new_in_every_release(release: Anonymised, table: PlainTable) -> None:
    again = plain_table(release, main_act="main_act", acts="acts")
    assert not set(table.columns[0].cells) & set(again.columns[0].cells)
    assert len(set(table.columns[0].cells)) == release.released


def test_only_columns_asked_for_leave(release: Anonymised) -> None:
    assert plain_table(release, main_act="main_act", only=["age"]).names == ["release_row", "age"]


def test_column_that_is_not_there_is_refused(release: Anonymised) -> None:
    with pytest.raises(BadSheet, match="only"):
        plain_table(release, main_act="main_act", only=["name"])


def test_order_of_the_source_is_noticed() -> None:
    column = Column(name="a", kind="quasi", cells=("x",) * 50)
    assert order_tells(PlainTable(columns=(column,), order=tuple(range(50)))) == pytest.approx(1)
    assert order_tells(PlainTable(columns=(column,), order=(0,))) == 0


def test_no_csv_cell_begins_like_a_formula(hostile: PlainTable) -> None:
    cells = [cell for row in csv.reader(io.StringIO(table_csv(hostile).decode())) for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]


def test_workbook_holds_text_only(hostile: PlainTable) -> None:
    with zipfile.ZipFile(io.BytesIO(table_xlsx(hostile.names, hostile.rows))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
        assert not [name for name in book.namelist() if "vba" in name or "external" in name]
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    cells = list(ET.fromstring(sheet).iter(f"{space}c"))  # noqa: S314  our own bytes
    assert {cell.get("t") for cell in cells} == {"inlineStr"}
    assert not [one for cell in cells for one in cell if one.tag == f"{space}f"]
    assert not [text for cell in cells for text in cell.itertext() if text.startswith(FORMULA_STARTS)]


@pytest.mark.parametrize("write", [codebook_html, codebook_markdown], ids=["HTML", "Markdown"])
def test_codebook_keeps_markup_as_text(hostile: PlainTable, write: Callable[..., bytes]) -> None:
    page = write(hostile, title=WORDING.title, rule=Rule(k=5))
    assert b"<script>" not in page
    assert b"<b>" not in page


def test_data_package_lists_the_values(release: Anonymised, table: PlainTable) -> None:
    files = row_files(release, table, b"", WORDING)
    package = json.loads(files["datapackage.json"])
    resource = package["resources"][0]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert package["$schema"].endswith("/2.0/datapackage.json")
    assert resource["bytes"] == len(files["rows.csv"])
    assert set(fields) == set(table.names)
    assert fields["age"]["constraints"]["enum"] == fields["age"]["categories"]
    assert "*" not in fields["age"]["categories"]


def test_uwazi_gets_empty_cells_for_what_is_not_told(table: PlainTable) -> None:
    lines = list(csv.reader(io.StringIO(uwazi_csv(table).decode())))
    thesauri = json.loads(uwazi_template(table, name="x"))["thesauri"]
    assert lines[0][0] == "title"
    assert "*" not in {cell for line in lines for cell in line}
    assert [one["name"] for one in thesauri] == table.names[1:]


def test_uwazi_takes_no_column_for_something_of_its_own() -> None:
    ids = Column(name="release_row", kind="id", cells=("r1",))
    columns = [Column(name=name, kind="quasi", cells=("North::Almaty",)) for name in ("ID", "place__kk", "title")]
    table = PlainTable(columns=(ids, *columns), order=(0,))
    lines = list(csv.reader(io.StringIO(uwazi_csv(table).decode())))
    assert lines == [["title", "ID_value", "place_kk", "title_value"], ["r1", *["North:Almaty"] * 3]]
    thesauri = json.loads(uwazi_template(table, name="x"))["thesauri"]
    assert thesauri[0] == {"name": "ID_value", "values": [{"label": "North:Almaty"}]}


def test_manifest_proves_the_files(release: Anonymised, table: PlainTable) -> None:
    files = row_files(release, table, b"report", WORDING)
    manifest = row_manifest(release, files, withheld={"changed_or_returned": 3})
    again = read_manifest(manifest.to_bytes())
    verify(again, files)
    assert again.withheld["changed_or_returned"] == "<11"
    with pytest.raises(FilesDiffer, match=r"rows\.csv"):
        verify(again, {**files, "rows.csv": b"other"})


def test_unknown_format_is_refused(release: Anonymised, table: PlainTable) -> None:
    with pytest.raises(BadSheet, match="formats"):
        row_files(release, table, b"", WORDING, formats=["pdf"])


def test_format_that_is_not_installed_is_named(
    release: Anonymised, table: PlainTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(bundle, "import_module", absent)
    with pytest.raises(BadSheet, match="installed"):
        row_files(release, table, b"", WORDING, formats=["parquet"])


def test_format_that_is_installed_is_written(
    release: Anonymised, table: PlainTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Writer:
        table_parquet = staticmethod(lambda _: b"PAR1")

    monkeypatch.setattr(bundle, "import_module", lambda _: Writer)
    assert row_files(release, table, b"", WORDING, formats=["parquet"])["rows.parquet"] == b"PAR1"
