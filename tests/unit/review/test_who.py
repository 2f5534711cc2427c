"""The card about who is who: questions, decisions to take back, and the choices for decisions of one's own."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel

from review.who import WhoIsWho, names_of, naming_of, who_is_who
from testimony.desk.deciding import AcrossDecision, Decisions, MentionDecision, PairDecision, Verdict
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


def _text(decisions: Decisions, number: int = 1) -> Text:
    decided = decisions.regrouping(number, LINKED)
    return Text(number=number, stripped=regroup(LINKED, decided), linked=LINKED, decided=decided)


def _opened(decisions: Decisions) -> Any:
    """Return a record with an account and an addition that read alike; the card needs nothing else of a record."""
    return SimpleNamespace(texts=(_text(decisions), _text(decisions, 2)), decisions=decisions)


def _who(decisions: Decisions, place: int = 0) -> WhoIsWho:
    opened = _opened(decisions)
    return who_is_who(opened.texts[place], opened)


def _pair(verdict: Verdict, text: int = 1) -> Decisions:
    return Decisions(pairs=(PairDecision(text=text, first="p1", second="p2", verdict=verdict, by="aru"),))


def _moved(text: int = 1) -> Decisions:
    return Decisions(mentions=(MentionDecision(text=text, mention=2, entity="r2", number=3, by="aru"),))


def test_a_doubtful_merge_is_a_question_with_its_reason_and_both_places() -> None:
    (question,) = _who(Decisions()).questions

    assert question.sentence == "Person 1 and Person 2 may be one: they have the same family name."
    assert (question.first, question.second) == ("p1", "p2")
    assert question.spots == ((1, "Person 1 · son"), (2, "Person 2"))


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [(Verdict.SAME, "Person 1 and Person 2 are one."), (Verdict.APART, "Person 1 and Person 2 are two.")],
)
def test_a_decision_is_told_with_what_takes_it_back(verdict: Verdict, sentence: str) -> None:
    who = _who(_pair(verdict))

    assert who.questions == ()
    assert [settled.sentence for settled in who.settled] == [sentence]
    assert who.settled[0].fields == (("first", "p1"), ("second", "p2"), ("verdict", "open"))


def test_a_moved_place_is_told_with_what_takes_it_back() -> None:
    (settled,) = _who(_moved()).settled

    assert settled.sentence == "One place of Person 2 means Person 3."
    assert settled.fields == (("mention", "2"), ("entity", ""))


def test_decisions_about_another_text_are_not_told_here() -> None:
    elsewhere = Decisions(pairs=_pair(Verdict.SAME, text=2).pairs, mentions=_moved(text=2).mentions)

    assert _who(elsewhere).settled == ()


def test_only_people_can_be_chosen_and_their_places_show_the_words_around_them() -> None:
    who = _who(Decisions())

    assert who.people == (("p1", "Person 1 · son"), ("p2", "Person 2"))
    assert who.places == (
        ("1", "…My son [Person 1 · son] met a neighbour of ours…"),
        ("2", "…et a neighbour of ours, [Person 2], on Date 1…"),
    )


def test_a_text_without_pieces_asks_nothing() -> None:
    empty = Text(number=1, stripped=None, linked=None)

    assert who_is_who(empty, SimpleNamespace(texts=(empty,), decisions=Decisions())) == WhoIsWho()


def test_who_turned_out_to_be_another_is_named_by_both_labels() -> None:
    assert names_of(_text(_pair(Verdict.SAME))) == {"p1": "Person 1 · son", "p2": "Person 1 · son, before: Person 2"}


def test_who_has_no_place_any_more_keeps_the_label() -> None:
    assert names_of(_text(_moved())) == {"p1": "Person 1 · son", "p2": "Person 2", "r2": "Person 3"}


def test_a_text_without_pieces_names_nobody() -> None:
    assert names_of(Text(number=1, stripped=None, linked=None)) == {}


def _across(entity: str, account: str, text: int = 2, *, pairs: tuple[PairDecision, ...] = ()) -> Decisions:
    return Decisions(across=(AcrossDecision(text=text, entity=entity, account=account, by="aru"),), pairs=pairs)


def test_people_of_an_addition_are_numbered_under_it_and_the_account_can_be_chosen_from() -> None:
    who = _who(Decisions(), place=1)

    assert who.people == (("p1", "Person 1.1 · son"), ("p2", "Person 1.2"))
    assert who.account == (("p1", "Person 1 · son"), ("p2", "Person 2"))
    assert who.questions[0].sentence == "Person 1.1 and Person 1.2 may be one: they have the same family name."
    assert _who(Decisions()).account == ()


def test_who_is_in_the_account_too_is_called_as_there() -> None:
    who = _who(_across("p2", "p1"), place=1)

    assert who.people == (("p1", "Person 1.1 · son"), ("p2", "Person 1 · son"))
    assert [settled.sentence for settled in who.settled] == ["Person 1.2 and Person 1 are one."]
    assert (who.settled[0].room, who.settled[0].fields) == ("record.decide_across", (("entity", "p2"), ("account", "")))


@pytest.mark.parametrize(
    ("decisions", "shared"),
    [
        (_across("p2", "p1", pairs=_pair(Verdict.SAME).pairs), {"p2": "p1"}),
        (_across("p2", "p2", pairs=_pair(Verdict.SAME).pairs), {"p2": "p1"}),
        (_across("p2", "p2", pairs=_pair(Verdict.SAME, text=2).pairs), {"p1": "p2"}),
        (_across("p9", "p1"), {}),
        (_across("p2", "p9"), {}),
        (_across("p2", "p1", text=3), {}),
    ],
    ids=["joined there", "joined away there", "joined here", "nobody here", "nobody there", "another addition"],
)
def test_labels_follow_what_else_was_decided(decisions: Decisions, shared: dict[str, str]) -> None:
    opened = _opened(decisions)

    naming = naming_of(opened.texts[1], opened)

    assert {name: entity.id for name, entity in naming.shared.items()} == shared


def test_an_account_without_pieces_shares_nobody() -> None:
    opened = _opened(_across("p2", "p1"))
    opened.texts = (Text(number=1, stripped=None, linked=None), opened.texts[1])

    assert naming_of(opened.texts[1], opened).shared == {}
    assert who_is_who(opened.texts[1], opened).account == ()
