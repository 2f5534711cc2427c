"""Refuses coverage below a package's floor, branches counted: `python tests/rules/coverage_floor.py REPORT.json`."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

FLOORS = {
    "cli": 95.0,
    "config": 95.0,
    "crypto": 100.0,
    "intake": 95.0,
    "review": 95.0,
    "testimony": 95.0,
    "web": 95.0,
}
COUNTED = ("covered_lines", "num_statements", "covered_branches", "num_branches")


def shares(files: Mapping[str, Mapping[str, Mapping[str, int]]]) -> dict[str, float]:
    """Return per package the percentage of statements and branches that were run, of a coverage report's files."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    for name, file in files.items():
        for counted in COUNTED:
            sums[Path(name).parts[0]][counted] += file["summary"].get(counted, 0)
    return {
        package: 100 * (total["covered_lines"] + total["covered_branches"]) / all_of
        for package, total in sums.items()
        if (all_of := total["num_statements"] + total["num_branches"])
    }


def short(files: Mapping[str, Mapping[str, Mapping[str, int]]]) -> list[str]:
    """Return one line for each package below its floor or missing."""
    found = shares(files)
    return [
        f"{package}: {found.get(package, 0.0):.2f} % covered, the floor is {floor:g} %"
        for package, floor in FLOORS.items()
        if found.get(package, 0.0) < floor
    ]


def main(report: str) -> int:
    """Print what falls short; 1 if anything does."""
    lines = short(json.loads(Path(report).read_text("utf-8"))["files"])
    sys.stdout.write("\n".join([*lines, f"coverage: {len(FLOORS) - len(lines)} of {len(FLOORS)} packages hold", ""]))
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
