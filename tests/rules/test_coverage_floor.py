"""The floor under coverage is no lower than the house rule, and holds."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).with_name("coverage_floor.py")


@pytest.fixture(scope="module")
def floor() -> ModuleType:
    """Load the script."""
    spec = importlib.util.spec_from_file_location("coverage_floor", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(**covered: int) -> dict[str, object]:
    """Return files of one hundred statements and no branches each, so many of them run."""
    return {
        f"{package}/module.py": {"summary": {"covered_lines": lines, "num_statements": 100}}
        for package, lines in covered.items()
    }


def test_crypto_is_held_to_every_branch_and_the_others_to_95(floor: ModuleType) -> None:
    others = {package: share for package, share in floor.FLOORS.items() if package != "crypto"}

    assert floor.FLOORS["crypto"] == 100.0
    assert set(others.values()) == {95.0}


def test_every_package_is_under_the_floor_s_eye(floor: ModuleType) -> None:
    root = SCRIPT.parents[2]
    packages = {path.parent.name for path in root.glob("*/__init__.py")} - {"migrations"}

    assert set(floor.FLOORS) == packages


def test_a_package_below_its_floor_is_named(floor: ModuleType) -> None:
    whole = dict.fromkeys(floor.FLOORS, 100)

    assert floor.short(report(**whole)) == []
    assert floor.short(report(**{**whole, "crypto": 99})) == ["crypto: 99.00 % covered, the floor is 100 %"]
    assert floor.short(report(**{**whole, "web": 94})) == ["web: 94.00 % covered, the floor is 95 %"]


def test_a_package_without_a_report_falls_short(floor: ModuleType) -> None:
    whole = dict.fromkeys(floor.FLOORS, 100)
    del whole["intake"]

    assert floor.short(report(**whole)) == ["intake: 0.00 % covered, the floor is 95 %"]


def test_branches_count_as_much_as_statements(floor: ModuleType) -> None:
    summary = {"covered_lines": 10, "num_statements": 10, "covered_branches": 5, "num_branches": 10}

    assert floor.shares({"web/a.py": {"summary": summary}}) == {"web": 75.0}


@pytest.mark.parametrize(("lines", "status"), [(100, 0), (94, 1)], ids=["holds", "falls short"])
def test_the_command_ends_by_what_it_found(floor: ModuleType, tmp_path: Path, lines: int, status: int) -> None:
    path = tmp_path / "report.json"
    covered = {**dict.fromkeys(floor.FLOORS, 100), "web": lines}
    path.write_text(json.dumps({"files": report(**covered)}), "utf-8")

    assert floor.main(str(path)) == status
