"""Rows and tables say what was counted, and leave other commands' rows alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.evaluation.quotes import Quoted
from tests.evaluation.report import Cell, Row, cost_rows, own_rows, page, public_rows, quote_rows, write_rows
from tests.evaluation.scoring import Scores, Share

SCORES = Scores(
    persons=Share(part=199, whole=200),
    identifiers=Share(part=97, whole=100),
    structured=Share(part=10, whole=10),
    over_masked=Share(part=5, whole=100),
    hidden_in_gold=Share(part=3, whole=4),
    pair_precision=Share(part=9, whole=10),
    pair_recall=Share(part=9, whole=10),
)


def cell(half: str = "blind", casing: str = "capitals kept") -> Cell:
    return Cell(language="ru", half=half, casing=casing, scores=SCORES, texts=3, characters=2000, seconds=0.01)


def test_figures_come_from_the_blind_half_only() -> None:
    assert own_rows([cell("dev")]) == []
    assert own_rows([cell("blind")]) != []


@pytest.mark.parametrize(
    ("name", "value", "met"),
    [
        pytest.param("persons covered: ru, capitals kept", 99.5, True, id="just reached"),
        pytest.param("identifiers covered: ru, capitals kept", 97, False, id="missed"),
        pytest.param("over-masking: ru, capitals kept", 5, True, id="below its bound"),
        pytest.param("linking F1 over pairs: ru, capitals kept", 0.9, False, id="links"),
        pytest.param("relations: ru, capitals kept", 0, None, id="without a goal"),
    ],
)
def test_a_row_is_held_against_its_goal(name: str, value: float, met: bool | None) -> None:
    rows = {row.name: row for row in own_rows([cell()])}

    assert (rows[name].value, rows[name].met) == (value, met)


def test_a_casing_without_goals_is_told_all_the_same() -> None:
    rows = own_rows([cell(casing="all capitals")])

    assert rows
    assert {row.goal for row in rows} == {None}


def test_quasi_identifiers_come_with_their_precision() -> None:
    rows = public_rows(
        [
            ("English TAB dev, quasi-identifiers, strict setting", cell()),
            ("English TAB dev, direct identifiers", cell()),
        ]
    )

    assert [(row.value, row.goal, row.met) for row in rows] == [
        (97, ">= 92", True),
        (75, ">= 75", True),
        (97, ">= 99.5", False),
    ]


def test_speed_is_processor_time_over_the_texts_as_written() -> None:
    slow = Cell(**{**vars(cell(casing="lower case")), "seconds": 99})

    speed, load, resident = cost_rows([cell(), slow], (0.5, 70.0))

    assert (speed.value, load.value, resident.value) == (5, 0.5, 70)
    assert (speed.met, load.met, resident.met) == (True, True, True)


def test_writing_replaces_own_rows_and_keeps_others(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    other = {
        "issue": "whole path",
        "name": "a",
        "value": 1,
        "unit": "s",
        "goal": None,
        "met": None,
        "how": "make bench",
    }
    file.write_text(json.dumps([other]), "utf-8")
    write_rows([Row(name="old", value=1, unit="s")], file)

    write_rows([Row(name="new", value=2, unit="s", goal="<= 1")], file)

    rows = json.loads(file.read_text("utf-8"))
    assert [(row["issue"], row["name"], row["met"]) for row in rows] == [
        ("whole path", "a", None),
        ("pseudonyms", "new", False),
    ]


def test_writing_begins_a_file_that_is_not_there(tmp_path: Path) -> None:
    write_rows([Row(name="new", value=2, unit="s")], tmp_path / "figures.json")

    assert len(json.loads((tmp_path / "figures.json").read_text("utf-8"))) == 1


def test_the_page_shows_goals_halves_and_collections() -> None:
    cells = [cell(), cell("dev")]
    collections = [("English TAB dev, direct identifiers", cell())]

    text = page(cells, collections, own_rows(cells), "\nNot measured: kaznerd.")

    assert "| persons covered: ru, capitals kept | 99.5 % | >= 99.5 | yes |" in text
    assert "| identifiers covered: ru, capitals kept | 97 % | >= 98 | **no** |" in text
    assert "99.5 % (97.2–99.9) of 200" in text
    assert "| English TAB dev, direct identifiers | 97.0 %" in text
    assert "| none |" in text
    assert text.endswith("Not measured: kaznerd.\n")


def test_the_page_without_collections_has_no_table_of_them() -> None:
    assert "Public collections" not in page([cell()], [], [], "")


def quoted(half: str = "blind", language: str = "kk") -> Quoted:
    return Quoted(
        language=language,
        half=half,
        sentences=Share(part=8, whole=10),
        names=Share(part=9, whole=10),
        found=Share(part=9, whole=9),
    )


def test_surrogates_are_held_against_their_goal_in_the_blind_half_only() -> None:
    rows = {row.name: row for row in quote_rows([quoted(), quoted("dev"), quoted(language="en")])}

    assert rows["surrogates in the right case and gender: kk"].met is False
    assert rows["the same, of the names that were found: kk"].value == 100
    assert rows["surrogates in the right case and gender: en"].goal is None
    assert quote_rows([quoted("dev")]) == []


def test_the_page_shows_surrogates_where_they_were_measured() -> None:
    with_table = page([cell()], [], [], "", [quoted()])

    assert "| kk, blind | 90.0 % (59.6–98.2) of 10 | 100.0 %" in with_table
    assert "Surrogates" not in page([cell()], [], [], "")
