"""Parquet and Stata read back as written; skipped where the extra `formats` isn't installed."""

import io
from pathlib import Path

import pytest

from testimony.release.errors import BadSheet
from testimony.release.formats.plain import Column, PlainTable

pq = pytest.importorskip("pyarrow.parquet")
pyreadstat = pytest.importorskip("pyreadstat")
parquet = pytest.importorskip("testimony.release.formats.parquet")
stata = pytest.importorskip("testimony.release.formats.stata")


def _table(*names: str) -> PlainTable:
    columns = tuple(Column(name=name, kind="quasi", cells=("айғақ", "*")) for name in names)
    return PlainTable(columns=columns, order=(0, 1))


def test_parquet_reads_back_as_written() -> None:
    found = pq.read_table(io.BytesIO(parquet.table_parquet(_table("age", "sex"))))
    assert found.to_pydict() == {"age": ["айғақ", "*"], "sex": ["айғақ", "*"]}


def test_parquet_says_nothing_of_who_wrote_it() -> None:
    assert not pq.read_schema(io.BytesIO(parquet.table_parquet(_table("age")))).metadata


def test_stata_reads_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "rows.dta"
    path.write_bytes(stata.table_stata(_table("age", "main act", "1st")))
    frame, meta = pyreadstat.read_dta(str(path))
    assert list(frame.columns) == ["age", "main_act", "_1st"]
    assert frame["age"].tolist() == ["айғақ", "*"]
    assert meta.column_labels == ["age", "main act", "1st"]


def test_stata_refuses_names_that_become_one() -> None:
    with pytest.raises(BadSheet, match="same"):
        stata.table_stata(_table("a b", "a-b"))
