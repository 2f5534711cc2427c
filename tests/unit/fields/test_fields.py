"""Reading of outside values: valid ones come back, wrong ones are refused by field name."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

import pytest

from testimony.fields import FieldError, Fields, day_of, month_of, nest, to_json


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def fields(**values: object) -> Fields:
    return Fields(values, error=FieldError, path="form")


def test_text_is_trimmed_and_composed() -> None:
    assert fields(city="  Ала\u0438\u0306 ").text("city", longest=10) == "Алай"


def test_missing_text_is_empty() -> None:
    assert fields().text("city", longest=10) == ""


def test_line_breaks_are_kept() -> None:
    assert fields(note="a\nb").text("note", longest=10) == "a\nb"


REFUSED: dict[str, tuple[dict[str, object], Callable[[Fields], object], str]] = {
    "text that is a number": ({"a": 1}, lambda f: f.text("a", longest=5), "form.a"),
    "text too long": ({"a": "abcdef"}, lambda f: f.text("a", longest=5), "form.a"),
    "text with NUL": ({"a": "b\0"}, lambda f: f.text("a", longest=5), "form.a"),
    "text with a direction override": ({"a": "b\u202e"}, lambda f: f.text("a", longest=5), "form.a"),
    "text with a lone surrogate": ({"a": "\ud800"}, lambda f: f.text("a", longest=5), "form.a"),
    "needed text of blanks": ({"a": "  "}, lambda f: f.needed_text("a", longest=5), "form.a"),
    "number that is text": ({"a": "1"}, lambda f: f.whole_number("a", lowest=1, default=1), "form.a"),
    "number that is a truth": ({"a": True}, lambda f: f.whole_number("a", lowest=1, default=1), "form.a"),
    "number too low": ({"a": 0}, lambda f: f.whole_number("a", lowest=1, default=1), "form.a"),
    "flag of another kind": ({"a": "maybe"}, lambda f: f.flag("a"), "form.a"),
    "flag that is one": ({"a": 1}, lambda f: f.flag("a"), "form.a"),
    "day that doesn't exist": ({"a": "2022-02-30"}, lambda f: f.day("a"), "form.a"),
    "day in another spelling": ({"a": "20220105"}, lambda f: f.day("a"), "form.a"),
    "day that is a number": ({"a": 2022}, lambda f: f.day("a"), "form.a"),
    "choice outside the list": ({"a": "green"}, lambda f: f.choice("a", Colour), "form.a"),
    "needed choice missing": ({}, lambda f: f.choice("a", Colour), "form.a"),
    "choices outside the list": ({"a": ["green"]}, lambda f: f.choices("a", Colour), "form.a"),
    "list that is text": ({"a": "red"}, lambda f: f.choices("a", Colour), "form.a"),
    "group that is text": ({"a": "red"}, lambda f: f.child("a"), "form.a"),
    "group in a list that is text": ({"a": ["red"]}, lambda f: f.children("a"), "form.a.0"),
    "empty text in a list": ({"a": ["x", ""]}, lambda f: f.texts("a", longest=5), "form.a.1"),
    "unknown name": ({"secret name": 1}, lambda f: f.expect_only("a"), "form"),
    "unknown answer": ({"a": {"green": "x"}}, lambda f: f.answers("a", Colour, Colour, Colour.RED), "form.a"),
}


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED.keys())
def test_wrong_value_is_refused_by_field_name(row: tuple[dict[str, object], Callable[[Fields], object], str]) -> None:
    values, read, field = row

    with pytest.raises(FieldError) as refusal:
        read(fields(**values))

    assert refusal.value.field == field


def test_refusal_never_repeats_the_content() -> None:
    with pytest.raises(FieldError) as refusal:
        fields(a="Ермек").choice("a", Colour)

    assert "Ермек" not in str(refusal.value)


def test_whole_that_is_no_group_is_refused() -> None:
    with pytest.raises(FieldError) as refusal:
        Fields(["a"], error=FieldError)

    assert refusal.value.field == "whole"


def test_refused_name_at_the_top_stands_without_a_path() -> None:
    assert Fields({}, error=FieldError).refuse("a", "is needed").field == "a"


READ: dict[str, tuple[dict[str, object], Callable[[Fields], object], object]] = {
    "number": ({"a": 3}, lambda f: f.whole_number("a", lowest=1, default=1), 3),
    "missing number": ({}, lambda f: f.whole_number("a", lowest=1, default=1), 1),
    "flag yes": ({"a": "yes"}, lambda f: f.flag("a"), True),
    "flag true": ({"a": True}, lambda f: f.flag("a"), True),
    "flag no": ({"a": "no"}, lambda f: f.flag("a"), False),
    "missing flag": ({}, lambda f: f.flag("a"), False),
    "day": ({"a": "2022-01-05"}, lambda f: f.day("a"), date(2022, 1, 5)),
    "missing day": ({"a": ""}, lambda f: f.day("a"), None),
    "choice": ({"a": "red"}, lambda f: f.choice("a", Colour), Colour.RED),
    "default choice": ({}, lambda f: f.choice("a", Colour, Colour.BLUE), Colour.BLUE),
    "choices in the order of the list": (
        {"a": ["blue", "red", "red"]},
        lambda f: f.choices("a", Colour),
        (Colour.RED, Colour.BLUE),
    ),
    "answers with default": (
        {"a": {"red": "blue"}},
        lambda f: f.answers("a", Colour, Colour, Colour.RED),
        {Colour.RED: Colour.BLUE, Colour.BLUE: Colour.RED},
    ),
    "numbered group as a list": (
        {"a": {"10": "z", "9": "y"}},
        lambda f: f.texts("a", longest=5),
        ("y", "z"),
    ),
    "missing list": ({}, lambda f: f.children("a"), ()),
    "names": ({"b": 1, "a": 2}, lambda f: f.names(), ("a", "b")),
}


@pytest.mark.parametrize("row", READ.values(), ids=READ.keys())
def test_valid_value_is_read(row: tuple[dict[str, object], Callable[[Fields], object], object]) -> None:
    values, read, expected = row

    assert read(fields(**values)) == expected


def test_dotted_form_names_become_groups() -> None:
    form = {"code": "x", "date.start": "2022-01", "holds.0.until": "2030-01-01"}

    assert nest(form) == {"code": "x", "date": {"start": "2022-01"}, "holds": {"0": {"until": "2030-01-01"}}}


@pytest.mark.parametrize("form", [{"a": "x", "a.b": "y"}, {"a.b": "y", "a": "x"}])
def test_form_name_that_is_value_and_group_stays_a_group(form: dict[str, str]) -> None:
    assert nest(form) == {"a": {"b": "y"}}


@pytest.mark.parametrize("text", ["2022-13", "2022", "2022-1", "202201", ""])
def test_month_in_another_spelling_is_none(text: str) -> None:
    assert month_of(text) is None


def test_month_gives_its_first_day() -> None:
    assert month_of("2022-01") == day_of("2022-01-01") == date(2022, 1, 1)


def test_domain_values_become_json_ready() -> None:
    assert to_json({Colour.RED: (date(2022, 1, 5), None, 1, "x")}) == {"red": ["2022-01-05", None, 1, "x"]}
