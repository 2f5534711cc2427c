"""The codebook: found codes, refused files."""

import json
from pathlib import Path
from typing import Any

import pytest

from testimony.coding.codebook import Codebook, load_codebook, parse_codebook
from testimony.coding.errors import CodingError, UnknownCode


def entry(**changes: object) -> dict[str, object]:
    return {"code": "lib.x", "family": "lib", "label": "X", "rule": "", "huridocs": "", "standard": ""} | changes


def test_starting_codebook_has_its_110_codes(codebook: Codebook) -> None:
    assert (codebook.version, len(codebook.codes)) == ("0.1", 110)


def test_known_code_is_found(codebook: Codebook) -> None:
    assert codebook.find("phys.beat_baton").family == "phys"


def test_unknown_code_is_refused(codebook: Codebook) -> None:
    with pytest.raises(UnknownCode):
        codebook.find("phys.beat_stick")


def test_categories_of_people_are_no_acts(codebook: Codebook) -> None:
    assert {"vic", "perp"}.isdisjoint(code.family for code in codebook.acts())


def test_families_hold_every_act_once(codebook: Codebook) -> None:
    listed = [code for _family, codes in codebook.families() for code in codes]

    assert sorted(code.code for code in listed) == sorted(code.code for code in codebook.acts())


def test_family_may_be_left_out() -> None:
    values = entry()
    del values["family"]

    assert parse_codebook({"version": "1", "codes": [values]}).find("lib.x").family == "lib"


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no codes": ({"version": "1", "codes": []}, "codes"),
    "no version": ({"codes": [entry()]}, "version"),
    "a code twice": ({"version": "1", "codes": [entry(), entry()]}, "codes"),
    "a code without family": ({"version": "1", "codes": [entry(code="x")]}, "codes.0.code"),
    "another family": ({"version": "1", "codes": [entry(family="phys")]}, "codes.0.family"),
    "no label": ({"version": "1", "codes": [entry(label="")]}, "codes.0.label"),
    "an unknown field": ({"version": "1", "codes": [entry(colour="red")]}, "codes.0"),
}


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED.keys())
def test_wrong_codebook_is_refused_by_field(row: tuple[dict[str, Any], str]) -> None:
    values, field = row

    with pytest.raises(CodingError) as refusal:
        parse_codebook(values)

    assert refusal.value.field == field


def test_codebook_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "v1.json"
    path.write_text(json.dumps({"version": "1", "codes": [entry()]}), encoding="utf-8")

    assert load_codebook(path).version == "1"


def test_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "v1.json"
    path.write_text("{", encoding="utf-8")

    with pytest.raises(CodingError):
        load_codebook(path)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodingError):
        load_codebook(tmp_path / "none.json")
