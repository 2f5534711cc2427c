"""What a date says is read in figures and in words of three languages; what says no day is no exact date."""

import pytest

from testimony.pseudonyms.calendar import ExactDate, read_date


@pytest.mark.parametrize(
    ("words", "day", "month", "year"),
    [
        ("5 января 2022 года", 5, 1, 2022),
        ("05.01.22", 5, 1, 2022),
        ("2022-01-05", 5, 1, 2022),
        ("5/1", 5, 1, 0),
        ("5 на 6 января", 5, 1, 0),
        ("пятого января", 5, 1, 0),
        ("четвёртого января", 4, 1, 0),
        ("пятнадцатого мая", 15, 5, 0),
        ("двадцать первого", 21, 0, 0),
        ("двадцатого", 20, 0, 0),
        ("тридцатого", 30, 0, 0),
        ("2022 жылғы 5 қаңтарда", 5, 1, 2022),
        ("бесінші қаңтарда", 5, 1, 0),
        ("жиырма бірінші мамырда", 21, 5, 0),
        ("он бірінде", 11, 0, 0),
        ("оныншы қаңтар", 10, 1, 0),
        ("отызында", 30, 0, 0),
        ("January 5th, 2022", 5, 1, 2022),
        ("the twenty-first of May", 21, 5, 0),
        ("on the fifth", 5, 0, 0),
        ("the twelfth", 12, 0, 0),
    ],
)
def test_a_date_is_read(words: str, day: int, month: int, year: int) -> None:
    assert read_date(words) == ExactDate(day=day, month=month, year=year)


@pytest.mark.parametrize("words", ["январь 2022", "вчера", "45 мая", ""])
def test_what_says_no_day_is_none(words: str) -> None:
    assert read_date(words) is None
