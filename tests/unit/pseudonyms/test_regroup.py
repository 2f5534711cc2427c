"""A text under the decisions of people: who is one, who is two, and who is meant at one place."""

from __future__ import annotations

from dataclasses import replace

from testimony.pseudonyms.regroup import Regrouping, regroup
from testimony.pseudonyms.result import Entity, Mention, Run, Stripped, Suggestion
from testimony.pseudonyms.spans import SpanType


def _mention(number: int, entity: str) -> Mention:
    return Mention(
        number=number,
        start=number * 10,
        end=number * 10 + 5,
        type=SpanType.PERSON,
        entity=entity,
        layers=("cue",),
        confidence=0.9,
    )


def _person(number: int, relation: str | None = None, name: str = "") -> Entity:
    return Entity(id=name or f"p{number}", type=SpanType.PERSON, number=number, relation=relation)


TEXT = Stripped(
    parts=(_mention(1, "p1"), Run(text=" and "), _mention(2, "p2"), _mention(3, "p3"), _mention(4, "p1")),
    entities=(_person(1), _person(2, "son"), _person(3)),
    suggestions=(
        Suggestion(first="p1", second="p2", reason="same family name"),
        Suggestion(first="p2", second="p3", reason="same family name"),
    ),
    doubtful=False,
    reasons=(),
    language="en",
)


def _entities(stripped: Stripped) -> list[str]:
    return [mention.entity for mention in stripped.mentions]


def test_no_decision_changes_nothing() -> None:
    assert regroup(TEXT, Regrouping()) == TEXT


def test_those_who_are_one_stand_under_the_lower_number_with_what_is_known_of_either() -> None:
    joined = regroup(TEXT, Regrouping(same=[("p2", "p1")]))

    assert _entities(joined) == ["p1", "p1", "p3", "p1"]
    assert joined.entities == (_person(1, "son"), _person(3))


def test_a_relation_of_the_label_that_stays_is_kept() -> None:
    joined = regroup(TEXT, Regrouping(same=[("p2", "p3")]))

    assert joined.entities == (_person(1), _person(2, "son"))


def test_three_are_one_by_two_decisions_in_either_order() -> None:
    for pairs in ([("p1", "p2"), ("p2", "p3")], [("p2", "p3"), ("p1", "p2")]):
        assert _entities(regroup(TEXT, Regrouping(same=pairs))) == ["p1"] * 4


def test_an_open_question_is_asked_of_the_labels_that_stand_now() -> None:
    joined = regroup(TEXT, Regrouping(same=[("p1", "p2")]))

    assert [(s.first, s.second) for s in joined.suggestions] == [("p1", "p3")]


def test_questions_that_fall_together_are_asked_once() -> None:
    both = Stripped(
        **{**vars(TEXT), "suggestions": (*TEXT.suggestions, Suggestion(first="p1", second="p3", reason="x"))}
    )

    joined = regroup(both, Regrouping(same=[("p1", "p2")]))

    assert [(s.first, s.second) for s in joined.suggestions] == [("p1", "p3")]


def test_those_who_are_two_are_not_asked_about_again() -> None:
    apart = regroup(TEXT, Regrouping(apart=[("p2", "p1")]))

    assert _entities(apart) == ["p1", "p2", "p3", "p1"]
    assert [(s.first, s.second) for s in apart.suggestions] == [("p2", "p3")]


def test_a_mention_moves_to_another_label() -> None:
    moved = regroup(TEXT, Regrouping(moved={4: "p3"}))

    assert _entities(moved) == ["p1", "p2", "p3", "p3"]


def test_a_mention_of_somebody_new_has_a_label_of_their_own() -> None:
    moved = regroup(TEXT, Regrouping(moved={4: "r4"}, added=[_person(4, name="r4")]))

    assert _entities(moved) == ["p1", "p2", "p3", "r4"]
    assert moved.entities[-1] == _person(4, name="r4")


def test_a_label_without_a_place_is_gone_with_its_questions() -> None:
    moved = regroup(TEXT, Regrouping(moved={2: "p1"}))

    assert [entity.id for entity in moved.entities] == ["p1", "p3"]
    assert moved.suggestions == ()


def test_a_decision_about_a_label_that_is_gone_decides_nothing() -> None:
    assert regroup(TEXT, Regrouping(same=[("p1", "p9")], apart=[("p1", "p9")])) == TEXT


def test_a_relation_goes_with_the_place_that_says_it() -> None:
    son, other = replace(_mention(1, "p1"), relation="son"), _mention(2, "p1")
    text = replace(TEXT, parts=(son, other), entities=(_person(1, "son"),), suggestions=())

    moved = regroup(text, Regrouping(moved={1: "r1"}, added=[_person(4, name="r1")]))

    assert moved.entities == (_person(1), _person(4, "son", name="r1"))


def test_a_relation_stays_where_another_place_says_it_too() -> None:
    son = replace(_mention(1, "p1"), relation="son")
    text = replace(TEXT, parts=(son, replace(son, number=2)), entities=(_person(1, "son"), _person(2)), suggestions=())

    moved = regroup(text, Regrouping(moved={1: "p2"}))

    assert moved.entities == (_person(1, "son"), _person(2, "son"))
