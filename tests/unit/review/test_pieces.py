"""A stripped text is cut into what stays visible and what is hidden under a label."""

from dataclasses import replace

import pytest
from flask import Flask
from flask_babel import Babel

from review.pieces import guesses_of, pieces_of
from testimony.pseudonyms.result import Entity, Mention, Run, Stripped
from testimony.pseudonyms.spans import SpanType


@pytest.fixture(autouse=True)
def _language() -> object:
    app = Flask("words")
    Babel(app)
    with app.test_request_context():
        yield


def stripped(
    *, confidence: float = 0.9, features: dict[str, str] | None = None, layers: tuple[str, ...] = ("name list",)
) -> Stripped:
    """Return a text with one hidden person."""
    mention = Mention(
        number=1,
        start=3,
        end=8,
        type=SpanType.PERSON,
        entity="p1",
        layers=layers,
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


def test_a_word_that_waits_stands_under_a_label_that_says_so_and_is_no_guess() -> None:
    waiting = stripped(confidence=0.1, layers=("allow list",))

    piece = pieces_of(waiting)[1]

    assert (piece.text, piece.waits, piece.unsure) == ("word 2", True, False)
    assert guesses_of(waiting) == []


def test_a_guess_tells_why_it_was_hidden_and_how_sure_that_is() -> None:
    (guess,) = guesses_of(stripped(confidence=0.3, layers=("capital", "tagger")))

    assert guess.certainty == "guess"
    assert guess.reasons == ("it begins with a capital letter", "the trained program takes it for one")
    assert guess.spots == ((1, "Person 2 · son"),)


def test_reasons_that_read_alike_are_told_once() -> None:
    (guess,) = guesses_of(stripped(confidence=0.6, layers=("allow list", "unknown word")))

    assert (guess.certainty, guess.reasons) == ("likely", ("no list of ordinary words has it",))


def test_what_is_sure_is_no_guess() -> None:
    assert guesses_of(stripped(confidence=0.9)) == []


def test_guesses_for_the_same_reasons_stand_together_the_least_certain_first() -> None:
    one = stripped(confidence=0.6)
    person, kin = one.mentions[0], one.entities[0]
    text = replace(
        one,
        parts=(person, replace(person, number=2), replace(person, number=3, entity="p2", confidence=0.2)),
        entities=(kin, Entity(id="p2", type=SpanType.PERSON, number=3)),
    )

    assert [(guess.certainty, guess.spots) for guess in guesses_of(text)] == [
        ("guess", ((3, "Person 3"),)),
        ("likely", ((1, "Person 2 · son"),)),
    ]
