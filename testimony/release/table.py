"""The safe table: distinct victims by act code and month, in which nobody can be counted out.

The design and the rejected ones stand in docs/adr/0010-safe-tables.md. In short, with threshold t:

- A cell is shown where at least t units (households; a victim without one is a unit) stand in it. Any other
  cell is None, whether it is small or empty.
- A month gets a column only where some cell in it is shown; all other months, and victims whose month isn't
  known where that has no column, share the column OTHER.
- The margin of a code counts distinct victims over all months. Victims stand in several months, so it isn't
  the sum of the cells but lies between the largest cell and that sum. It is lowered to at most what leaves
  every hidden cell of the row free to be anything from 0 to t - 1, and published as "at least".
- There are no other margins, and a code with nothing to show has no row.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from testimony.release.audit import audit
from testimony.release.errors import BadThreshold
from testimony.release.published import OTHER, SafeRow, SafeTable

DEFAULT_THRESHOLD = 10
# With 1, an empty cell would be the only hidden one, and hiding would say "nobody".
LOWEST_THRESHOLD = 2


@dataclass(frozen=True, kw_only=True)
class Countable:
    """One coded act that may be counted; `month` is YYYY-MM or "unknown".

    `victim_id` is the same wherever the same person is the victim, across records too.
    """

    victim_id: str
    household_id: str | None
    code: str
    month: str


def safe_table(records: Sequence[Countable], *, threshold: int = DEFAULT_THRESHOLD) -> SafeTable:
    """Return the audited table; raise BadThreshold, or TableUnsafe where the audit finds a narrow cell."""
    table = suppress(records, threshold=threshold)
    audit(table)
    return table


def suppress(records: Sequence[Countable], *, threshold: int) -> SafeTable:
    """Return the table before its audit."""
    if threshold < LOWEST_THRESHOLD:
        raise BadThreshold(f"threshold: must be at least {LOWEST_THRESHOLD}")
    crowds: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for record in records:
        crowds[record.code][record.month].add(record.victim_id)
    enough = _EnoughUnits(_households(records), threshold)
    # Columns depend on shown cells only: two data sets that differ in hidden cells have the same columns.
    months = {month for cells in crowds.values() for month, victims in cells.items() if enough(victims)}
    columns = (*sorted(months), OTHER)
    rows = (_row(code, crowds[code], columns, enough) for code in sorted(crowds))
    return SafeTable(threshold=threshold, months=columns, rows=tuple(row for row in rows if row is not None))


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


def _row(code: str, crowds: Mapping[str, set[str]], columns: Sequence[str], enough: _EnoughUnits) -> SafeRow | None:
    everybody = set[str]().union(*crowds.values())
    other = set[str]().union(*(victims for month, victims in crowds.items() if month not in columns))
    in_columns = [*(crowds.get(month, set()) for month in columns[:-1]), other]
    cells = tuple(len(victims) if enough(victims) else None for victims in in_columns)
    at_least = _margin(len(everybody), cells, enough.threshold) if enough(everybody) else None
    if at_least is None and all(cell is None for cell in cells):
        return None
    return SafeRow(code=code, cells=cells, at_least=at_least)


def _margin(everybody: int, cells: Sequence[int | None], threshold: int) -> int | None:
    """Return the published margin, lowered so that each hidden cell may still be 0.

    If one hidden cell is 0, shown cells and the other hidden ones (each at most t - 1) must be able to
    reach the margin. A hidden OTHER gives no room: a reader may know that nothing happened in other months.
    The bound is made of published numbers only, so it tells nothing by itself.
    """
    if None not in cells:
        return everybody
    others_hidden = max(0, sum(cell is None for cell in cells[:-1]) - 1)
    margin = min(everybody, sum(cell or 0 for cell in cells) + others_hidden * (threshold - 1))
    return margin if margin >= threshold else None
