"""Makes count tables that may be published: counts, hides, audits, also against what was published before.

One mechanism serves tables that add up and the table of acts, in which a person stands several times: cells stay,
margins yield. A cell is shown where enough units stand in it, whatever stands beside it; which margins must be
hidden so that nothing small can be worked out, an integer programme decides; the audit then sees only what leaves.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from testimony.release.errors import BadSheet, BadThreshold
from testimony.release.tables.acts import ACT, MONTH, Countable, act_system, most_told, successors
from testimony.release.tables.audit import Audit, audit
from testimony.release.tables.knowledge import know
from testimony.release.tables.published import OTHER, CountTables
from testimony.release.tables.reader import Floats
from testimony.release.tables.suppression import choose_hidden
from testimony.release.tables.system import Cell, Person, System, make_system, margins_between, value_of

DEFAULT_THRESHOLD = 10
# With 1, an empty cell would be the only hidden one, and hiding would say "nobody".
LOWEST_THRESHOLD = 2

# What hiding costs: by what a cell is, never by its number, so that the choice tells as little as it can. A cell
# is hidden beside the small ones only where no margin helps: beside an earlier release, or where another table's
# shown cells add up to the margin.
_PRICE_OF_MARGIN, _PRICE_OF_EVERYBODY, _PRICE_OF_CELL = 1.0, 4.0, 1000.0
# Of two choices that cost the same the first is taken, whatever the solver's way was.
_PRICE_OF_ORDER = 1e-3


Pair = tuple[str, str]


class Why(StrEnum):
    """Why a number is hidden; for the people who make the release, never for its readers."""

    FEW = "few"  # too few people, or nobody
    EARLIER = "earlier"  # too close to what an earlier release shows
    PROTECTS = "protects"  # hidden so that another can't be worked out


@dataclass(frozen=True, kw_only=True)
class Made:
    """Tables that may leave, the audit they passed, and what stays inside: why cells are hidden, who isn't counted."""

    tables: CountTables
    audit: Audit
    why: Mapping[Cell, Why]
    left_out: int


def make_tables(
    people: Sequence[Person],
    tables: Sequence[tuple[str, ...]],
    *,
    threshold: int = DEFAULT_THRESHOLD,
    earlier: Sequence[CountTables] = (),
) -> Made:
    """Return linked one- and two-way tables in which no hidden cell has fewer than `threshold` possible values.

    `earlier` are all releases on the same collection. People in a category of which nothing could be told are left
    out, so that neither its name nor a total tells of them; a dimension of which nothing could be told isn't
    crossed. Raise BadThreshold, BadSheet, or TableUnsafe.
    """
    _check(threshold, earlier, overlapping=False)
    whole = make_system(people, tables, threshold)
    pairs = {pair for cell in whole.numbers for pair in cell}

    def counted(silent: frozenset[Pair]) -> tuple[list[Person], list[tuple[str, ...]]]:
        dumb = {name for name, _ in pairs} - {name for name, _ in pairs - silent}
        refused = {pair for pair in silent if pair[0] not in dumb}
        staying = [one for one in people if not any(value_of(one, name) == value for name, value in refused)]
        return staying, [left for table in tables if (left := tuple(name for name in table if name not in dumb))]

    def count(silent: frozenset[Pair]) -> System:
        staying, left = counted(silent)
        return make_system(staying, left, threshold) if staying and left else System(numbers={}, few=frozenset())

    shell = CountTables(threshold=threshold, tables=tuple(tables), cells={})
    published, why, silent = _told(count, shell, earlier)
    proven = audit(published, earlier, beside=beside_small(why))
    return Made(tables=published, audit=proven, why=why, left_out=len(people) - len(counted(silent)[0]))


def make_act_table(
    records: Sequence[Countable], *, threshold: int = DEFAULT_THRESHOLD, earlier: Sequence[CountTables] = ()
) -> Made:
    """Return the table of distinct victims by act code and month; raise BadThreshold or TableUnsafe."""
    _check(threshold, earlier, overlapping=True)
    shell = CountTables(threshold=threshold, tables=((ACT, MONTH),), cells={}, overlapping=True)
    published, why, _ = _told(lambda silent: act_system(records, threshold, earlier, silent), shell, earlier)
    proven = audit(published, earlier, beside=beside_small(why))
    return Made(tables=published, audit=proven, why=why, left_out=0)


def beside_small(why: Mapping[Cell, Why]) -> frozenset[Cell]:
    """Return the cells that are hidden without being small."""
    return frozenset(cell for cell, reason in why.items() if reason is Why.PROTECTS)


def _check(threshold: int, earlier: Sequence[CountTables], *, overlapping: bool) -> None:
    if threshold < LOWEST_THRESHOLD:
        raise BadThreshold(f"threshold: must be at least {LOWEST_THRESHOLD}")
    if any(past.overlapping != overlapping for past in earlier):
        raise BadSheet("earlier tables: people are counted there in another way")


def _told(
    count: Callable[[frozenset[Pair]], System], shell: CountTables, earlier: Sequence[CountTables]
) -> tuple[CountTables, dict[Cell, Why], frozenset[Pair]]:
    """Count and hide, and again without the categories of which nothing was told, until there is none."""
    silent: frozenset[Pair] = frozenset()
    while True:
        system = count(silent)
        if not system.numbers:
            return shell, {}, silent
        published, why = _settle(system, shell, earlier)
        fresh = _silent(published, earlier)
        if not fresh:
            return published, why, silent
        silent |= fresh


def _silent(published: CountTables, earlier: Sequence[CountTables]) -> frozenset[Pair]:
    """Return the categories in which no number is shown; those that an earlier release lists are known anyway."""
    listed = {pair for cell in published.cells for pair in cell}
    telling = {pair for cell, number in published.cells.items() if number is not None for pair in cell}
    known = {pair for past in earlier for cell in past.cells for pair in cell}
    return frozenset(listed - telling - known - ({(MONTH, OTHER)} if published.overlapping else set()))


def _settle(system: System, shell: CountTables, earlier: Sequence[CountTables]) -> tuple[CountTables, dict[Cell, Why]]:
    """Hide what must be and what protects it."""
    now, why = _hide_few(replace(shell, cells=system.numbers), system.few, earlier)
    truth = dict(system.numbers)
    if shell.overlapping:
        now, truth = _lower(now, truth)
        now, more = _hide_few(now, frozenset(), earlier)
        why |= more
    knowledge = know(now, earlier, truth=truth)
    hidden = choose_hidden(knowledge, _prices(knowledge.cells))
    cells = {cell: None if gone else now.cells[cell] for cell, gone in zip(knowledge.cells, hidden, strict=True)}
    why |= {cell: Why.PROTECTS for cell, number in cells.items() if number is None and cell not in why}
    return replace(shell, cells=cells), why


def _hide_few(
    now: CountTables, few: frozenset[Cell], earlier: Sequence[CountTables]
) -> tuple[CountTables, dict[Cell, Why]]:
    """Hide cells of too few, and those that differ from an earlier release's by too few, or by nobody."""
    why = dict.fromkeys(sorted(few), Why.FEW)
    for past in earlier:
        for cell, parts in successors(past, now).items():
            before, numbers = past.cells[cell], [now.cells[part] or 0 for part in parts]
            if before is None:
                continue
            # Unchanged numbers too: hidden beside them, a changed one would say that somebody came.
            apart = abs(numbers[0] - before) if len(parts) == 1 else max(numbers) - before
            if apart < now.threshold:
                why = dict.fromkeys(parts, Why.EARLIER) | why
    return replace(now, cells={cell: None if cell in why else n for cell, n in now.cells.items()}), why


def _lower(now: CountTables, truth: dict[Cell, int]) -> tuple[CountTables, dict[Cell, int]]:
    """Lower each row's margin to what leaves its hidden cells free; hide it below the threshold."""
    cells = dict(now.cells)
    for margin in margins_between(cells):
        most = most_told(now, margin)
        number = truth[margin.total] = min(truth[margin.total], truth[margin.total] if most is None else most)
        cells[margin.total] = number if number >= now.threshold and cells[margin.total] is not None else None
    return replace(now, cells=cells), truth


def _prices(cells: Sequence[Cell]) -> Floats:
    totals = {margin.total for margin in margins_between(cells)}
    prices = [
        (_PRICE_OF_MARGIN if cell in totals else _PRICE_OF_CELL) if cell else _PRICE_OF_EVERYBODY for cell in cells
    ]
    return np.array(prices) + np.linspace(0.0, _PRICE_OF_ORDER, num=len(prices))
