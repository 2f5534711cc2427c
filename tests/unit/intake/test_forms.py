"""How fields become answers: nothing typed is altered, and what can not be ours counts for nothing."""

import pytest
from flask import Flask, request

from intake.forms import CheckForm, TestimonyForm, ticked
from testimony.giving.answers import Answers
from web import cookies

AWKWARD = "\n  first line\r\n\0\u202eabc\u2066\x01\x7f\t🕊 Қ\u0301 "


@pytest.fixture
def app() -> Flask:
    """Return an app that has a cookie and nothing else."""
    app = Flask("forms", static_folder=None)
    cookies.install(app, name="aigaq", secure=False)
    return app


def answers_of(app: Flask, **fields: str) -> Answers:
    """Return the answers that a form with these fields gives."""
    with app.test_request_context("/", method="POST", data=fields):
        return TestimonyForm().answers("en")


def test_every_field_arrives(app: Flask) -> None:
    answers = answers_of(
        app,
        narrative="They came at night.",
        relationship="relative",
        under_18="subject",
        use="count",
        contact="by the neighbour",
        contact_safe="after eight",
    )

    assert answers == Answers(
        narrative="They came at night.",
        relationship="relative",
        under_18="subject",
        use="count",
        contact="by the neighbour",
        contact_safe="after eight",
        language="en",
    )


def test_awkward_letters_arrive_as_they_were_typed(app: Flask) -> None:
    assert answers_of(app, narrative=AWKWARD, contact=AWKWARD).narrative == AWKWARD


def test_a_form_with_nothing_but_a_narrative_leaves_the_rest_open(app: Flask) -> None:
    assert answers_of(app, narrative="words") == Answers(narrative="words", language="en")


@pytest.mark.parametrize(
    ("field", "value", "taken_as"),
    [
        ("relationship", "", None),
        ("relationship", "president", None),
        ("under_18", "", None),
        ("under_18", "maybe", None),
        ("use", "", "keep"),
        ("use", "publish", "keep"),
    ],
)
def test_an_unknown_choice_counts_as_the_most_careful_one(
    app: Flask, field: str, value: str, taken_as: str | None
) -> None:
    assert getattr(answers_of(app, narrative="words", **{field: value}), field) == taken_as


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({}, ()),
        ({"person-0-name": "Aslan", "person-1-name": ""}, ("Aslan",)),
        ({"person-1-name": " Dana ", "person-0-name": "Aslan"}, ("Aslan", "Dana")),
        ({"person-7-name": "Aslan"}, ("Aslan",)),
        ({"person-x-name": "Aslan", "person--1-name": "Dana"}, ()),
        ({f"person-{place}-name": "A" for place in range(60)}, ("A",) * 40),
    ],
    ids=["none", "empty line", "any order", "gap", "not ours", "too many"],
)
def test_names_are_read_from_their_lines(app: Flask, fields: dict[str, str], names: tuple[str, ...]) -> None:
    with app.test_request_context("/", method="POST", data={"csrf_token": "", **fields}):
        assert CheckForm().names() == names


@pytest.mark.parametrize(
    ("values", "numbers"),
    [([], ()), (["2", "1", "2"], (1, 2)), (["x", "-1", "", "²", "1e3", "9" * 30], ()), (["007"], (7,))],
)
def test_ticks_are_numbers_and_nothing_else(app: Flask, values: list[str], numbers: tuple[int, ...]) -> None:
    with app.test_request_context("/", method="POST", data={"shown": values}):
        assert ticked(request) == numbers
