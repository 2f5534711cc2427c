"""Runs the peers on a benchmark table, in their own virtual environment; prints [name, value, unit] rows as JSON."""

import json
import sys
import time
from pathlib import Path

import pandas as pd
from anjana.anonymity import k_anonymity
from pycanon import anonymity

COLUMNS = ["age", "sex", "location", "occupation", "date", "relationship"]


def main(folder: Path) -> None:
    """Time anjana's full-domain search and pycanon's check on 10,000 rows."""
    table = pd.read_csv(folder / "t10000.csv", dtype=str)
    hierarchies = {}
    for column in COLUMNS:
        lines = pd.read_csv(folder / f"t10000.hierarchy.{column}.csv", dtype=str, header=None)
        hierarchies[column] = {level: lines[level].to_numpy() for level in lines.columns}
    start = time.perf_counter()
    coarse = k_anonymity(table[[*COLUMNS, "main_act"]], [], COLUMNS, 5, 5, hierarchies)
    seconds = time.perf_counter() - start
    rows = [["peer: anjana full domain k=5, time, 10k", seconds, "s"]]
    kept = coarse.reset_index(drop=True)
    start = time.perf_counter()
    anonymity.k_anonymity(kept, COLUMNS)
    anonymity.l_diversity(kept, COLUMNS, ["main_act"])
    anonymity.t_closeness(kept, COLUMNS, ["main_act"])
    rows.append(["peer: pycanon k + l + t check of anjana's result, time, 10k", time.perf_counter() - start, "s"])
    sys.stdout.write(json.dumps(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
