"""Measures what the whole path promises, prints each figure, and writes docs/figures.json: `make bench`.

Rounds of each measurement are taken by turns, and medians compared, so that whatever else the machine does falls on
all alike. `--quick` takes fewer rounds and a tenth of the records, and writes nothing: it shows that all of it works.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bare import MOST_RECIPIENTS
from figures import Figure, record, rounded
from house import House, Reader, sign_in
from parts import BARE_BYTES, Parts, Series, Workbench
from queues import (
    QUEUE,
    QUEUE_WITH_CARDS,
    QueuePage,
    cookie_of,
    fill,
    open_milliseconds,
    queue_ratio,
    unlock_milliseconds,
)
from servers import machine_cpu_seconds, served, tree_cpu_seconds
from visits import (
    bytes_beyond_the_text,
    form_only,
    load,
    poster,
    seconds_alone,
    seconds_beside_slow_senders,
    whole_visit,
)

ISSUE, HOW = "whole path", "make bench"
BENCH = Path(__file__).resolve().parent
KIBI = 1024
AT_ONCE = 4
WAITS = 3
SHORT = 8


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is measured."""

    rounds: int
    visits: int  # a round
    parts: int  # a round
    many_records: int
    few_records: int = 100


FULL = Plan(rounds=9, visits=24, parts=8, many_records=10_000)
QUICK = Plan(rounds=2, visits=4, parts=2, many_records=1_000)


def main() -> int:
    """Measure and report; exit status 1 where a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="fewer rounds and records; writes no figures")
    quick = options.parse_args().quick
    plan = QUICK if quick else FULL
    figures = []
    # Beside the checkout's disk, not in memory: what an insert costs is what the disk takes.
    with tempfile.TemporaryDirectory(prefix="aigaq-bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        busy = Busy()
        for figure in [*source_figures(Path(folder), plan), *reader_figures(Path(folder), plan), busy.figure()]:
            figures.append(figure)
            met = {True: "met", False: "MISSED", None: ""}[figure.met]
            line = f"{figure.value:>10g} {figure.unit:<9} {figure.goal or '':<7} {met:<7} {figure.name}"
            print(line, flush=True)  # noqa: T201 - a command speaks on its standard output
    if not quick:
        record(figures)
    return int(any(figure.met is False for figure in figures))


class Busy:
    """Watches how much of the machine others use meanwhile: their share of caches and clock is in every figure."""

    def __init__(self) -> None:
        self._began, self._all, self._own = time.monotonic(), machine_cpu_seconds(), tree_cpu_seconds(os.getpid())

    def figure(self) -> Figure:
        """Give the cores that others kept busy since."""
        own = tree_cpu_seconds(os.getpid()) - self._own
        others = machine_cpu_seconds() - self._all - own
        return _figure("other work on the machine meanwhile", others / (time.monotonic() - self._began), "cores")


@dataclass(frozen=True, kw_only=True)
class SourceSide:
    """What was measured of a source's way: CPU ms a visit of each kind, the parts in process, bytes and waits."""

    visit: Series = field(default_factory=Series)
    crowded_visit: Series = field(default_factory=Series)
    form: Series = field(default_factory=Series)
    bare: Series = field(default_factory=Series)
    sealed_one: Series = field(default_factory=Series)
    sealed_many: Series = field(default_factory=Series)
    visits_a_second: Series = field(default_factory=Series)
    parts: Parts = field(default_factory=Parts)
    moved_bytes: Series = field(default_factory=Series)
    seconds_beside_slow: Series = field(default_factory=Series)
    seconds_alone: Series = field(default_factory=Series)


def measure_source(folder: Path, plan: Plan) -> SourceSide:
    """Walk a source's way by turns with the bare app and the parts in process."""
    side, house = SourceSide(), House.prepare(folder / "source")
    workbench, body = Workbench(house), os.urandom(BARE_BYTES)
    environment = {**house.environment, "BENCH_FOLDER": str(house.folder)}
    with served("wsgi:intake()", environment) as intake, served("bare:app()", environment, path=BENCH) as plain:
        # The kernel counts processor time in hundredths of a second: what is short is done more often.
        flows = [
            (intake, whole_visit, side.visit, plan.visits, 1),
            (intake, whole_visit, side.crowded_visit, plan.visits, AT_ONCE),
            (intake, form_only, side.form, plan.visits * SHORT, 1),
            (plain, poster("/bare", body), side.bare, plan.visits * SHORT, 1),
            (plain, poster("/sealed/1", body), side.sealed_one, plan.visits * SHORT, 1),
            (plain, poster(f"/sealed/{MOST_RECIPIENTS}", body), side.sealed_many, plan.visits * SHORT, 1),
        ]
        for server, flow, _, times, at_once in flows:
            asyncio.run(load(server, flow, times=times, at_once=at_once))  # warm
        for _ in range(plan.rounds):
            for server, flow, series, times, at_once in flows:
                taken = asyncio.run(load(server, flow, times=times, at_once=at_once))
                series.add(taken.cpu_ms)
                if series is side.crowded_visit:
                    side.visits_a_second.add(taken.per_second)
            gc.collect()
            workbench.measure(side.parts, times=plan.parts)
        side.moved_bytes.add(asyncio.run(bytes_beyond_the_text(intake.port)))
        for _ in range(WAITS):
            side.seconds_beside_slow.add(asyncio.run(seconds_beside_slow_senders(intake.port)))
            side.seconds_alone.add(asyncio.run(seconds_alone(intake.port)))
    return side


def source_figures(folder: Path, plan: Plan) -> Iterator[Figure]:
    """Measure what a source's visit costs and moves."""
    side = measure_source(folder, plan)
    parts, bare = side.parts, side.bare.median
    rounds = zip(side.visit.values, parts.argon2id.values, parts.strip.values, strict=True)
    rest = median(visit - argon2id - strip for visit, argon2id, strip in rounds)
    over = median(store - raw for store, raw in zip(parts.store.values, parts.bare.values, strict=True))
    yield _figure("sealing and storing, over a bare insert", over, "CPU ms", "<= 5")
    yield _figure("a whole visit without argon2id and strip", rest, "CPU ms", "<= 20")
    yield _figure("a whole sending in process without argon2id and strip", parts.send.median, "CPU ms")
    yield _figure("a whole visit, all of it", side.visit.median, "CPU ms")
    yield _figure("a whole visit, all of it, four at once", side.crowded_visit.median, "CPU ms")
    yield _figure("a receipt's argon2id (t=2, m=19 MiB, p=1)", parts.argon2id.median, "CPU ms")
    yield _figure("the strip of 3 KB, English", parts.strip.median, "CPU ms")
    yield _figure("the strip of 3 KB, Russian", parts.strip_russian.median, "CPU ms")
    yield _figure("whole visits answered, four at once, one process", side.visits_a_second.median, "a second")
    yield _figure("the form's page alone", side.form.median, "CPU ms")
    yield _figure("a bare insert of 8 KB in process", parts.bare.median, "CPU ms")
    yield _figure("a bare insert of 8 KB in process, by the clock", parts.bare_wall.median, "ms")
    yield _figure("an fsync of 8 KB, by the clock", parts.fsync.median, "ms")
    yield _figure("bare Flask, gunicorn and insert", bare, "CPU ms")
    yield _figure("sealed to 1, record and ledger ÷ bare Flask and insert", side.sealed_one.median / bare, "times")
    yield _figure("sealed to 5, record and ledger ÷ bare Flask and insert", side.sealed_many.median / bare, "times")
    yield _figure("down and up beyond the text, welcome to stored", side.moved_bytes.median / KIBI, "KB", "<= 25")
    yield _figure("a receipt beside 50 slow senders", side.seconds_beside_slow.median, "s", "<= 2")
    yield _figure("a receipt with nobody beside", side.seconds_alone.median, "s")


def reader_figures(folder: Path, plan: Plan) -> Iterator[Figure]:
    """Measure what a reader waits for."""
    with ExitStack() as stack:
        few, few_reader, record_id = _queue(stack, folder / "few", plan.few_records)
        unlocks = unlock_milliseconds(few_reader[0], few_reader[1], times=plan.rounds)
        opened = open_milliseconds(few_reader[1], record_id, times=plan.rounds * 4)
        many, _, _ = _queue(stack, folder / "many", plan.many_records)
        for path in (QUEUE, QUEUE_WITH_CARDS):
            asyncio.run(queue_ratio(few, many, path, rounds=1))  # warm
        plain = asyncio.run(queue_ratio(few, many, QUEUE, rounds=plan.rounds * 2))
        cards = asyncio.run(queue_ratio(few, many, QUEUE_WITH_CARDS, rounds=plan.rounds * 2))
    size = f"{plan.many_records:,}"
    yield _figure("reader unlock, by the clock, at most", median(unlocks) / 1000, "s", "<= 1.5")
    yield _figure("reader unlock, by the clock, at least", median(unlocks) / 1000, "s", ">= 0.5")
    yield _figure("opening a record, by the clock", median(opened), "ms")
    yield _figure("queue page with 100 records, new first", plain[0], "ms")
    yield _figure(f"queue page with {size} records ÷ with 100, new first", plain[2], "times", "<= 1.5")
    yield _figure("queue page with 100 records, 25 cards opened", cards[0], "ms")
    yield _figure(f"queue page with {size} records ÷ with 100, 25 cards opened", cards[2], "times", "<= 1.5")


def _queue(stack: ExitStack, folder: Path, count: int) -> tuple[QueuePage, tuple[House, Reader], str]:
    house = House.prepare(folder)
    reader = sign_in(house)
    record_id = fill(reader, count)
    server = stack.enter_context(served("wsgi:review()", house.environment))
    return QueuePage(server=server, cookie=cookie_of(reader)), (house, reader), record_id


def _figure(name: str, value: float, unit: str, goal: str | None = None) -> Figure:
    return Figure(issue=ISSUE, name=name, value=rounded(value), unit=unit, goal=goal, how=HOW)


if __name__ == "__main__":
    sys.exit(main())
