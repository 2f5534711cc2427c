"""Selection: what the gate lets into a table, and the reasons for the rest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from testimony.coding.act import Act, Grade
from testimony.release.candidates import NOT_CODED, Candidate, select, sensitive_topics
from testimony.terms.model import SensitiveGrant
from testimony.terms.outputs import COUNTING
from testimony.terms.stating import Relationship, StatedUse, stated_terms
from testimony.terms.vocabulary import Answer, Sensitive, Status

MakeAct = Callable[..., Act]
MakeRecord = Callable[..., Candidate]


def test_act_that_may_be_counted_is_selected(make_record: MakeRecord, today: date) -> None:
    selection = select([make_record(victims={"giver": "v9"}, households={"giver": "h1"})], COUNTING, today)

    (countable,) = selection.countables
    assert (countable.victim_id, countable.household_id, countable.month) == ("v9", "h1", "2022-01")
    assert (selection.included, dict(selection.withheld)) == (1, {})


def test_victim_without_an_id_counts_within_the_record(make_record: MakeRecord, today: date) -> None:
    selection = select([make_record(), make_record(record_id="r2")], COUNTING, today)

    assert len({countable.victim_id for countable in selection.countables}) == 2


WITHHELD: dict[str, tuple[dict[str, Any], str]] = {
    "kept, not counted": ({"use": StatedUse.KEEP}, "R1:not_yes"),
    "nothing coded": ({"acts": ()}, NOT_CODED),
    "nobody's terms": ({"persons": ()}, "R1:no_terms"),
}


@pytest.mark.parametrize("row", WITHHELD.values(), ids=WITHHELD.keys())
def test_withheld_record_is_counted_by_reason(
    row: tuple[dict[str, Any], str], make_record: MakeRecord, today: date
) -> None:
    changes, reason = row

    selection = select([make_record(**changes)], COUNTING, today)

    assert (selection.countables, selection.included, dict(selection.withheld)) == ((), 0, {reason: 1})


def test_withdrawn_record_is_left_out(make_record: MakeRecord, today: date) -> None:
    record = make_record()
    withdrawn = replace(record, persons=(replace(record.persons[0], status=Status.WITHDRAWN),))

    assert dict(select([withdrawn], COUNTING, today).withheld) == {"R12:withdrawn": 1}


def test_giver_who_only_keeps_stops_the_subjects_count(make_record: MakeRecord, make_act: MakeAct, today: date) -> None:
    giver, subject = stated_terms(StatedUse.COUNT, None, Relationship.RELATIVE, on=today)
    kept = replace(giver, purposes={})
    act = make_act(victim="subject")

    counted = select([make_record(act, persons=(giver, subject))], COUNTING, today)
    refused = select([make_record(act, persons=(kept, subject))], COUNTING, today)

    assert (counted.included, dict(refused.withheld)) == (1, {"R2:stricter_person": 1})


def test_one_refused_act_leaves_the_others(make_record: MakeRecord, make_act: MakeAct, today: date) -> None:
    record = make_record(make_act(), make_act(id="a2", code="sex.attempted_rape"))
    grant = {Sensitive.SEXUAL_VIOLENCE: SensitiveGrant(answer=Answer.NO)}
    careful = replace(record, persons=(replace(record.persons[0], sensitive=grant),))

    selection = select([careful], COUNTING, today)

    assert [countable.code for countable in selection.countables] == ["phys.beat_baton"]
    assert (selection.included, dict(selection.acts_withheld)) == (1, {"R8:sensitive": 1})


GRADES = {
    "document required, none given": (Grade.UNCORROBORATED, Grade.DOCUMENT, False),
    "document required and given": (Grade.DOCUMENT, Grade.DOCUMENT, True),
    "document required, second source given": (Grade.SECOND_SOURCE, Grade.DOCUMENT, True),
    "second source required, document given": (Grade.DOCUMENT, Grade.SECOND_SOURCE, False),
    "contradicted satisfies nothing": (Grade.CONTRADICTED, Grade.UNCORROBORATED, False),
    "nothing satisfies contradicted": (Grade.CONTRADICTED, Grade.CONTRADICTED, False),
    "nothing required": (Grade.CONTRADICTED, None, True),
}


@pytest.mark.parametrize("row", GRADES.values(), ids=[f"R21 {name}" for name in GRADES])
def test_required_grade_decides(
    row: tuple[Grade, Grade | None, bool], make_record: MakeRecord, make_act: MakeAct, today: date
) -> None:
    given, required, included = row

    selection = select([make_record(make_act(grade=given.value))], COUNTING, today, grade=required)

    assert selection.included == included
    assert dict(selection.withheld) == ({} if included else {"R21:grade": 1})


TOPICS = {
    "sex.genital_violence": {Sensitive.SEXUAL_VIOLENCE},
    "psy.threat_sexual": {Sensitive.SEXUAL_VIOLENCE},
    "inj.head": {Sensitive.HEALTH},
    "jud.admin_488": {Sensitive.CRIMINAL_RECORD},
    "fam.child_removal_threat": {Sensitive.MINORS},
    "phys.beat_baton": set(),
}


@pytest.mark.parametrize(("code", "topics"), TOPICS.items())
def test_code_has_its_sensitive_topics(code: str, topics: set[Sensitive]) -> None:
    assert sensitive_topics(code) == topics
