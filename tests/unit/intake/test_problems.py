"""What must be mended in a draft, said beside the right field."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask_babel import Babel

from intake.problems import name_problems, text_problems
from testimony.giving.answers import MAX_CONTACT, MAX_NAME, MAX_NARRATIVE, Answers

GOOD = Answers(narrative="They came at night.", contact="by the neighbour", language="en")


@pytest.fixture(autouse=True)
def _in_a_request() -> Iterator[None]:
    app = Flask("problems", static_folder=None)
    Babel(app)
    with app.test_request_context("/"):
        yield


def test_a_good_draft_has_no_problem() -> None:
    assert text_problems(GOOD, language="en") == []


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("narrative", "", "Write what happened"),
        ("narrative", " \n\t", "Write what happened"),
        ("narrative", "a" * (MAX_NARRATIVE + 1), "50,001 characters and we can take 50,000"),
        ("narrative", "their\ufffd words", "did not reach us whole"),
        ("contact", "a" * (MAX_CONTACT + 1), "501 characters"),
        ("contact", "\ufffd", "did not reach us whole"),
        ("contact_safe", "a" * (MAX_CONTACT + 1), "501 characters"),
    ],
)
def test_each_problem_stands_beside_its_field(field: str, text: str, words: str) -> None:
    [problem] = text_problems(replace(GOOD, **{field: text}), language="en")

    assert problem.field == field
    assert words in problem.sentence


@pytest.mark.parametrize(("field", "length"), [("narrative", MAX_NARRATIVE), ("contact", MAX_CONTACT)])
def test_a_text_at_its_limit_is_no_problem(field: str, length: int) -> None:
    assert text_problems(replace(GOOD, **{field: "a" * length}), language="en") == []


def test_who_only_changed_the_language_is_not_told_to_write() -> None:
    assert text_problems(replace(GOOD, narrative=""), language="ru") == []


def test_a_problem_repeats_no_word_of_the_text() -> None:
    [problem] = text_problems(replace(GOOD, narrative="Aslan \ufffd"), language="en")

    assert "Aslan" not in problem.sentence


@pytest.mark.parametrize("name", ["a" * (MAX_NAME + 1), "Asl\ufffdn"])
def test_a_name_to_mend_is_found_by_its_line(name: str) -> None:
    [problem] = name_problems(replace(GOOD, names=("Dana", name)))

    assert problem.field == "person-1-name"


def test_good_names_are_no_problem() -> None:
    assert name_problems(replace(GOOD, names=("Dana", "a" * MAX_NAME))) == []
