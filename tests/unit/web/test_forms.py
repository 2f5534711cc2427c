"""Problems as templates ask for them."""

from web.forms import Problem, by_field


def test_each_sentence_stands_under_its_field() -> None:
    problems = [Problem(field="narrative", sentence="Write."), Problem(field="contact", sentence="Shorten.")]

    assert by_field(problems) == {"narrative": "Write.", "contact": "Shorten."}


def test_no_problems_stand_under_nothing() -> None:
    assert by_field([]) == {}
