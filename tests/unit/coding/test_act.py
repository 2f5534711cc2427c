"""Coded acts: every precision, every kind of not knowing, every refusal by field."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimony.coding.act import Act, Allegation, CodedDate, Grade, LocationType, NotKnown, act_to_json, parse_act
from testimony.coding.codebook import Codebook, load_codebook
from testimony.coding.errors import CodingError, UnknownCode

MakeAct = Callable[..., Act]


def test_full_act_is_read(make_act: MakeAct) -> None:
    act = make_act()

    assert (act.code, act.place.location_type) == ("phys.beat_baton", LocationType.POLICE_STATION)
    assert (act.unit, act.allegation, act.grade) == ("СОБР", Allegation.FIRST_HAND, Grade.DOCUMENT)


def test_what_was_not_filled_in_is_not_asked(make_act: MakeAct) -> None:
    act = make_act(date={}, place={}, unit={}, grade="")

    assert act.date == CodedDate(precision="unknown", not_known=NotKnown.NOT_ASKED)
    assert (act.place.region, act.place.location_type, act.unit) == (NotKnown.NOT_ASKED,) * 3
    assert act.grade is Grade.UNCORROBORATED


@pytest.mark.parametrize("kind", list(NotKnown))
def test_each_kind_of_not_knowing_stays_itself(kind: NotKnown, make_act: MakeAct, codebook: Codebook) -> None:
    act = make_act(
        date={"not_known": kind.value},
        place={"region": kind.value, "location_type": kind.value},
        unit={"not_known": kind.value},
    )

    again = parse_act(json.loads(json.dumps(act_to_json(act))), codebook)

    assert (again.date.not_known, again.place.region, again.place.location_type, again.unit) == (kind,) * 4


def test_unit_called_declined_is_a_name(make_act: MakeAct, codebook: Codebook) -> None:
    act = make_act(unit={"name": "declined"})

    assert not isinstance(parse_act(act_to_json(act), codebook).unit, NotKnown)


def test_precision_unknown_alone_means_unknown(make_act: MakeAct) -> None:
    assert make_act(date={"precision": "unknown"}).date.not_known is NotKnown.UNKNOWN


MONTHS: dict[str, tuple[dict[str, str], str]] = {
    "exact": ({"precision": "exact", "start": "2022-01-06"}, "2022-01"),
    "month": ({"precision": "month", "start": "2022-01"}, "2022-01"),
    "range in a month": ({"precision": "range", "start": "2022-01-05", "end": "2022-01"}, "2022-01"),
    "range over months": ({"precision": "range", "start": "2022-01", "end": "2022-02-03"}, "unknown"),
    "before": ({"precision": "before", "end": "2022-01"}, "unknown"),
    "after": ({"precision": "after", "start": "2022-01-06"}, "unknown"),
    "unknown": ({"precision": "unknown", "not_known": "declined"}, "unknown"),
}


@pytest.mark.parametrize("row", MONTHS.values(), ids=MONTHS.keys())
def test_month_is_given_only_where_the_whole_date_lies_in_it(
    row: tuple[dict[str, str], str], make_act: MakeAct
) -> None:
    values, month = row

    assert make_act(date=values).date.month() == month


@pytest.mark.parametrize("row", MONTHS.values(), ids=MONTHS.keys())
def test_date_survives_its_json_unpadded(
    row: tuple[dict[str, str], str], make_act: MakeAct, codebook: Codebook
) -> None:
    act = make_act(date=row[0])

    again = parse_act(json.loads(json.dumps(act_to_json(act))), codebook)

    assert again == act
    assert again.date.start == row[0].get("start", "")


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no id": ({"id": ""}, "id"),
    "no victim": ({"victim": ""}, "victim"),
    "a category of victim as an act": ({"code": "vic.minor"}, "code"),
    "a perpetrator as an act": ({"code": "perp.police"}, "code"),
    "exact date padded from a month": ({"date": {"precision": "exact", "start": "2022-01"}}, "date.start"),
    "month given as a day": ({"date": {"precision": "month", "start": "2022-01-01"}}, "date.start"),
    "range without end": ({"date": {"precision": "range", "start": "2022-01"}}, "date.end"),
    "range backwards": ({"date": {"precision": "range", "start": "2022-02", "end": "2022-01-31"}}, "date.end"),
    "before with a start": ({"date": {"precision": "before", "start": "2022", "end": "2022-01"}}, "date.start"),
    "after with rubbish": ({"date": {"precision": "after", "start": "winter"}}, "date.start"),
    "unknown with a start": ({"date": {"precision": "unknown", "start": "2022-01"}}, "date.start"),
    "known and not known": (
        {"date": {"precision": "month", "start": "2022-01", "not_known": "declined"}},
        "date.not_known",
    ),
    "region of another country": ({"place": {"region": "KG-B"}}, "place.region"),
    "location outside the list": ({"place": {"location_type": "cellar"}}, "place.location_type"),
    "unit too long": ({"unit": {"name": "x" * 201}}, "unit.name"),
    "unit known and not known": ({"unit": {"name": "x", "not_known": "declined"}}, "unit.not_known"),
    "allegation missing": ({"allegation": ""}, "allegation"),
    "grade outside the list": ({"grade": "sure"}, "grade"),
    "unknown field": ({"name": "x"}, "whole"),
}


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED.keys())
def test_wrong_act_is_refused_by_field(row: tuple[dict[str, Any], str], make_act: MakeAct) -> None:
    changes, field = row

    with pytest.raises(CodingError) as refusal:
        make_act(**changes)

    assert refusal.value.field == field


def test_code_outside_the_book_is_refused(make_act: MakeAct) -> None:
    with pytest.raises(UnknownCode):
        make_act(code="phys.invented")


@given(unit=st.text(st.characters(categories=["L", "N", "P"]), max_size=20), note=st.text("аә \n", max_size=20))
def test_act_with_any_text_survives_its_json(unit: str, note: str) -> None:
    codebook = load_codebook()
    values = {"id": "a", "victim": "p", "code": "phys.beat_baton", "allegation": "second_hand"}
    act = parse_act(values | {"unit": {"name": unit}, "note": note}, codebook)

    assert parse_act(json.loads(json.dumps(act_to_json(act))), codebook) == act
