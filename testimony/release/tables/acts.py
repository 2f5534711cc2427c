"""Counts tables in which one person stands in several cells: distinct victims by act code and month.

- A month has a column only where some cell in it may be shown, or an earlier release has it. Everything else shares
  the column OTHER. So two collections that differ in hidden cells only have the same columns.
- The margin of a code counts distinct victims over all months. It isn't the sum of the cells but lies between the
  largest cell and that sum. It is lowered to what leaves every hidden cell free, and published as "at least".
- There are no other margins.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from testimony.release.errors import BadSheet
from testimony.release.tables.published import OTHER, CountTables
from testimony.release.tables.system import MOST_CELLS, UNKNOWN, Cell, Margin, System

ACT, MONTH = "act_code", "month"


@dataclass(frozen=True, kw_only=True)
class Countable:
    """One coded act that may be counted; `month` is YYYY-MM or "unknown".

    `victim_id` is the same wherever the same person is the victim, across records too.
    """

    victim_id: str
    household_id: str | None
    code: str
    month: str


def countables_of(columns: Mapping[str, Sequence[str]], *, victim: str, household: str) -> tuple[Countable, ...]:
    """Return one countable per row of a table in columns; raise BadSheet. A row without an act tells nothing."""
    for name in (victim, *filter(None, [household]), ACT, MONTH):
        if name not in columns:
            raise BadSheet(f"{name}: the table has no such column")
    if not {"", "*"}.isdisjoint(columns[victim]):
        raise BadSheet(f"{victim}: a row has no victim")
    homes = columns[household] if household else [""] * len(columns[victim])
    rows = zip(columns[victim], homes, columns[ACT], columns[MONTH], strict=True)
    return tuple(
        Countable(victim_id=who, household_id=home if home not in ("", "*") else None, code=code, month=_month(month))
        for who, home, code, month in rows
        if code not in ("", "*")
    )


def act_system(
    records: Sequence[Countable],
    threshold: int,
    earlier: Sequence[CountTables] = (),
    silent: Collection[tuple[str, str]] = (),
) -> System:
    """Count distinct victims per cell and per code; codes and months that are `silent` get no row and no column."""
    crowds: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for record in records:
        crowds[record.code][record.month].add(record.victim_id)
    enough = _EnoughUnits(_households(records), threshold)
    # Columns depend on shown cells only: two data sets that differ in hidden cells have the same columns.
    columns = {month for cells in crowds.values() for month, victims in cells.items() if enough(victims)}
    columns -= {month for name, month in silent if name == MONTH}
    columns |= {month for past in earlier for month in past.categories(MONTH)}
    listed = {code for past in earlier for code in past.categories(ACT)}
    groups: dict[Cell, set[str]] = {}
    if len(crowds) * (len(columns) + 2) > MOST_CELLS:
        raise BadSheet(f"tables: more than {MOST_CELLS} cells")
    for code in sorted((crowds.keys() | listed) - {code for name, code in silent if name == ACT}):
        groups |= _row(code, crowds[code], columns - {OTHER})
    return System(
        numbers={cell: len(victims) for cell, victims in groups.items()},
        few=frozenset(cell for cell, victims in groups.items() if not enough(victims)),
    )


def most_told(tables: CountTables, margin: Margin) -> int | None:
    """Return the greatest margin that leaves each hidden cell of its row free to be 0; None where none is hidden.

    If one hidden cell is 0, shown cells and the other hidden ones (each at most t - 1) must be able to reach the
    margin. A hidden OTHER gives no room: a reader may know that nothing happened in other months. The bound is
    made of published numbers only, so it tells nothing by itself.
    """
    cells = {part: tables.cells[part] for part in margin.parts}
    if None not in cells.values():
        return None
    columns = sum(number is None and (MONTH, OTHER) not in part for part, number in cells.items())
    return sum(filter(None, cells.values())) + max(0, columns - 1) * (tables.threshold - 1)


def is_open(tables: CountTables, margin: Margin) -> bool:
    """Say whether the margin may be more than the number published for it: hidden, or lowered as far as it must be."""
    number, most = tables.cells[margin.total], most_told(tables, margin)
    return number is None or (most is not None and number >= most)


def tells_too_much(tables: CountTables, margin: Margin) -> bool:
    """Say whether a margin wasn't lowered as it must be, for a reader who knows that OTHER is empty."""
    number, most = tables.cells[margin.total], most_told(tables, margin)
    return tables.overlapping and number is not None and most is not None and number > most


def successors(past: CountTables, now: CountTables) -> dict[Cell, tuple[Cell, ...]]:
    """Return for each cell of an earlier release the cells of a later one among which its people stand.

    It is the same cell, except where months have got columns of their own since: OTHER held them then.
    """
    new = set(now.categories(MONTH)) - set(past.categories(MONTH)) if now.overlapping else set()
    found: dict[Cell, tuple[Cell, ...]] = {}
    for cell in past.cells:
        months = [*sorted(new), OTHER] if now.overlapping and (MONTH, OTHER) in cell else []
        parts: list[Cell] = [(cell[0], (MONTH, month)) for month in months] or [cell]
        if present := tuple(part for part in parts if part in now.cells):
            found[cell] = present
    return found


def _month(written: str) -> str:
    return UNKNOWN if written in ("", "*", OTHER) else written


@dataclass(frozen=True)
class _EnoughUnits:
    """The primary rule: so many victims of so many households that their number may be shown."""

    households: Mapping[str, str]
    threshold: int

    def __call__(self, victims: Collection[str]) -> bool:
        housed = [self.households[victim] for victim in victims if victim in self.households]
        return len(victims) - len(housed) + len(set(housed)) >= self.threshold


def _households(records: Iterable[Countable]) -> dict[str, str]:
    # Known from one record, a household is known of the victim in all of them.
    known: dict[str, str] = {}
    for record in records:
        if record.household_id is not None:
            known[record.victim_id] = min(record.household_id, known.get(record.victim_id, record.household_id))
    return known


def _row(code: str, crowds: Mapping[str, set[str]], columns: Collection[str]) -> dict[Cell, set[str]]:
    row: dict[Cell, set[str]] = {((ACT, code), (MONTH, month)): crowds.get(month, set()) for month in columns}
    row[(ACT, code), (MONTH, OTHER)] = set().union(*(some for month, some in crowds.items() if month not in columns))
    row[((ACT, code),)] = set().union(*crowds.values())
    return row
