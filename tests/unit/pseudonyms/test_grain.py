"""What stays of a hidden date or age: the month, the band, and nothing finer."""

import pytest

from testimony.pseudonyms.grain import age_band, month_of
from testimony.pseudonyms.render import working_text
from testimony.pseudonyms.strip import strip


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("6 January 2022", "2022-01"),
        ("6 января 2022 года", "2022-01"),
        ("2022 жылғы 6 қаңтарда", "2022-01"),
        ("06.01.2022", "2022-01"),
        ("2022-01-06", "2022-01"),
        ("05.01.22", "2022-01"),
        ("12.03.87", "1987-03"),
        ("5-го января", "01"),
        ("5.01", "01"),
        ("в мае", "05"),
        ("казан айында", "10"),
        ("вчера", ""),
        ("32.13.2022", ""),
    ],
)
def test_month_is_kept_and_the_day_is_not(words: str, month: str) -> None:
    assert month_of(words) == month


@pytest.mark.parametrize(
    ("words", "band"),
    [("42 года", "30-44"), ("17", "16-17"), ("0", "0-11"), ("85 жаста", "60+"), ("сорок лет", ""), ("999", "")],
)
def test_age_becomes_a_band_of_the_codebook(words: str, band: str) -> None:
    assert age_band(words) == band


def test_reader_sees_the_month_of_a_hidden_date() -> None:
    stripped = strip("They came on 6 January 2022.", language="en")

    assert "[Date 1 · 2022-01]" in working_text(stripped)
