"""Typed as people type: whatever happens to the letters, spans still hold their names."""

from __future__ import annotations

import pytest

from tests.training import typing_styles
from tests.training.chance import seeded

TEXT = "«Айгүл», деді ол. Ғани мен Ұлжан!"
SPANS = [(1, 6, "PERSON"), (18, 22, "PERSON"), (27, 32, "PERSON")]


def test_letters_are_lowered_and_raised_one_for_one() -> None:
    assert typing_styles.lowered("İAbС") == "İabс"
    assert typing_styles.shouted("ßаb") == "ßАB"


def test_kazakh_letters_become_those_of_russian_keys() -> None:
    assert typing_styles.russian_keys("Ғани мен Ұлжан") == "Гани мен Улжан"


def test_latin_spelling_carries_the_spans_along() -> None:
    text, spans = typing_styles.latinised(TEXT, SPANS)

    assert [text[start:end] for start, end, _ in spans] == ["Aygul", "Ghani", "Ulzhan"]


def test_stops_are_left_out_and_names_kept() -> None:
    text, spans = typing_styles.unpunctuated(TEXT, SPANS, seeded(1))

    assert len(text) < len(TEXT)
    assert [text[start:end] for start, end, _ in spans] == ["Айгүл", "Ғани", "Ұлжан"]


def test_a_name_that_loses_all_its_letters_loses_its_span() -> None:
    assert typing_styles.edited("аб в", [(0, 2, "PERSON"), (3, 4, "PERSON")], lambda x: "" if x in "аб" else x) == (
        " в",
        [(1, 2, "PERSON")],
    )


@pytest.mark.parametrize("seed", range(30))
def test_in_any_style_spans_begin_and_end_with_words(seed: int) -> None:
    language, text, spans = typing_styles.restyled(("kk", TEXT, SPANS), seeded(seed))

    assert language == "kk"
    for start, end, _ in spans:
        assert text[start:end].isalpha()
        assert not text[end : end + 1].isalpha()
        assert not text[start - 1 : start].isalpha()


def test_slips_happen_and_not_everywhere() -> None:
    text, _ = typing_styles.slips(TEXT * 20, [], seeded(2))

    assert text != TEXT * 20
    assert sum(a == b for a, b in zip(text[:20], TEXT[:20], strict=True)) > 10
