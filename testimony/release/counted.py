"""Passes a team's records through the gate, in all and each by itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from testimony.desk.record import LeftOut, OpenRecord
from testimony.release.candidates import NOT_CODED, Candidate, Selection, select
from testimony.release.tables.acts import Countable
from testimony.terms.outputs import COUNTING

STOPPED = "R22:frozen"  # held, withdrawn, or with a source's act that nobody has read


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What the gate lets be counted, in all and by record."""

    selection: Selection
    records: Mapping[str, tuple[Countable, ...]]


def pass_gate(records: Sequence[OpenRecord], left_out: LeftOut, today: date) -> Counted:
    """Return what may be counted today; records that can't even be asked about are withheld by their reason."""
    selection = select([_candidate(record) for record in records], COUNTING, today)
    withheld = Counter(selection.withheld)
    withheld.update({STOPPED: left_out.stopped, NOT_CODED: left_out.uncoded})
    each = {record.record_id: select([_candidate(record)], COUNTING, today).countables for record in records}
    return Counted(
        selection=replace(selection, withheld=dict(withheld)),
        records={record_id: countables for record_id, countables in each.items() if countables},
    )


def _candidate(record: OpenRecord) -> Candidate:
    # Linking a victim across records comes with casework: until then one victim is one person of one record.
    return Candidate(
        record_id=record.record_id,
        persons=record.terms,
        acts=record.coding.acts if record.coding else (),
        victims={},
        households={},
    )
