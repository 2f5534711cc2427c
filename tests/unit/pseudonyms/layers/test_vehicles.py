"""Plates are hidden in either alphabet and any casing; figures around a measure are no plate."""

import pytest

from testimony.pseudonyms.layers import vehicles


@pytest.mark.parametrize(
    "words",
    [
        "123 ABC 02",
        "777abc05",
        "777 авс 02",
        "777-ABC-02",
        "A 123 BCD",
        "а 123 всд",
        "В123ОР77",
        "88 KZA 05",
        "01 АВ 77",
        "1234 KA 02",
        "012 КМ 05",
    ],
)
def test_a_plate_is_hidden(hidden, words: str) -> None:
    assert ("VEHICLE", words) in hidden(vehicles.find, f"на машине номер {words}, да")


@pytest.mark.parametrize(("text", "words"), [("plates ended in BC 02", "BC 02"), ("номер 345 ав 05", "345 ав 05")])
def test_an_announced_plate_is_hidden(hidden, text: str, words: str) -> None:
    assert words in [found for _, found in hidden(vehicles.find, text)]


@pytest.mark.parametrize(
    "text",
    [
        "100 руб 10",
        "120 км 15",
        "в 150 раз 12",
        "a 100 men",
        "номера 2 часа искали",
        "без номеров",
    ],
)
def test_other_figures_are_left(hidden, text: str) -> None:
    assert hidden(vehicles.find, text) == []


def test_the_word_between_number_and_phone_is_no_part_of_a_plate(hidden) -> None:
    assert not [words for _, words in hidden(vehicles.find, "мой номер был 87014445566") if "был" in words]
