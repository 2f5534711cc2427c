"""Who is who: what reviewers decide applies to the whole text, outlives every new strip, and can be taken back."""

from __future__ import annotations

from typing import Any

import pytest

from testimony.desk.deciding import SOMEBODY_ELSE, Verdict, decisions_of
from testimony.desk.items import Item
from testimony.pseudonyms.result import Entity, Mention, Run, Stripped, Suggestion
from testimony.pseudonyms.spans import SpanType
from testimony.record.errors import NoRecord, RecordClosed, RecordDamaged


def _mention(number: int, entity: str, kind: SpanType = SpanType.PERSON) -> Mention:
    place = number * 10
    return Mention(number=number, start=place, end=place + 4, type=kind, entity=entity, layers=("cue",), confidence=0.9)


def _stripped(*_asked: object) -> Stripped:
    return Stripped(
        parts=(
            _mention(1, "p1"),
            Run(text=" the plumber "),
            _mention(2, "p2"),
            _mention(3, "p1"),
            _mention(4, "p3"),
            _mention(5, "d1", SpanType.DATE),
        ),
        entities=(
            *(Entity(id=f"p{n}", type=SpanType.PERSON, number=n) for n in (1, 2, 3)),
            Entity(id="d1", type=SpanType.DATE, number=1),
        ),
        suggestions=(Suggestion(first="p1", second="p2", reason="same family name"),),
        doubtful=False,
        reasons=(),
        language="en",
    )


@pytest.fixture
def record_id(house: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a testimony in which the program found three people."""
    monkeypatch.setattr(house.giving.stripper, "_strip", _stripped)
    return str(house.give("They came at dawn."))


def _people(house: Any, record_id: str) -> list[str]:
    shown = house.open(record_id).texts[0].stripped
    return [mention.entity for mention in shown.mentions if mention.type is SpanType.PERSON]


def _pair(house: Any, record_id: str, first: str, second: str, verdict: Verdict, handle: str = "aru") -> None:
    house.desk.decide_pair(house.unlocked(handle), record_id, 1, first, second, verdict)


def test_two_who_are_one_stand_under_one_label_and_the_question_is_gone(house: Any, record_id: str) -> None:
    _pair(house, record_id, "p1", "p2", Verdict.SAME, "madina")

    text, decisions = house.open(record_id).texts[0], house.open(record_id).decisions
    assert _people(house, record_id) == ["p1", "p1", "p1", "p3"]
    assert [entity.number for entity in text.stripped.entities] == [1, 3, 1]
    assert text.stripped.suggestions == ()
    assert [(pair.first, pair.second, pair.by) for pair in decisions.pairs] == [("p1", "p2", "madina")]


def test_two_who_are_two_keep_their_labels_and_are_asked_about_no_more(house: Any, record_id: str) -> None:
    _pair(house, record_id, "p1", "p2", Verdict.APART)

    assert _people(house, record_id) == ["p1", "p2", "p1", "p3"]
    assert house.open(record_id).texts[0].stripped.suggestions == ()


def test_a_decision_taken_back_leaves_the_text_as_the_program_read_it(house: Any, record_id: str) -> None:
    before = house.open(record_id).texts[0].stripped
    _pair(house, record_id, "p1", "p2", Verdict.SAME)

    _pair(house, record_id, "p2", "p1", Verdict.OPEN, "madina")

    assert house.open(record_id).texts[0].stripped == before
    assert house.open(record_id).decisions.pairs == ()


def test_decisions_outlive_a_new_strip(house: Any, record_id: str) -> None:
    _pair(house, record_id, "p1", "p2", Verdict.SAME)
    house.desk.decide_mention(house.unlocked(), record_id, 1, 3, SOMEBODY_ELSE)

    house.desk.mark_missed(house.unlocked(), record_id, "plumber", SpanType.PERSON)

    text = house.open(record_id).texts[0]
    assert _people(house, record_id) == ["p1", "m1", "p1", "r3", "p3"]
    assert {entity.id: entity.number for entity in text.stripped.entities} == {
        "p1": 1,
        "p3": 3,
        "d1": 1,
        "m1": 5,
        "r3": 4,
    }


def test_one_place_can_mean_somebody_who_has_no_label_yet(house: Any, record_id: str) -> None:
    house.desk.decide_mention(house.unlocked("madina"), record_id, 1, 3, SOMEBODY_ELSE)

    (decision,) = house.open(record_id).decisions.mentions
    assert _people(house, record_id) == ["p1", "p2", "r3", "p3"]
    assert (decision.mention, decision.entity, decision.number, decision.by) == (3, "r3", 4, "madina")


def test_one_place_can_mean_somebody_else_who_is_known(house: Any, record_id: str) -> None:
    house.desk.decide_mention(house.unlocked(), record_id, 1, 3, "p3")

    assert _people(house, record_id) == ["p1", "p2", "p3", "p3"]


def test_a_place_goes_back_to_whom_the_program_read(house: Any, record_id: str) -> None:
    house.desk.decide_mention(house.unlocked(), record_id, 1, 3, SOMEBODY_ELSE)

    house.desk.decide_mention(house.unlocked(), record_id, 1, 3, "")

    assert _people(house, record_id) == ["p1", "p2", "p1", "p3"]
    assert house.open(record_id).decisions.mentions == ()


def test_a_label_made_for_one_place_can_be_joined_with_another(house: Any, record_id: str) -> None:
    house.desk.decide_mention(house.unlocked(), record_id, 1, 3, SOMEBODY_ELSE)

    _pair(house, record_id, "r3", "p3", Verdict.SAME)

    assert _people(house, record_id) == ["p1", "p2", "p3", "p3"]


def test_a_number_that_was_given_once_is_given_to_nobody_else(house: Any, record_id: str) -> None:
    _pair(house, record_id, "p2", "p3", Verdict.SAME)

    house.desk.decide_mention(house.unlocked(), record_id, 1, 3, SOMEBODY_ELSE)

    assert house.open(record_id).decisions.mentions[0].number == 4


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [(1, "p1", "p1"), (1, "p1", "p9"), (1, "p9", "p1"), (1, "p1", "d1"), (2, "p1", "p2")],
    ids=["one and the same", "nobody", "nobody first", "another kind", "no such text"],
)
def test_a_decision_about_no_pair_is_refused(house: Any, record_id: str, text: int, first: str, second: str) -> None:
    with pytest.raises(NoRecord):
        house.desk.decide_pair(house.unlocked(), record_id, text, first, second, Verdict.SAME)


@pytest.mark.parametrize(
    ("text", "mention", "entity"),
    [(1, 99, "p1"), (2, 1, "p1"), (1, 1, "p9"), (1, 1, "d1")],
    ids=["no such place", "no such text", "nobody", "another kind"],
)
def test_a_decision_about_no_place_is_refused(house: Any, record_id: str, text: int, mention: int, entity: str) -> None:
    with pytest.raises(NoRecord):
        house.desk.decide_mention(house.unlocked(), record_id, text, mention, entity)


@pytest.fixture
def with_addition(house: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a testimony and an added text, in each of which the program found three people."""
    monkeypatch.setattr(house.giving.stripper, "_strip", _stripped)
    record_id, box = house.give_with_code("They came at dawn.")
    house.mailboxes.write_more(box, "They came again.", "en")
    house.handover()
    return str(record_id)


def test_somebody_of_an_addition_is_somebody_of_the_account_until_that_is_taken_back(
    house: Any, with_addition: str
) -> None:
    house.desk.decide_across(house.unlocked("madina"), with_addition, 2, "p1", "p3")
    decided = house.open(with_addition)

    house.desk.decide_across(house.unlocked(), with_addition, 2, "p1", "")

    assert [(d.text, d.entity, d.account, d.by) for d in decided.decisions.across] == [(2, "p1", "p3", "madina")]
    assert decided.history[-1].what == "across"
    assert house.open(with_addition).decisions.across == ()


@pytest.mark.parametrize(
    ("text", "entity", "account"),
    [(1, "p1", "p2"), (3, "p1", "p2"), (2, "p9", "p1"), (2, "p1", "p9"), (2, "p1", "d1"), (2, "p9", "")],
    ids=["the account", "no such text", "nobody here", "nobody there", "another kind", "nobody to take back"],
)
def test_a_decision_across_texts_about_nobody_is_refused(
    house: Any, with_addition: str, text: int, entity: str, account: str
) -> None:
    with pytest.raises(NoRecord):
        house.desk.decide_across(house.unlocked(), with_addition, text, entity, account)


def test_the_history_tells_what_was_decided_and_by_whom(house: Any, record_id: str) -> None:
    _pair(house, record_id, "p1", "p2", Verdict.SAME, "madina")
    house.desk.decide_mention(house.unlocked(), record_id, 1, 3, SOMEBODY_ELSE)
    house.desk.decide_shown(house.unlocked(), record_id, 1, 1, restore=False)

    history = [(line.what, line.by) for line in house.open(record_id).history]
    assert history == [("pair", "madina"), ("mention", "aru"), ("decision", "aru")]


def test_a_withdrawn_record_takes_no_decision(house: Any) -> None:
    record_id, box = house.give_with_code("Aidana Serik came with Botagoz Omarova.")
    house.mailboxes.withdraw(box)
    house.handover()
    house.open(record_id)

    with pytest.raises(RecordClosed):
        _pair(house, record_id, "p1", "p2", Verdict.SAME)


@pytest.mark.parametrize(
    "content",
    [
        {"decision": {"text": 1}},
        {"pair": {"text": 1, "first": "p1", "second": "p2", "verdict": "maybe"}},
        {"mention": {"text": 1, "mention": 2, "entity": "p1", "number": None, "more": 1}},
        {"across": {"text": 2, "entity": "p1"}},
        {},
    ],
    ids=["too little", "no verdict", "too much", "half", "nothing"],
)
def test_a_decision_that_says_something_else_is_damaged(content: dict[str, object]) -> None:
    item = Item(row_id="1", kind="decision", version=1, by="aru", content=content, plaintext=b"")

    with pytest.raises(RecordDamaged):
        decisions_of([item])
