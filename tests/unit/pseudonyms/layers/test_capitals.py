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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("потом Алла Бут пришла", ["Алла", "Бут"]),
        ("там был Ким Ир Сен", ["Ким", "Ир", "Сен"]),
        ("тренер Хмурбек Адвокат", ["Хмурбек", "Адвокат"]),
    ],
)
def test_a_word_that_is_no_name_in_small_letters_is_one_in_capitals(hidden, text: str, words: list[str]) -> None:
    assert [piece for _, piece in hidden(capitals.find, text, "ru")] == words


@pytest.mark.parametrize(
    ("text", "language"),
    [("сонда Алла сақтады", "kk"), ("мы Вас ждали", "ru"), ("сонда Хмурбек Аға", "kk"), ("мой Адвокат", "ru")],
)
def test_god_courtesy_and_offices_stay(hidden, text: str, language: str) -> None:
    assert [piece for _, piece in hidden(capitals.find, text, language) if piece != "Хмурбек"] == []
