"""Measures the release engine on the benchmark tables and keeps the figures: python tests/bench/release/run.py.

The tables stand beside the repository (../shared/data/release); without them nothing is measured. Peers run in a
virtual environment of their own (requirements-bench.txt), whose Python the variable BENCH_PYTHON names.
"""

import gzip
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))  # run as a script: the packages stand at the root

import numpy as np  # noqa: E402  after the path is set

from testimony.release.report.facts import acts_hidden  # noqa: E402
from testimony.release.rows.anonymise import anonymise  # noqa: E402
from testimony.release.rows.attack import (  # noqa: E402
    link_exactly,
    link_with_one_act,
    link_with_two_acts,
)
from testimony.release.rows.full_domain import recode_full_domain  # noqa: E402
from testimony.release.rows.hierarchy import read_hierarchy  # noqa: E402
from testimony.release.rows.intersection import intersect  # noqa: E402
from testimony.release.rows.peeling import Peeled, recode_locally  # noqa: E402
from testimony.release.rows.recoding import released_codes  # noqa: E402
from testimony.release.rows.rule import Method, Rule, preset  # noqa: E402
from testimony.release.rows.sheet import Layout, Sheet, code_sheet, read_columns  # noqa: E402
from testimony.release.rows.strength import measure  # noqa: E402
from testimony.release.rows.successive import begin, renew  # noqa: E402
from testimony.release.rows.view import View  # noqa: E402
from testimony.release.rows.vocabulary import recode_with_vocabulary  # noqa: E402
from testimony.release.tables.make import beside_small, make_tables  # noqa: E402
from testimony.release.tables.system import Person  # noqa: E402
from tests.bench.release.attacker import narrow_in_whole_numbers  # noqa: E402

TABLES = Path(os.environ.get("RELEASE_TABLES", str(ROOT.parent / "shared" / "data" / "release")))
FIGURES = ROOT / "docs" / "figures.json"
ISSUE, HOW = "release engine", "make bench"
COLUMNS = ("age", "sex", "location", "occupation", "date", "relationship")
RUNS, RANDOM_TABLES = 5, 1000
# Rows that were measured under another name before.
GONE_BY = {"memory, analyst preset with loading, 100k": None}
NEW, MANY_NEW, GONE = 0.05, 0.1, 0.01
CONFIG = 'preset = "analyst"\n[columns]\nvictim = "case_ref"\nsensitive = "main_act"\nacts = "acts"\n'
# The full-domain optimum is known to three places, .350 and .193: anything that rounds to it meets it.
OPTIMUM = {"10k": 0.3505, "100k": 0.1935}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured value, as the file of figures keeps it."""

    name: str
    value: float
    unit: str
    goal: str | None

    def to_json(self) -> dict[str, object]:
        """Give the row of docs/figures.json."""
        met = None
        if self.goal is not None:
            sign, bound = self.goal.split()
            met = self.value <= float(bound) if sign == "<=" else self.value >= float(bound)
        value = float(f"{self.value:.4g}")
        row = {"issue": ISSUE, "name": self.name, "value": value, "unit": self.unit, "goal": self.goal}
        return {**row, "met": met, "how": HOW}


def load(name: str) -> Sheet:
    """Read a benchmark table and its hierarchies."""
    packed = TABLES / f"{name}.csv.gz"
    blob = gzip.decompress(packed.read_bytes()) if packed.exists() else (TABLES / f"{name}.csv").read_bytes()
    hierarchies = [
        read_hierarchy(column, (TABLES / f"{name}.hierarchy.{column}.csv").read_bytes()) for column in COLUMNS
    ]
    return code_sheet(read_columns(blob), Layout(victim="case_ref", sensitive="main_act", acts="acts"), hierarchies)


def timed(run: Callable[[], object]) -> tuple[float, object]:
    """Return the median wall time of some runs, and the last result."""
    times, found = [], None
    for _ in range(RUNS):
        start = time.perf_counter()
        found = run()
        times.append(time.perf_counter() - start)
    return median(times), found


def recodings(name: str, sheet: Sheet) -> list[Figure]:
    """Measure the three recodings and the check."""
    large = name == "100k"
    cases = (
        ("local k=5", recode_locally, Rule(k=5), {"10k": 0.132, "100k": 0.0635}, 1.5),
        ("one vocabulary k=11 l=3", recode_with_vocabulary, Rule(k=11, l=3), {"10k": 0.223}, 4.0),
        ("full domain k=5", recode_full_domain, Rule(k=5), OPTIMUM, 2.0),
    )
    figures = []
    for title, recode, rule, goals, limit in cases:
        seconds, found = timed(lambda recode=recode, rule=rule: recode(View.of(sheet), rule))
        assert isinstance(found, Peeled)
        goal = f"<= {goals[name]}" if name in goals else None
        figures.append(Figure(name=f"NCP, {title}, {name}", value=found.ncp, unit="NCP", goal=goal))
        time_goal = f"<= {limit}" if large else None
        figures.append(Figure(name=f"time, {title}, {name}", value=seconds, unit="s", goal=time_goal))
        if rule.k == 5 and recode is recode_locally:
            codes = released_codes(sheet, found.recoding)
            kept = sheet.sensitive[found.recoding.released]
            seconds, _ = timed(lambda codes=codes, kept=kept: measure(codes, kept))
            check_goal = "<= 0.1" if large else None
            figures.append(Figure(name=f"time, k + l + t check, {name}", value=seconds, unit="s", goal=check_goal))
    return figures


def attacks(name: str, sheet: Sheet) -> list[Figure]:
    """Attack the analyst's preset, and a plain k = 5 export beside it."""
    start = time.perf_counter()
    release = anonymise(sheet, preset("analyst"))
    seconds = time.perf_counter() - start
    plain = anonymise(sheet, Rule(k=5, m=0, method=Method.FULL_DOMAIN))
    one, two = link_with_one_act(release), link_with_two_acts(release)
    share = "share of people"
    return [
        Figure(name=f"analyst: average risk, {name}", value=release.strength().average, unit="share", goal="<= 0.02"),
        Figure(
            name=f"analyst: average risk by linkage, {name}",
            value=link_exactly(release).average,
            unit="share",
            goal="<= 0.02",
        ),
        Figure(name=f"analyst: below k with one known act, {name}", value=one.below_k, unit=share, goal="<= 0"),
        Figure(name=f"analyst: below k with two known acts, {name}", value=two.below_k, unit=share, goal=None),
        Figure(name=f"analyst: singled out with two known acts, {name}", value=two.singled_out, unit=share, goal=None),
        Figure(name=f"analyst: acts not told, {name}", value=acts_hidden(release), unit="share of acts", goal=None),
        Figure(name=f"analyst: NCP, {name}", value=release.ncp, unit="NCP", goal=None),
        Figure(name=f"analyst: time, {name}", value=seconds, unit="s", goal=None),
        Figure(
            name=f"plain k=5 full domain: singled out with one known act, {name}",
            value=link_with_one_act(plain).singled_out,
            unit=share,
            goal=None,
        ),
        Figure(
            name=f"plain k=5 full domain: singled out with two known acts, {name}",
            value=link_with_two_acts(plain).singled_out,
            unit=share,
            goal=None,
        ),
    ]


def successive(name: str, sheet: Sheet, new: float, gone: float) -> list[Figure]:
    """Release most of the table, then again with newcomers and without those withdrawn; compare with a fresh start."""
    order = np.random.default_rng(4).permutation(sheet.size)
    first = np.sort(order[: int(sheet.size * (1 - new))])
    second = np.setdiff1d(np.arange(sheet.size), order[: int(sheet.size * gone)])
    rule = Rule(k=11, l=3)
    then = anonymise(sheet.of(first), rule)
    now = renew(begin(then), sheet.of(second), rule).release
    fresh = anonymise(sheet.of(second), rule)
    out, afresh = intersect(then, now), intersect(then, fresh)
    title = f"two releases ({new:.0%} new, {gone:.0%} gone)"
    return [
        Figure(name=f"{title}: main act disclosed, {name}", value=out.main_act, unit="share of people", goal="<= 0"),
        Figure(name=f"{title}: act set disclosed, {name}", value=out.act_set, unit="share of people", goal="<= 0"),
        Figure(
            name=f"{title}: disclosed where made afresh, {name}",
            value=afresh.main_act,
            unit="share of people",
            goal=None,
        ),
        Figure(
            name=f"{title}: more NCP, {name}",
            value=100 * (now.ncp / fresh.ncp - 1),
            unit="%",
            goal="<= 6",
        ),
        Figure(
            name=f"{title}: people whose acts are withheld, {name}",
            value=float(now.veiled.mean()),
            unit="share of people",
            goal=None,
        ),
        Figure(name=f"{title}: acts not told, {name}", value=acts_hidden(now), unit="share of acts", goal=None),
        Figure(
            name=f"{title}: acts not told where made afresh, {name}",
            value=acts_hidden(fresh),
            unit="share of acts",
            goal=None,
        ),
    ]


def hidden_and_narrow(seed: int) -> tuple[int, int]:
    """Make one random table (every third: two linked ones); return its hidden cells and how many can be narrowed."""
    draw = random.Random(seed)  # noqa: S311  invented people
    sizes = {dimension: draw.randint(2, 6) for dimension in ("month", "region", "sex")}
    weights = {dimension: [draw.random() ** 2 + 0.02 for _ in range(size)] for dimension, size in sizes.items()}
    people = [
        Person(
            victim=str(n),
            unit=str(n),
            values={d: f"{d}{draw.choices(range(sizes[d]), weights[d])[0]}" for d in sizes},
        )
        for n in range(draw.randint(12, 800))
    ]
    tables: list[tuple[str, ...]] = [("month", "region")]
    if seed % 3 == 0:
        tables.append(("region", "sex"))
    made = make_tables(people, tables)
    return len(made.tables.hidden), narrow_in_whole_numbers(made.tables, beside_small(made.why))


def random_tables() -> list[Figure]:
    """Audit many random tables."""
    with Pool(2) as pool:
        found = pool.map(hidden_and_narrow, range(RANDOM_TABLES), chunksize=20)
    hidden, narrow = (float(sum(counts)) for counts in zip(*found, strict=True))
    return [
        Figure(
            name=f"hidden table cells that can be narrowed, {RANDOM_TABLES} random tables",
            value=narrow,
            unit="cells",
            goal="<= 0",
        ),
        Figure(name=f"hidden table cells, {RANDOM_TABLES} random tables", value=hidden, unit="cells", goal=None),
    ]


def memory() -> list[Figure]:
    """Run the whole command on the large table in a process of its own and read its greatest size."""
    with TemporaryDirectory() as folder:
        beside = Path(folder)
        (beside / "source.csv").write_bytes(gzip.decompress((TABLES / "t100000.csv.gz").read_bytes()))
        tables = [f'[[hierarchy]]\ncolumn = "{column}"\nfile = "{column}.csv"\n' for column in COLUMNS]
        for column in COLUMNS:
            (beside / f"{column}.csv").write_bytes((TABLES / f"t100000.hierarchy.{column}.csv").read_bytes())
        (beside / "config.toml").write_text(CONFIG + "".join(tables))
        command = ["release", "anonymise", f"{folder}/source.csv", "--config", f"{folder}/config.toml"]
        words = [sys.executable, "-m", "cli.main", *command, "--out", f"{folder}/out"]
        subprocess.run(words, check=True, cwd=ROOT, capture_output=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [Figure(name="memory, whole command with analyst preset, 100k", value=used, unit="MiB", goal="<= 300")]


def peers() -> list[Figure]:
    """Run the peers where their environment is named."""
    python = os.environ.get("BENCH_PYTHON", "")
    if not python:
        return []
    script = Path(__file__).with_name("peers.py")
    told = subprocess.run([python, str(script), str(TABLES)], check=True, capture_output=True, text=True).stdout
    return [Figure(name=name, value=value, unit=unit, goal=None) for name, value, unit in json.loads(told)]


def keep(figures: list[Figure]) -> None:
    """Put the rows in the place of those of this issue that have the same names; others stay."""
    fresh = {figure.name: figure.to_json() for figure in figures}
    kept = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else []
    others = [row for row in kept if row["issue"] != ISSUE or row["name"] not in fresh | GONE_BY]
    lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in [*others, *fresh.values()])
    FIGURES.write_text(f"[\n{lines}\n]\n", "utf-8")


def two_releases(name: str, sheet: Sheet) -> list[Figure]:
    """Measure a series with few and with many newcomers."""
    return successive(name, sheet, NEW, GONE) + successive(name, sheet, MANY_NEW, GONE)


ON_A_TABLE: dict[str, Callable[[str, Sheet], list[Figure]]] = {
    "recodings": recodings,
    "attacks": attacks,
    "two_releases": two_releases,
}
ALONE = {"memory": memory, "random_tables": random_tables, "peers": peers}


def main(parts: list[str]) -> int:
    """Measure everything, or only the parts named."""
    if not TABLES.is_dir():
        sys.stderr.write("release engine: the benchmark tables aren't there; nothing measured\n")
        return 0
    wanted = parts or [*ALONE, *ON_A_TABLE]
    figures = [figure for part in ALONE if part in wanted for figure in ALONE[part]()]  # memory first: children count
    for name, file in (("10k", "t10000"), ("100k", "t100000")):
        sheet = load(file) if any(part in wanted for part in ON_A_TABLE) else None
        for part in ON_A_TABLE:
            if part in wanted and sheet is not None:
                figures += ON_A_TABLE[part](name, sheet)
    keep(figures)
    for figure in figures:
        row = figure.to_json()
        sys.stdout.write(f"{row['name']}: {row['value']} {row['unit']} (goal {row['goal']}, met {row['met']})\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
