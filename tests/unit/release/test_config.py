"""Configuration: read whole or refused, and nothing misspelt is passed over."""

import pytest

from testimony.release.config import rows_config, tables_config
from testimony.release.errors import BadHierarchy, BadRule, BadSheet
from testimony.release.rows.rule import Method
from testimony.release.synthesis import synthesise

COLUMNS = {"v": ["1"], "sex": ["F"], "act": ["x"]}
START = 'preset = "public"\n[columns]\nvictim = "v"\nsensitive = "act"\n[[hierarchy]]\ncolumn = "sex"\n'


def _read(name: str) -> bytes:
    return {"place.csv": b"a,north,*\nb,north,*\n"}[name]


def test_preset_can_be_changed_field_by_field() -> None:
    found = rows_config(START + 'kind = "flat"\n[rule]\nk = 20\nmethod = "local"\n', COLUMNS, _read)
    assert (found.rule.k, found.rule.l, found.rule.method) == (20, 3, Method.LOCAL)


def test_kinds_of_hierarchies_are_built() -> None:
    for kind in (
        'kind = "flat"',
        'kind = "age"',
        'file = "place.csv"',
        'kind = "date"\nfirst = 2022-01-01\nlast = 2022-03-01',
    ):
        assert rows_config(START + kind, COLUMNS, _read).hierarchies[0].name == "sex"


WRONG = {
    "no TOML": ("=", BadSheet),
    "a field nobody reads": ("presett = 1\n" + START + 'kind = "flat"', BadSheet),
    "a group that is none": ('columns = "v"', BadSheet),
    "a list that is none": ('preset = "public"\nhierarchy = "v"\n[columns]\nvictim = "v"\nsensitive = "a"', BadSheet),
    "a kind nobody knows": (START + 'kind = "tree"', BadSheet),
    "dates the wrong way round": (START + 'kind = "date"\nfirst = 2022-03-01\nlast = 2022-01-01', BadSheet),
    "a column that isn't there": (START.replace("sex", "age") + 'kind = "flat"', BadSheet),
    "texts that are none": (START + 'kind = "flat"\n[output]\nonly = "age"', BadSheet),
    "no victim": ("[columns]\nvictim = 1", BadSheet),
    "a hierarchy that isn't one": (START + 'kind = "date"', BadSheet),
    "no k": (START.partition("\n")[2] + 'kind = "flat"', BadRule),
    "an unknown method": (START + 'kind = "flat"\n[rule]\nmethod = "magic"', BadRule),
    "a k that is no number": (START + 'kind = "flat"\n[rule]\nk = "many"', BadRule),
    "half a person": (START + 'kind = "flat"\n[rule]\nk = 11.5', BadRule),
    "a k of yes": (START + 'kind = "flat"\n[rule]\nk = true', BadRule),
    "an agreement in words": (START + 'kind = "flat"\n[rule]\nagreement = "no"', BadRule),
    "a time for a date": (START + 'kind = "date"\nfirst = 2022-01-01T00:00:00\nlast = 2022-03-01', BadSheet),
    "a name that is a path": (START + 'kind = "flat"\n[output]\nname = "../x"', BadSheet),
    "a lenient that is a word": (START + 'kind = "flat"\n[output]\nlenient = "yes"', BadSheet),
}


@pytest.mark.parametrize(("text", "error"), WRONG.values(), ids=WRONG)
def test_configuration_that_is_wrong_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        rows_config(text, COLUMNS, _read)


def test_hierarchy_file_that_is_broken_is_refused() -> None:
    with pytest.raises(BadHierarchy):
        rows_config(START + 'file = "place.csv"', COLUMNS, lambda _: b"a,b\n")


def test_tables_take_parents_from_hierarchies() -> None:
    text = START + 'file = "place.csv"\n[tables]\nthreshold = 5\nmerge = false\n[[table]]\ndimensions = ["sex", "act"]'
    found = tables_config(text, COLUMNS, _read)
    assert (found.parents["sex"], found.tables, found.threshold) == ({"a": "north", "b": "north"}, (("act", "sex"),), 5)


def test_threshold_that_is_no_number_is_refused() -> None:
    with pytest.raises(BadSheet, match="threshold"):
        tables_config(START + 'kind = "flat"\n[tables]\nthreshold = "ten"', COLUMNS, _read)


def test_table_of_a_column_that_may_not_leave_is_refused() -> None:
    text = START + 'kind = "flat"\n[output]\nonly = ["act"]\n[[table]]\ndimensions = ["sex"]'
    with pytest.raises(BadSheet, match="only"):
        tables_config(text, COLUMNS, _read)


def test_tables_keep_to_the_output_of_the_configuration() -> None:
    text = START + 'kind = "flat"\n[output]\nlenient = true\ntitle = "T"\n[[table]]\ndimensions = ["sex"]'
    found = tables_config(text, COLUMNS, _read)
    assert (found.title, found.lenient, [one.name for one in found.hierarchies]) == ("T", True, ["sex"])


def test_invented_table_is_the_same_for_the_same_seed() -> None:
    assert synthesise(20, 1) == synthesise(20, 1)
    assert synthesise(20, 1) != synthesise(20, 2)


@pytest.mark.parametrize("rows", [0, 1_000_001])
def test_invented_table_of_impossible_size_is_refused(rows: int) -> None:
    with pytest.raises(BadSheet, match="rows"):
        synthesise(rows, 1)
