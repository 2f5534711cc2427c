"""The audit: sees nothing but what was published, and proves that no hidden cell can be narrowed too far."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from testimony.release.errors import TableUnsafe
from testimony.release.tables.acts import tells_too_much
from testimony.release.tables.knowledge import know
from testimony.release.tables.published import CountTables
from testimony.release.tables.reader import narrowed
from testimony.release.tables.system import EVERYBODY, Cell, margins_between


@dataclass(frozen=True, kw_only=True)
class Audit:
    """A passed audit: each of so many hidden cells keeps at least `threshold` possible values."""

    hidden: int
    threshold: int
    compared: int


def audit(published: CountTables, earlier: Sequence[CountTables] = (), *, beside: Collection[Cell] = ()) -> Audit:
    """Return what was proven of a release beside all earlier ones; raise TableUnsafe where it gives a cell away.

    Cells `beside` the small ones are hidden for their sake; the reader is granted to know which.
    """
    if found_narrow(published, earlier, beside=beside):
        raise TableUnsafe("table: a hidden cell can be narrowed")
    return Audit(hidden=len(published.hidden), threshold=published.threshold, compared=len(earlier))


def found_narrow(
    published: CountTables, earlier: Sequence[CountTables] = (), *, beside: Collection[Cell] = ()
) -> list[Cell]:
    """Return the hidden cells that are narrowed below the threshold; EVERYBODY for what an earlier release hides."""
    if not published.cells:
        return []
    knowledge = know(published, earlier, beside=beside)
    told = [margin.total for margin in margins_between(published.cells) if tells_too_much(published, margin)]
    narrow = narrowed(knowledge.variables, knowledge.hidden, knowledge.watched)
    return told + [knowledge.cells[place] if place < len(knowledge.cells) else EVERYBODY for place in narrow]
