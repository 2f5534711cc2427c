"""A capital inside a sentence is a name unless it is known not to be."""

import pytest

from testimony.pseudonyms.layers import capitals


@pytest.mark.parametrize("text", ["потом Брод ушёл", "Хмурбек ушёл", "потом ХМУРБЕК ушёл", "then Smith left"])
def test_an_unsafe_capital_is_hidden(hidden, text: str) -> None:
    assert len(hidden(capitals.find, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Потом ушёл",
        "в Верховный Суд",
        "в Алматы",
        "the Ministry",
        "ҚР Жоғарғы Сот",
        "мой Следователь",
        "ПОТОМ ХМУРБЕК УШЁЛ",
        "в КНБ",
    ],
)
def test_a_safe_capital_stays(hidden, text: str) -> None:
    assert hidden(capitals.find, text) == []
