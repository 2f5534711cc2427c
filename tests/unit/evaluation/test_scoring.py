"""The counts behind every published figure, on cases small enough to do by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.evaluation.scoring import Answer, Hidden, Scores, Share, missed, score, total
from tests.evaluation.texts import Gold, Text

# 0123456789012345678901234567890123456789
SENTENCE = "Aru Bek met Dana on 5 May, Aru wept, call 87010000000"
ARU_BEK = Gold(start=0, end=7, type="PERSON", kind="person", person="p1")
DANA = Gold(start=12, end=16, type="PERSON", kind="person", person="p2")
DAY = Gold(start=20, end=25, type="DATE", kind="date")
ARU = Gold(start=27, end=30, type="PERSON", kind="person", person="p1")
PHONE = Gold(start=42, end=53, type="PHONE", kind="phone")
TEXT = Text(
    id="xx-01",
    half="dev",
    style="proper",
    voice="anyone",
    language="en",
    text=SENTENCE,
    spans=(ARU_BEK, DANA, DAY, ARU, PHONE),
    relations={"p1": "son", "p2": "judge"},
)
ALL = tuple(Hidden(start=gold.start, end=gold.end, entity=gold.person and f"e{gold.person}") for gold in TEXT.spans)


def answer(*hidden: Hidden, **relations: str) -> Answer:
    return Answer(hidden=hidden, relations=relations)


def test_what_is_wholly_hidden_is_covered() -> None:
    scores = score(TEXT, answer(*ALL))

    assert scores.persons == Share(part=3, whole=3)
    assert scores.identifiers == Share(part=5, whole=5)
    assert scores.structured == Share(part=1, whole=1)


def test_a_name_of_which_one_word_stays_visible_is_not_covered() -> None:
    scores = score(TEXT, answer(Hidden(start=0, end=3), *ALL[1:]))

    assert scores.persons == Share(part=2, whole=3)
    assert missed(TEXT, answer(Hidden(start=0, end=3), *ALL[1:])) == [ARU_BEK]


def test_a_name_of_which_one_letter_stays_visible_is_not_covered() -> None:
    assert score(TEXT, answer(Hidden(start=12, end=15))).persons.part == 0


def test_two_stretches_cover_a_name_together_and_the_space_between_may_stay() -> None:
    assert score(TEXT, answer(Hidden(start=0, end=3), Hidden(start=4, end=7))).persons.part == 1


def test_another_type_covers_as_well() -> None:
    assert score(TEXT, answer(Hidden(start=12, end=16, entity=None))).persons.part == 1


def test_words_outside_gold_count_as_over_masked_when_hidden() -> None:
    scores = score(TEXT, answer(Hidden(start=8, end=16)))  # "met Dana"

    assert scores.over_masked == Share(part=1, whole=4)  # met, on, wept, call
    assert scores.hidden_in_gold == Share(part=1, whole=2)


def test_neutral_words_are_neither_asked_for_nor_counted() -> None:
    text = replace(TEXT, neutral=((8, 11),))

    scores = score(text, answer(Hidden(start=8, end=11)))

    assert scores.over_masked == Share(part=0, whole=3)
    assert scores.hidden_in_gold == Share(part=0, whole=0)


def test_an_ending_behind_an_apostrophe_belongs_to_its_word() -> None:
    text = replace(TEXT, text="Dana's coat", spans=(Gold(start=0, end=4, type="PERSON", kind="person"),), relations={})

    assert score(text, answer(Hidden(start=0, end=6))).over_masked == Share(part=0, whole=1)


def test_right_links_score_one() -> None:
    scores = score(TEXT, answer(*ALL))

    assert scores.pair_f1 == 1
    assert scores.cubed_f1 == 1


def test_two_persons_taken_for_one_cost_precision() -> None:
    merged = [replace(hidden, entity="e1") if hidden.entity else hidden for hidden in ALL]

    scores = score(TEXT, answer(*merged))

    assert (scores.pair_precision, scores.pair_recall) == (Share(part=1, whole=3), Share(part=1, whole=1))
    assert scores.pair_f1 == pytest.approx(0.5)
    assert scores.cubed_precision.part == pytest.approx(2 / 3 + 2 / 3 + 1 / 3)
    assert scores.cubed_recall.part == 3


def test_one_person_taken_for_two_costs_recall() -> None:
    split = [*ALL[:3], replace(ALL[3], entity="another"), ALL[4]]

    scores = score(TEXT, answer(*split))

    assert (scores.pair_precision, scores.pair_recall) == (Share(part=0, whole=0), Share(part=0, whole=1))
    assert scores.pair_f1 == 0
    assert scores.cubed_recall.part == pytest.approx(0.5 + 1 + 0.5)


def test_visible_mentions_are_not_linked_with_one_another() -> None:
    assert score(TEXT, answer()).pair_recall == Share(part=0, whole=1)


def test_a_relation_is_right_when_most_mentions_of_the_person_carry_it() -> None:
    assert score(TEXT, answer(*ALL, ep1="son", ep2="lawyer")).relations == Share(part=1, whole=2)


def test_a_relation_of_a_visible_person_is_not_right() -> None:
    assert score(TEXT, answer(ep1="son")).relations == Share(part=0, whole=2)


def test_scores_add_up_count_by_count() -> None:
    scores = total([score(TEXT, answer(*ALL)), score(TEXT, answer())])

    assert scores.persons == Share(part=3, whole=6)
    assert scores.persons.percent == 50


def test_nothing_scores_nothing_and_its_interval_is_everything() -> None:
    assert Scores().persons.percent == 0
    assert Scores().persons.interval == (0, 100)
    assert Scores().pair_f1 == 0


@pytest.mark.parametrize(
    ("part", "whole", "interval"),
    [
        # Newcombe 1998, table I: the score method without continuity correction.
        pytest.param(81, 263, (25.53, 36.62), id="81 of 263"),
        pytest.param(15, 148, (6.24, 16.05), id="15 of 148"),
        pytest.param(0, 20, (0.0, 16.11), id="none of 20"),
        pytest.param(1, 29, (0.61, 17.18), id="1 of 29"),
    ],
)
def test_the_interval_is_wilsons(part: int, whole: int, interval: tuple[float, float]) -> None:
    assert Share(part=part, whole=whole).interval == pytest.approx(interval, abs=0.01)
