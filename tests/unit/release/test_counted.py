"""The gate over a team's records: what may be counted, in all and by record, and why the rest stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from testimony.coding.act import Act
from testimony.coding.coding import Coding
from testimony.desk.deciding import Decisions
from testimony.desk.record import Facts, LeftOut, OpenRecord
from testimony.desk.standing import Standing
from testimony.release.candidates import NOT_CODED
from testimony.release.counted import STOPPED, pass_gate
from testimony.terms.stating import Relationship, StatedUse, UnderAge, stated_terms

NOBODY = LeftOut(stopped=0, uncoded=0)
MakeRecord = Callable[..., OpenRecord]


@pytest.fixture
def make_open(make_act: Callable[..., Act], today: date) -> MakeRecord:
    def make(record_id: str, *, use: StatedUse = StatedUse.COUNT) -> OpenRecord:
        return OpenRecord(
            record_id=record_id,
            iso_week="2026-W09",
            state="coded",
            held=False,
            facts=Facts(language="en", relationship="self", under_18="no"),
            stated_use=use.value,
            has_contact=False,
            shown=(),
            decisions=Decisions(),
            texts=(),
            terms=stated_terms(use, UnderAge.NO, Relationship.SELF, on=today),
            coding=Coding(coder="aru", codebook_version="1", acts=(make_act(),)),
            standing=Standing(use=use.value),
            history=(),
        )

    return make


def test_what_may_be_counted_stands_under_its_record(make_open: MakeRecord, today: date) -> None:
    counted = pass_gate([make_open("r1"), make_open("r2")], NOBODY, today)

    assert {record: [one.victim_id for one in found] for record, found in counted.records.items()} == {
        "r1": ["r1/giver"],
        "r2": ["r2/giver"],
    }
    assert counted.selection.countables == (*counted.records["r1"], *counted.records["r2"])


def test_record_that_was_only_kept_is_withheld_by_reason(make_open: MakeRecord, today: date) -> None:
    counted = pass_gate([make_open("r1"), make_open("r2", use=StatedUse.KEEP)], NOBODY, today)

    assert list(counted.records) == ["r1"]
    assert counted.selection.withheld["R1:not_yes"] == 1


def test_records_that_nobody_could_be_asked_about_are_withheld_too(make_open: MakeRecord, today: date) -> None:
    uncoded = replace(make_open("r1"), coding=None)

    counted = pass_gate([uncoded], LeftOut(stopped=3, uncoded=2), today)

    assert counted.records == {}
    assert (counted.selection.withheld[STOPPED], counted.selection.withheld[NOT_CODED]) == (3, 3)
