"""Modules and functions stay small enough to be read in one go, or say why not."""

from __future__ import annotations

import ast
from types import SimpleNamespace

import pytest

MOST_LINES = 500
LINES_TO_EXPLAIN = 300
FUNCTION_LINES_TO_EXPLAIN = 40
# Modules above 300 lines, each with its reason. A module leaves the list when it shrinks, or goes.
# Tests answer to the longer limit alone: they mirror the module they test, and two files for one would hide cases.
EXPLAINED: dict[str, str] = {}
# Functions above forty lines, each with its reason.
EXPLAINED_FUNCTIONS = {
    "migrations/intake/versions/v0001_first_tables.py: upgrade": "one table after the other, nothing decided",
    "migrations/review/versions/v0001_first_tables.py: upgrade": "one table after the other, nothing decided",
    "tests/functional/review/conftest.py: workplace": "a house founded, filled and served, in the order it happens",
}


def test_no_module_is_too_long_and_long_ones_are_explained(code) -> None:
    lengths = {file.name: file.text.count("\n") for file in code}
    long = {name for name, lines in lengths.items() if lines > LINES_TO_EXPLAIN and not name.startswith("tests/")}

    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}
    assert long - set(EXPLAINED) == set()
    assert {name for name in EXPLAINED if lengths.get(name, MOST_LINES) <= LINES_TO_EXPLAIN} == set()


def long_functions(file) -> set[str]:
    """Return the functions of a module above forty lines, as "module: function"."""
    return {
        f"{file.name}: {node.name}"
        for node in ast.walk(ast.parse(file.text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES_TO_EXPLAIN
    }


def test_functions_above_forty_lines_are_explained(code) -> None:
    found = set().union(*(long_functions(file) for file in code))

    assert found - set(EXPLAINED_FUNCTIONS) == set()
    assert set(EXPLAINED_FUNCTIONS) - found == set()


@pytest.mark.parametrize(("lines", "found"), [(FUNCTION_LINES_TO_EXPLAIN, {"a.py: it"}), (39, set())])
def test_a_function_is_long_from_41_lines_on(lines: int, found: set[str]) -> None:
    file = SimpleNamespace(name="a.py", text="def it():\n" + "    x = 1\n" * lines)

    assert long_functions(file) == found


def test_every_module_opens_with_one_sentence(code) -> None:
    silent = [file.name for file in code if file.text.strip() and not ast.get_docstring(ast.parse(file.text))]

    assert silent == []
