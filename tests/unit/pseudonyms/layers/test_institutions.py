"""A facility, school or firm with a name or number is hidden, and so is a workplace; bare kinds stay."""

import pytest

from testimony.pseudonyms.layers import institutions


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("в ИВС №2", "FACILITY", "ИВС №2"),
        ("в СИЗО-18", "FACILITY", "СИЗО-18"),
        ("в камере 14", "FACILITY", "камере 14"),
        ("из Алмалинского РОВД", "FACILITY", "Алмалинского РОВД"),
        ("в увд города талдыкорган", "FACILITY", "увд города талдыкорган"),
        ("№12 түрмеде", "FACILITY", "12 түрмеде"),
        ("the Karasai prison", "FACILITY", "Karasai prison"),
        ("in school No. 5", "WORK", "school No. 5"),
        ("в ТОО «Алтын Дән»", "ORG", "Алтын Дән"),
        ("«Алтын Дән» ЖШС", "ORG", "Алтын Дән"),
        ("работает в автосервисе", "WORK", "автосервисе"),
        ("she works at a bakery", "WORK", "a bakery"),
        ("зауытта жұмыс істейді", "WORK", "зауытта"),
    ],
)
def test_an_institution_is_hidden(hidden, text: str, kind: str, words: str) -> None:
    assert any(kind == k and words in piece for k, piece in hidden(institutions.find, text))


@pytest.mark.parametrize(
    "text", ["в тюрьме", "в камере было холодно", "works at night", "работал на меня", "часть людей", "отдел."]
)
def test_a_bare_kind_stays(hidden, text: str) -> None:
    assert hidden(institutions.find, text) == []
