"""Count tables as files: canonical, readable, and no formula in them."""

import pytest

from testimony.release.errors import BadSheet
from testimony.release.tables.published import CountTables

SEX = CountTables(threshold=10, tables=(("sex",),), cells={(): 33, (("sex", "=F"),): 30, (("sex", "M"),): None})
ACTS = CountTables(
    threshold=10,
    tables=(("act_code", "month"),),
    cells={
        (("act_code", "x"),): 14,
        (("act_code", "x"), ("month", "2022-01")): 12,
        (("act_code", "x"), ("month", "other")): None,
        (("act_code", "x"), ("month", "unknown")): None,
    },
    overlapping=True,
)


@pytest.mark.parametrize("tables", [SEX, ACTS], ids=["additive", "overlapping"])
def test_tables_read_back_as_written(tables: CountTables) -> None:
    assert CountTables.from_bytes(tables.to_bytes()) == tables


BROKEN = {
    "nothing": b"",
    "no fields": b"{}",
    "a cell of another shape": b'{"threshold": 1, "tables": [], "cells": [[1]], "overlapping": false}',
    "spaces": SEX.to_bytes().replace(b":", b": ", 1),
    "a field added": SEX.to_bytes().replace(b"{", b'{"also":1,', 1),
}


@pytest.mark.parametrize("blob", BROKEN.values(), ids=BROKEN)
def test_earlier_tables_that_cannot_be_read_are_refused(blob: bytes) -> None:
    with pytest.raises(BadSheet):
        CountTables.from_bytes(blob)


def test_csv_has_margins_stars_and_no_formula() -> None:
    assert SEX.csv(("sex",)).decode().split("\r\n") == ["sex,victims", "all,33", "'=F,30", "M,*", ""]


def test_margin_that_is_a_lower_bound_is_called_so() -> None:
    assert "x,all_at_least,14" in ACTS.csv(("act_code", "month")).decode().split("\r\n")


def test_other_comes_last() -> None:
    assert ACTS.categories("month") == ("2022-01", "unknown", "other")


def test_hidden_cells_are_listed() -> None:
    assert SEX.hidden == ((("sex", "M"),),)


def test_number_is_found_in_any_order_of_dimensions() -> None:
    assert ACTS.number(("month", "2022-01"), ("act_code", "x")) == 12
    assert ACTS.number(("act_code", "y")) is None


def test_files_are_each_table_and_all_of_them() -> None:
    assert set(ACTS.files()) == {"table-act_code-by-month.csv", "tables.json"}
