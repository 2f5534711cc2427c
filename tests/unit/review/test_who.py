"""The card about who is who: questions, decisions to take back, and the choices for decisions of one's own."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from review.who import names_of, who_is_who
from testimony.desk.deciding import Decisions, MentionDecision, PairDecision, Verdict
from testimony.desk.record import Text
from testimony.pseudonyms.regroup import regroup
from testimony.pseudonyms.result import Entity, Mention, Run, Stripped, Suggestion
from testimony.pseudonyms.spans import SpanType


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    app = Flask("words")
    Babel(app)
    with app.test_request_context():
        yield


def _mention(number: int, entity: str, kind: SpanType = SpanType.PERSON) -> Mention:
    return Mention(number=number, start=number, end=number, type=kind, entity=entity, layers=("cue",), confidence=0.9)


LINKED = Stripped(
    parts=(
        Run(text="My son "),
        _mention(1, "p1"),
        Run(text=" met\na neighbour of ours, "),
        _mention(2, "p2"),
        Run(text=", on "),
        _mention(3, "d1", SpanType.DATE),
        Run(text="."),
    ),
    entities=(
        Entity(id="p1", type=SpanType.PERSON, number=1, relation="son"),
        Entity(id="p2", type=SpanType.PERSON, number=2),
        Entity(id="d1", type=SpanType.DATE, number=1),
    ),
    suggestions=(Suggestion(first="p1", second="p2", reason="same family name"),),
    doubtful=False,
    reasons=(),
    language="en",
)


def _text(decisions: Decisions) -> Text:
    decided = decisions.regrouping(1, LINKED)
    return Text(number=1, stripped=regroup(LINKED, decided), linked=LINKED, decided=decided)


def _pair(verdict: Verdict, text: int = 1) -> Decisions:
    return Decisions(pairs=(PairDecision(text=text, first="p1", second="p2", verdict=verdict, by="aru"),))


def _moved(text: int = 1) -> Decisions:
    return Decisions(mentions=(MentionDecision(text=text, mention=2, entity="r2", number=3, by="aru"),))


def test_a_doubtful_merge_is_a_question_with_its_reason_and_both_places() -> None:
    (question,) = who_is_who(_text(Decisions()), Decisions()).questions

    assert question.sentence == "Person 1 and Person 2 may be one: they have the same family name."
    assert (question.first, question.second) == ("p1", "p2")
    assert question.spots == ((1, "Person 1 · son"), (2, "Person 2"))


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [(Verdict.SAME, "Person 1 and Person 2 are one."), (Verdict.APART, "Person 1 and Person 2 are two.")],
)
def test_a_decision_is_told_with_what_takes_it_back(verdict: Verdict, sentence: str) -> None:
    who = who_is_who(_text(_pair(verdict)), _pair(verdict))

    assert who.questions == ()
    assert [settled.sentence for settled in who.settled] == [sentence]
    assert who.settled[0].fields == (("first", "p1"), ("second", "p2"), ("verdict", "open"))


def test_a_moved_place_is_told_with_what_takes_it_back() -> None:
    (settled,) = who_is_who(_text(_moved()), _moved()).settled

    assert settled.sentence == "One place of Person 2 means Person 3."
    assert settled.fields == (("mention", "2"), ("entity", ""))


def test_decisions_about_another_text_are_not_told_here() -> None:
    elsewhere = Decisions(pairs=_pair(Verdict.SAME, text=2).pairs, mentions=_moved(text=2).mentions)

    assert who_is_who(_text(elsewhere), elsewhere).settled == ()


def test_only_people_can_be_chosen_and_their_places_show_the_words_around_them() -> None:
    who = who_is_who(_text(Decisions()), Decisions())

    assert who.people == (("p1", "Person 1 · son"), ("p2", "Person 2"))
    assert who.places == (
        ("1", "…My son [Person 1 · son] met a neighbour of ours…"),
        ("2", "…et a neighbour of ours, [Person 2], on Date 1…"),
    )


def test_a_text_without_pieces_asks_nothing() -> None:
    who = who_is_who(Text(number=1, stripped=None, linked=None), Decisions())

    assert (who.questions, who.settled, who.people, who.places) == ((), (), (), ())


def test_who_turned_out_to_be_another_is_named_by_both_labels() -> None:
    assert names_of(_text(_pair(Verdict.SAME))) == {"p1": "Person 1 · son", "p2": "Person 1 · son, before: Person 2"}


def test_who_has_no_place_any_more_keeps_the_label() -> None:
    assert names_of(_text(_moved())) == {"p1": "Person 1 · son", "p2": "Person 2", "r2": "Person 3"}


def test_a_text_without_pieces_names_nobody() -> None:
    assert names_of(Text(number=1, stripped=None, linked=None)) == {}
