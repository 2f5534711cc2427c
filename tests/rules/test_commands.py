"""The commands that people are told of exist, and CI runs no other checks than everybody does."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
MADE = re.compile(r"\bmake ([a-z][a-z-]*)\b(?!-)")


@pytest.fixture(scope="module")
def targets() -> set[str]:
    """Return what the Makefile can make."""
    return set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))


def told(text: str) -> set[str]:
    """Return the targets named as code: in back quotes or on an indented line of their own."""
    quoted = " ".join(re.findall(r"`[^`\n]+`|^ {4}make [a-z -]+$", text, re.MULTILINE))
    return set(MADE.findall(quoted))


def test_documents_name_only_commands_that_exist(files, targets: set[str]) -> None:
    named = {file.name: told(file.text) - targets for file in files if file.name.endswith(".md")}

    assert {name: missing for name, missing in named.items() if missing} == {}


def test_a_command_in_a_document_is_found() -> None:
    assert told("Say `make run`, or\n\n    make test\n\nand make sure of it.") == {"run", "test"}


def test_the_readme_names_the_two_commands() -> None:
    assert {"run", "test"} <= told((ROOT / "README.md").read_text("utf-8"))


def commands_of(script: str) -> list[str]:
    """Return the commands of a shell script that make anything."""
    lines = (line.partition("#")[0].strip() for line in script.splitlines())
    return [line for line in lines if re.match(r"make\b", line)]


def test_ci_runs_exactly_make_check_and_make_test() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")

    assert commands_of(script) == ["make check", "make test"]
    assert re.findall(r"\b(?:ruff|mypy|lint-imports|pytest)\b", script) == []


def test_a_check_that_only_ci_runs_would_be_found() -> None:
    assert commands_of("make check\nmake test # make more\nmake lint\n") == ["make check", "make test", "make lint"]


def test_make_check_runs_every_gate() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "check"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode("utf-8")

    for gate in ("ruff format --check .", "ruff check .", "mypy", "lint-imports", "pytest -q tests/rules"):
        assert gate in listed


def test_ci_script_can_be_run() -> None:
    path = ROOT / ".ci" / "run"

    assert path.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", str(path)], check=False).returncode == 0
