"""No test here is made so that it can't fail, sleeps, or hides behind a patched clock of its own."""

from __future__ import annotations

import ast

import pytest

# What checks: an assert, pytest.raises/warns/fail, or a helper whose name says that it checks.
CHECKING_CALLS = ("raises", "warns", "fail", "given")
CHECKING_NAMES = ("assert_", "check_", "refuse", "expect", "verify", "must_", "search_", "walk_")
# Tests of verifications that return nothing: they fail by raising, and the refusal stands beside them.
FAIL_BY_RAISING = {"test_safe_row_passes", "test_postgresql_has_no_log_of_ours_to_truncate"}
FEWEST_WORDS = 2  # a thing and what it does


def faults(text: str) -> list[str]:
    """Return what is wrong with the tests of a module, with their names."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            if node.name not in FAIL_BY_RAISING and not _can_fail(node):
                found.append(f"{node.name}: nothing is checked")
            found += [f"{node.name}: always true" for inner in ast.walk(node) if _is_empty_assert(inner)]
            found += [f"{node.name}: sleeps" for inner in ast.walk(node) if _called(inner) == "sleep"]
    return found


def _can_fail(test: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Assert) or _called(node) in CHECKING_CALLS or _called(node).startswith(CHECKING_NAMES)
        for node in ast.walk(test)
    )


def _is_empty_assert(node: ast.AST) -> bool:
    # A constant, or a comparison of a thing with itself.
    if not isinstance(node, ast.Assert):
        return False
    if isinstance(node.test, ast.Compare):
        return any(ast.dump(node.test.left) == ast.dump(other) for other in node.test.comparators) and not any(
            isinstance(inner, ast.Call) for inner in ast.walk(node.test)
        )
    return isinstance(node.test, ast.Constant | ast.Tuple | ast.JoinedStr)


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def test_every_test_can_fail(code) -> None:
    tests = [file for file in code if file.name.startswith("tests/") and "/test_" in file.name]
    assert tests

    found = {file.name: faults(file.text) for file in tests}

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        pytest.param("assert True", "always true", id="a constant"),
        pytest.param("assert (1 == 2, 'words')", "always true", id="a pair"),
        pytest.param("assert x == x", "always true", id="a thing and itself"),
        pytest.param("x()", "nothing is checked", id="no check"),
        pytest.param("sleep(1)\n    assert x", "sleeps", id="sleep"),
    ],
)
def test_a_test_that_can_not_fail_is_found(body: str, fault: str) -> None:
    assert faults(f"def test_it():\n    {body}\n") == [f"test_it: {fault}"]


@pytest.mark.parametrize("body", ["assert x", "with raises(E):\n        x()", "assert f() == f()"])
def test_a_test_that_can_fail_is_let_be(body: str) -> None:
    assert faults(f"def test_it():\n    {body}\n") == []


def test_names_of_tests_are_sentences(code) -> None:
    short = [
        f"{file.name}: {node.name}"
        for file in code
        if file.name.startswith("tests/")
        for node in ast.walk(ast.parse(file.text))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and node.name.count("_") < FEWEST_WORDS
    ]

    assert short == []
