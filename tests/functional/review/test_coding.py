"""Coding: acts by the codebook, added and removed one by one."""

from typing import Any

import pytest

ACT = {
    "victim": "subject",
    "code": "phys.beat_baton",
    "date.precision": "month",
    "date.start": "2022-01",
    "date.end": "",
    "date.not_known": "",
    "place.region": "KZ-75",
    "place.city": "Almaty",
    "place.location_type": "police_station",
    "unit.name": "",
    "unit.not_known": "unknown",
    "allegation": "alleged_first_hand",
    "grade": "uncorroborated",
    "note": "second paragraph",
}


def send(reader: Any, record_id: str, **changes: str) -> None:
    """Open the page and send its form."""
    reader.open(f"/records/{record_id}/coding")
    fields = {**ACT, "version": reader.value("version"), **{n.replace("__", "."): v for n, v in changes.items()}}
    reader.post(f"/records/{record_id}/coding", fields)


def acts(workplace: Any, record_id: str) -> Any:
    """Return the acts as stored."""
    coding = workplace.house.open(record_id).coding
    return () if coding is None else coding.acts


def test_the_codebook_stands_beside_the_text_with_its_rules(reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}/coding")

    assert "was beaten at the station" in reader.text()
    assert "Physical violence" in reader.text()
    assert "Hand-held striking weapon other than a firearm." in reader.text()
    assert "Yerlan" not in reader.page


def test_an_act_is_added(workplace: Any, reader: Any, record_id: str) -> None:
    send(reader, record_id)

    (act,) = acts(workplace, record_id)
    assert reader.path == f"/records/{record_id}/coding?said=act_added"
    assert (act.code, act.date.start, act.place.region) == ("phys.beat_baton", "2022-01", "KZ-75")
    assert workplace.house.open(record_id).coding.version == 1
    for words in ("Beating: baton / truncheon / stick", "Almaty", "Police station", "In a month 2022-01"):
        assert words in reader.text()


def test_a_second_act_makes_the_second_version(workplace: Any, reader: Any, record_id: str) -> None:
    send(reader, record_id)
    send(reader, record_id, code="lib.incommunicado")

    assert len(acts(workplace, record_id)) == 2
    assert workplace.house.open(record_id).coding.version == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": ""}, "What was done?: Fill this in."),
        ({"code": "vic.protester"}, "can't be stored as it is"),
        ({"victim": "somebody"}, "Against whom?: Fill this in."),
        ({"date__start": "January"}, "Write the month as 2022-01."),
        ({"date__precision": "exact"}, "Write the day as 2022-01-31."),
        ({"date__precision": "before", "date__start": "", "date__end": "x"}, "or the month as 2022-01."),
        ({"date__precision": "range", "date__end": "2021-01"}, "The end lies before the beginning."),
        ({"allegation": ""}, "Who says so?: Fill this in."),
        ({"unit__name": "OMON"}, "not both"),
        ({"date__not_known": "declined"}, "only where the date is unknown"),
    ],
    ids=lambda value: None if isinstance(value, str) else "-".join(value),
)
def test_what_does_not_fit_comes_back_as_typed(
    workplace: Any, reader: Any, record_id: str, changes: dict[str, str], sentence: str
) -> None:
    send(reader, record_id, **changes)

    assert reader.path == f"/records/{record_id}/coding?mend=1"
    assert sentence in reader.text()
    assert "second paragraph" in reader.page
    assert reader.value("place.city") == "Almaty"
    assert acts(workplace, record_id) == ()


def test_the_chosen_code_comes_back_checked(reader: Any, record_id: str) -> None:
    send(reader, record_id, allegation="")

    assert 'value="phys.beat_baton" checked' in reader.page


def test_an_act_added_meanwhile_is_not_overwritten(workplace: Any, reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}/coding")
    version = reader.value("version")
    send(workplace.browser("madina"), record_id, code="lib.incommunicado")

    reader.post(f"/records/{record_id}/coding", {**ACT, "version": version})

    assert "Somebody changed the coding meanwhile." in reader.text()
    assert [act.code for act in acts(workplace, record_id)] == ["lib.incommunicado"]


def test_an_act_is_removed_once(workplace: Any, reader: Any, record_id: str) -> None:
    send(reader, record_id)
    (act,) = acts(workplace, record_id)
    for _ in range(2):
        reader.post(f"/records/{record_id}/coding/{act.id}/remove")

    assert acts(workplace, record_id) == ()
    assert reader.path == f"/records/{record_id}/coding?said=act_removed"
    assert workplace.house.open(record_id).coding.version == 2
