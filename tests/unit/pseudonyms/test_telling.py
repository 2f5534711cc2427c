"""Telling words are found whole or by their beginning, in order of text."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.telling import telling


@pytest.mark.parametrize(
    ("beginnings", "whole", "text", "indices"),
    [
        ("янв", "", "в январе и в янв", [1, 4]),
        ("янв", "", "в феврале", []),
        ("", "г", "г. Абай, год", [0]),
        ("0 1", "", "10 дней и 2 ночи, 1-го", [0, 5]),
        ("1 12", "", "12 дней", [0]),
        ("go", "go", "go going gone", [0, 1, 2]),
    ],
    ids=["beginning", "none", "whole only", "figures", "once where two beginnings fit", "whole and beginning"],
)
def test_telling_words_are_found(beginnings: str, whole: str, text: str, indices: list[int]) -> None:
    assert telling(beginnings, whole).indices(prepare(text, "ru")) == indices
