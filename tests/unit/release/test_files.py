"""CSV: readable, and no formula in it; the codebook holds what a table uses."""

import csv
import io

import pytest

from testimony.coding.codebook import Code, Codebook
from testimony.coding.errors import UnknownCode
from testimony.release.files import codebook_csv, safe_cell

CODES = ("lib.incommunicado",)


def test_codebook_holds_only_the_codes_used(codebook: Codebook) -> None:
    lines = list(csv.DictReader(io.StringIO(codebook_csv(CODES, codebook).decode())))

    assert [(line["act_code"], line["label"], line["codebook_version"]) for line in lines] == [
        ("lib.incommunicado", "Held incommunicado", "0.1")
    ]


def test_code_outside_the_codebook_is_refused() -> None:
    with pytest.raises(UnknownCode):
        codebook_csv(CODES, Codebook(version="1", codes=()))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cell_that_would_be_a_formula_is_defused(start: str) -> None:
    label = f"{start}SUM(A1)"
    code = Code(code="lib.incommunicado", family="lib", label=label, rule="", huridocs="", standard="")

    (line,) = csv.DictReader(
        io.StringIO(codebook_csv(CODES, Codebook(version="1", codes=(code,))).decode(), newline="")
    )

    assert line["label"] == f"'{label}"


def test_harmless_cell_is_left_alone() -> None:
    assert safe_cell("2022-01") == "2022-01"
