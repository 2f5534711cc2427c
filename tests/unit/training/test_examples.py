"""Labelled texts become numbers: every word has its kind, batches keep texts apart."""

from __future__ import annotations

from testimony.pseudonyms.tagger.network import KINDS
from tests.training.chance import seeded
from tests.training.examples import PAUSE, UNCOUNTED, batches, example

ROW = ("ru", "Болат видел Айгуль в Шелеке", [(0, 5, "PERSON"), (12, 18, "PERSON"), (21, 27, "LOCATION")])


def test_each_word_has_the_kind_of_its_span() -> None:
    made = example(ROW)

    assert made is not None
    assert [KINDS[label] for label in made.labels] == ["PERSON", "", "PERSON", "", "LOCATION"]


def test_the_inner_of_two_spans_counts() -> None:
    made = example(("ru", "улица Ивана", [(0, 11, "LOCATION"), (6, 11, "PERSON")]))

    assert made is not None
    assert [KINDS[label] for label in made.labels] == ["LOCATION", "PERSON"]


def test_a_text_whose_offsets_would_move_is_left_out() -> None:
    assert example(("ru", "Бо\u200bлат", [(0, 6, "PERSON")])) is None


def test_a_text_without_words_is_left_out() -> None:
    assert example(("ru", "...", [])) is None


def test_between_two_texts_stands_a_pause() -> None:
    made = example(ROW)
    assert made is not None

    (batch,) = batches([made, made], seeded(1))

    once = [*made.labels, *[UNCOUNTED] * PAUSE]
    assert batch.labels.tolist() == [*once, *once]
    assert batch.real[:, 0].tolist() == [1.0] * 5 + [0.0] * PAUSE + [1.0] * 5 + [0.0] * PAUSE
    assert len(batch.starts) == 2 * len(made.encoded.starts)
    assert batch.words[5 + PAUSE] == len(made.encoded.starts)


def test_many_words_make_many_batches() -> None:
    made = example(("ru", "слово " * 2000, []))
    assert made is not None

    assert [len(batch.words) for batch in batches([made] * 3, seeded(1))] == [2 * 2000 + 2 * PAUSE, 2000 + PAUSE]
