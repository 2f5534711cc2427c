"""Answers are refused by field and reason, never by their content."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimony.giving.answers import MAX_CONTACT, MAX_NAME, MAX_NAMES, MAX_NARRATIVE, Answers
from testimony.giving.errors import InvalidAnswers

GOOD = Answers(narrative="x")

REFUSED: dict[str, tuple[dict[str, object], str, str]] = {
    "no text": ({"narrative": ""}, "narrative", "empty"),
    "blank text": ({"narrative": " \n\t"}, "narrative", "empty"),
    "endless text": ({"narrative": "x" * (MAX_NARRATIVE + 1)}, "narrative", "too_long"),
    "half a letter": ({"narrative": "a\udc00"}, "narrative", "not_utf8"),
    "endless contact": ({"contact": "x" * (MAX_CONTACT + 1)}, "contact", "too_long"),
    "endless safe hours": ({"contact_safe": "x" * (MAX_CONTACT + 1)}, "contact_safe", "too_long"),
    "endless name": ({"names": ("x" * (MAX_NAME + 1),)}, "names", "too_long"),
    "endless names": ({"names": ("x",) * (MAX_NAMES + 1)}, "names", "too_many"),
    "unknown relationship": ({"relationship": "boss"}, "relationship", "choice"),
    "unknown age": ({"under_18": "maybe"}, "under_18", "choice"),
    "unknown use": ({"use": "sell"}, "use", "choice"),
    "no use": ({"use": None}, "use", "choice"),
    "unknown language": ({"language": "de"}, "language", "choice"),
}


@pytest.mark.parametrize(("changes", "field", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_answers_out_of_bounds_are_refused(changes: dict[str, object], field: str, reason: str) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        replace(GOOD, **changes).check()  # type: ignore[arg-type]  # a row of the table

    assert (refused.value.field, refused.value.reason) == (field, reason)
    assert str(refused.value) == f"{field}: {reason}"


@pytest.mark.parametrize(
    "answers",
    [
        GOOD,
        replace(GOOD, narrative="ә" * MAX_NARRATIVE),
        replace(GOOD, names=("x" * MAX_NAME,) * MAX_NAMES, contact="x" * MAX_CONTACT),
        replace(GOOD, relationship="witness", under_18="no", use="count", language="kk"),
        replace(GOOD, narrative="\x00\u202e\x1b"),
    ],
)
def test_answers_within_bounds_are_taken(answers: Answers) -> None:
    answers.check()
    answers.check_letters()


texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(narrative=texts, names=st.lists(texts), shown=st.lists(st.integers()))
def test_answers_read_back_as_written(narrative: str, names: list[str], shown: list[int]) -> None:
    answers = Answers(narrative=narrative, names=tuple(names), shown=tuple(shown))

    assert Answers.from_json(answers.to_json()) == answers
