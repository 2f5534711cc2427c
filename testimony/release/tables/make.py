"""Makes count tables that may be published: counts, hides, audits, also against what was published before."""

from collections.abc import Sequence

import numpy as np

from testimony.release.errors import BadThreshold, TableUnsafe
from testimony.release.table import DEFAULT_THRESHOLD, LOWEST_THRESHOLD
from testimony.release.tables.published import CountTables
from testimony.release.tables.reader import narrowed
from testimony.release.tables.stage import set_stage
from testimony.release.tables.suppression import choose_hidden
from testimony.release.tables.system import Cell, Person, System, make_system


def make_tables(
    people: Sequence[Person],
    tables: Sequence[tuple[str, ...]],
    *,
    threshold: int = DEFAULT_THRESHOLD,
    earlier: Sequence[CountTables] = (),
) -> CountTables:
    """Return linked one- and two-way tables in which no hidden cell has fewer than `threshold` possible values.

    `earlier` are releases on the same, smaller collection: what both tell is their difference, which is audited
    too. Raise BadThreshold, BadSheet, or TableUnsafe where nothing can be published.
    """
    if threshold < LOWEST_THRESHOLD:
        raise BadThreshold(f"threshold: must be at least {LOWEST_THRESHOLD}")
    system = make_system(people, tables)
    stage = set_stage(system, threshold, earlier)
    hidden = choose_hidden(
        stage.variables,
        margins=len(system.equations),
        forced=stage.forced,
        free=stage.free,
        price=stage.price,
        watched=stage.watched,
        threshold=threshold,
    )
    watched = [place for place in stage.watched if hidden[place]]
    if narrowed(stage.variables, hidden, watched, threshold):
        raise TableUnsafe("table: a hidden cell can be narrowed")
    cells = {cell: None if hidden[n] else system.victims[cell] for n, cell in enumerate(system.cells)}
    return CountTables(threshold=threshold, tables=tuple(tables), cells=cells)


def audit_tables(published: CountTables, system: System) -> list[Cell]:
    """Return the hidden cells that the published numbers narrow below the threshold; it should be none."""
    stage = set_stage(system, published.threshold, ())
    hidden = np.array([published.cells[cell] is None for cell in system.cells], dtype=np.bool_)
    watched = np.flatnonzero(hidden).tolist()
    return [system.cells[n] for n in narrowed(stage.variables, hidden, watched, published.threshold)]
