"""Keeps the figures that the documents quote: one row each in docs/figures.json, and the tables made from them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "docs" / "figures.json"
PAGE = ROOT / "docs" / "measurements.md"
_BEGIN, _END = "<!-- figures: {} -->", "<!-- /figures -->"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured value; `goal` is "<= 5" or ">= 5", or None for a figure that only helps to read the others."""

    issue: str
    name: str
    value: float
    unit: str
    goal: str | None
    how: str

    @property
    def met(self) -> bool | None:
        """Tell whether the goal is reached; None without a goal."""
        if self.goal is None:
            return None
        sign, bound = self.goal.split()
        return self.value <= float(bound) if sign == "<=" else self.value >= float(bound)

    def to_json(self) -> dict[str, object]:
        """Give the row as it stands in the file."""
        row = asdict(self)
        how = row.pop("how")
        return {**row, "met": self.met, "how": how}


def rounded(value: float) -> float:
    """Keep three significant digits: the rest of a measurement is noise."""
    return float(f"{value:.3g}")


def record(figures: Iterable[Figure]) -> None:
    """Put rows into docs/figures.json in the place of those of the same issue and command; others stay."""
    fresh = [figure.to_json() for figure in figures]
    commands = {(row["issue"], row["how"]) for row in fresh}
    others = [row for row in read() if (row["issue"], row["how"]) not in commands]
    lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in [*others, *fresh])
    FIGURES.write_text(f"[\n{lines}\n]\n", "utf-8")
    PAGE.write_text(with_tables(PAGE.read_text("utf-8"), read()), "utf-8")


def read() -> list[dict[str, object]]:
    """Give the rows of docs/figures.json."""
    rows: list[dict[str, object]] = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else []
    return rows


def with_tables(page: str, rows: Iterable[dict[str, object]]) -> str:
    """Give a page with the table of each issue written anew between its marks."""
    rows = list(rows)
    for issue in dict.fromkeys(str(row["issue"]) for row in rows):
        begin = _BEGIN.format(issue)
        if begin in page:
            before, _, rest = page.partition(begin)
            after = rest.partition(_END)[2]
            table = _table(row for row in rows if row["issue"] == issue)
            page = f"{before}{begin}\n{table}\n{_END}{after}"
    return page


def _table(rows: Iterable[dict[str, object]]) -> str:
    words = {True: "yes", False: "**no**", None: ""}
    lines = [
        f"| {row['name']} | {row['value']:g} {row['unit']} | {row['goal'] or ''} | {words[row['met']]} |"  # type: ignore[index]  # met is one of the three
        for row in rows
    ]
    return "\n".join(["| figure | value | goal | met |", "|---|---|---|---|", *lines])
