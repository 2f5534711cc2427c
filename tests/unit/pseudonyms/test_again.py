"""Hiding in a stripped text what was still readable."""

from __future__ import annotations

import pytest

from testimony.pseudonyms.again import count_hidden, hide_missed
from testimony.pseudonyms.result import Entity, Mention, Run, Stripped
from testimony.pseudonyms.spans import SpanType


def _box(number: int, start: int, end: int, entity: str = "x1") -> Mention:
    return Mention(
        number=number, start=start, end=end, type=SpanType.OTHER, entity=entity, layers=("t",), confidence=0.9
    )


def _text(*parts: Run | Mention, entities: tuple[Entity, ...] = ()) -> Stripped:
    return Stripped(parts=parts, entities=entities, suggestions=(), doubtful=False, reasons=(), language="en")


def test_a_word_inside_a_run_becomes_a_box_at_its_place() -> None:
    before = _text(Run(text="the plumber came"))

    after = hide_missed(before, "plumber", SpanType.WORK)

    box = after.parts[1]
    assert [part.text for part in after.parts if isinstance(part, Run)] == ["the ", " came"]
    assert isinstance(box, Mention)
    assert (box.start, box.end, box.number, box.type, box.confidence) == (4, 11, 1, SpanType.WORK, 1.0)
    assert after.entities == (Entity(id=box.entity, type=SpanType.WORK, number=1),)
    assert count_hidden(before, after) == 1


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        pytest.param("plumber", [], id="the whole text"),
        pytest.param("plumber came", [" came"], id="at the start"),
        pytest.param("a plumber", ["a "], id="at the end"),
    ],
)
def test_a_word_at_the_edge_of_a_run_is_hidden(text: str, runs: list[str]) -> None:
    after = hide_missed(_text(Run(text=text)), "plumber", SpanType.WORK)

    assert [part.text for part in after.parts if isinstance(part, Run)] == runs


def test_a_word_that_fills_the_run_between_two_boxes_is_hidden() -> None:
    before = _text(_box(1, 0, 4), Run(text="plumber"), _box(2, 11, 15))

    after = hide_missed(before, "plumber", SpanType.WORK)

    assert [(box.number, box.start, box.end) for box in after.mentions] == [(1, 0, 4), (3, 4, 11), (2, 11, 15)]


def test_places_after_a_box_count_the_characters_that_the_box_hides() -> None:
    before = _text(Run(text="I saw "), _box(7, 6, 30), Run(text=" with a plumber."))

    after = hide_missed(before, "plumber", SpanType.WORK)

    assert [(box.number, box.start, box.end) for box in after.mentions] == [(7, 6, 30), (8, 38, 45)]


def test_a_second_missed_thing_of_a_kind_gets_the_next_number_after_the_highest() -> None:
    merged = (Entity(id="w3", type=SpanType.WORK, number=3), Entity(id="p9", type=SpanType.PERSON, number=9))
    before = _text(Run(text="plumber and baker"), entities=merged)

    after = hide_missed(hide_missed(before, "plumber", SpanType.WORK), "baker", SpanType.WORK)

    assert [(entity.id, entity.number) for entity in after.entities[2:]] == [("m1", 4), ("m2", 5)]


@pytest.mark.parametrize("surface", ["submarine", "plum", "", "  "])
def test_what_stands_nowhere_leaves_the_text_as_it_is(surface: str) -> None:
    before = _text(Run(text="the plumber came"), _box(1, 16, 20))

    assert hide_missed(before, surface, SpanType.OTHER) is before


def _withheld(number: int, start: int, end: int, entity: str = "x9") -> Mention:
    return Mention(
        number=number, start=start, end=end, type=SpanType.OTHER, entity=entity, layers=("allow list",), confidence=0.1
    )


_NINTH = Entity(id="x9", type=SpanType.OTHER, number=9)


def test_a_marked_word_is_hidden_where_it_is_withheld_too_and_waits_no_longer() -> None:
    before = _text(Run(text="a zorb, the "), _withheld(4, 12, 16), Run(text="."), entities=(_NINTH,))

    after = hide_missed(before, "zorb", SpanType.PERSON, words={4: "zorb"})

    assert [(m.start, m.end, m.number, m.type) for m in after.mentions] == [
        (2, 6, 5, SpanType.PERSON),
        (12, 16, 6, SpanType.PERSON),
    ]
    assert [entity.type for entity in after.entities] == [SpanType.PERSON]
    assert count_hidden(before, after) == 2


def test_a_marked_phrase_is_found_across_a_withheld_word() -> None:
    before = _text(Run(text="at the "), _withheld(1, 7, 12), Run(text=" gate."), entities=(_NINTH,))

    after = hide_missed(before, "murky gate", SpanType.PLACE, words={1: "murky"})

    assert [(m.start, m.end, m.type) for m in after.mentions] == [(7, 17, SpanType.PLACE)]


def test_a_mark_that_takes_part_of_a_withheld_word_takes_all_of_it() -> None:
    before = _text(Run(text="saw "), _withheld(1, 4, 13), Run(text=" there"), entities=(_NINTH,))

    after = hide_missed(before, "zorb", SpanType.PERSON, words={1: "zorb-like"})

    assert [(m.start, m.end) for m in after.mentions] == [(4, 13)]


def test_other_withheld_words_go_on_waiting_under_their_numbers() -> None:
    before = _text(Run(text="the plumber "), _withheld(1, 12, 17), _withheld(2, 17, 20), entities=(_NINTH,))

    after = hide_missed(before, "plumber", SpanType.WORK, words={1: "murky", 2: "fog"})

    assert [(m.number, m.start, m.end) for m in after.mentions] == [(3, 4, 11), (1, 12, 17), (2, 17, 20)]
    assert [part.text for part in after.parts if isinstance(part, Run)] == ["the ", " "]
    assert _NINTH in after.entities


def test_a_new_label_is_above_the_highest_that_readers_know() -> None:
    after = hide_missed(_text(Run(text="a plumber")), "plumber", SpanType.WORK, highest=4)

    assert [entity.number for entity in after.entities] == [5]
