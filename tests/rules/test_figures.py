"""The figures that documents quote are those that commands have written."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ["issue", "name", "value", "unit", "goal", "met", "how"]
QUOTED = re.compile(r"<!-- figure: ([^>]+?) -->\s*([0-9][0-9.,]*)")


@pytest.fixture(scope="module")
def figures() -> ModuleType:
    """Load the module that writes the figures; it lies beside a script and in no package."""
    spec = importlib.util.spec_from_file_location("bench_figures", ROOT / "tests" / "bench" / "figures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def wrong_quotes(text: str, rows: list[dict[str, object]]) -> list[str]:
    """Return the names of quoted figures that are unknown or have another value."""
    values = {row["name"]: row["value"] for row in rows}
    return [name for name, value in QUOTED.findall(text) if values.get(name) != float(value.replace(",", ""))]


def test_each_figure_has_every_field_and_its_goal_decides_whether_it_is_met(figures: ModuleType) -> None:
    rows = figures.read()

    assert rows
    for row in rows:
        assert list(row) == FIELDS
        figure = figures.Figure(**{name: row[name] for name in FIELDS if name != "met"})
        assert row["met"] is figure.met, row["name"]


def test_names_of_figures_are_unique(figures: ModuleType) -> None:
    names = [(row["issue"], row["name"]) for row in figures.read()]

    assert len(names) == len(set(names))


def test_measurements_show_the_tables_that_the_figures_make(figures: ModuleType) -> None:
    page = figures.PAGE.read_text("utf-8")

    assert figures.with_tables(page, figures.read()) == page


def test_a_table_with_another_value_is_noticed(figures: ModuleType) -> None:
    row = {"issue": "one", "name": "a", "value": 1.5, "unit": "s", "goal": "<= 2", "met": True, "how": "make bench"}
    page = figures.with_tables("<!-- figures: one -->\n<!-- /figures -->\n", [row])

    assert "| a | 1.5 s | <= 2 | yes |" in page
    assert figures.with_tables(page.replace("1.5", "1.4"), [row]) == page


def test_documents_quote_figures_truly(figures: ModuleType, files) -> None:
    rows = figures.read()

    wrong = {file.name: wrong_quotes(file.text, rows) for file in files if file.name.endswith(".md")}

    assert {name: names for name, names in wrong.items() if names} == {}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("<!-- figure: a -->1.5 s", [], id="true"),
        pytest.param("<!-- figure: a --> 1.4 s", ["a"], id="another value"),
        pytest.param("<!-- figure: b -->1.5 s", ["b"], id="unknown"),
    ],
)
def test_a_quote_is_compared_with_its_figure(text: str, wrong: list[str]) -> None:
    assert wrong_quotes(text, json.loads('[{"name": "a", "value": 1.5}]')) == wrong


def test_recording_keeps_the_rows_of_other_issues_and_commands(
    figures: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "FIGURES", tmp_path / "figures.json")
    monkeypatch.setattr(figures, "PAGE", tmp_path / "page.md")
    figures.PAGE.write_text("words\n", "utf-8")
    kept = figures.Figure(issue="other", name="a", value=1.0, unit="s", goal=None, how="make other")
    old = figures.Figure(issue="one", name="a", value=1.0, unit="s", goal="<= 1", how="make bench")
    new = figures.Figure(issue="one", name="b", value=2.0, unit="s", goal="<= 1", how="make bench")
    figures.record([kept])
    figures.record([old])

    figures.record([new])

    assert [(row["issue"], row["name"], row["met"]) for row in figures.read()] == [
        ("other", "a", None),
        ("one", "b", False),
    ]
