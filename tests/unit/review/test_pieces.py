"""A stripped text is cut into what stays visible and what is hidden under a label."""

import pytest
from flask import Flask
from flask_babel import Babel

from review.pieces import pieces_of
from testimony.pseudonyms.result import Entity, Mention, Run, Stripped
from testimony.pseudonyms.spans import SpanType


@pytest.fixture(autouse=True)
def _language() -> object:
    app = Flask("words")
    Babel(app)
    with app.test_request_context():
        yield


def stripped(*, confidence: float = 0.9, features: dict[str, str] | None = None) -> Stripped:
    """Return a text with one hidden person."""
    mention = Mention(
        number=1,
        start=3,
        end=8,
        type=SpanType.PERSON,
        entity="p1",
        layers=("names",),
        confidence=confidence,
        relation="son",
        features=features or {},
    )
    return Stripped(
        parts=(Run(text="My "), mention, Run(text=" slept.")),
        entities=(Entity(id="p1", type=SpanType.PERSON, number=2, relation="son"),),
        suggestions=(),
        doubtful=False,
        reasons=(),
        language="en",
    )


def test_a_person_stands_under_number_and_relation() -> None:
    pieces = pieces_of(stripped())

    assert [piece.text for piece in pieces] == ["My ", "Person 2 · son", " slept."]
    assert [piece.number for piece in pieces] == [None, 1, None]


@pytest.mark.parametrize(("confidence", "unsure"), [(0.5, True), (0.9, False)])
def test_a_guess_is_marked_as_one(confidence: float, unsure: bool) -> None:
    assert pieces_of(stripped(confidence=confidence))[1].unsure is unsure


@pytest.mark.parametrize(
    ("given", "asked"),
    [({}, False), ({"ticked": (1,)}, True), ({"ticked": (1,), "decided": {1}}, False)],
    ids=["no request", "waiting", "decided"],
)
def test_a_request_is_marked_until_it_is_decided(given: dict[str, set[int]], asked: bool) -> None:
    assert pieces_of(stripped(), **given)[1].asked is asked


def test_a_disputed_mention_is_a_request_too() -> None:
    assert pieces_of(stripped(features={"disputed": "yes"}))[1].asked
