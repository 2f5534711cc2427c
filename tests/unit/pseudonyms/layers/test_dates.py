"""Days are hidden in three languages; months, years and spans of time stay."""

import pytest

from testimony.pseudonyms.layers import dates


@pytest.mark.parametrize(
    "words",
    [
        "5 января 2022 года", "5-го января", "пятого января", "двадцать первого мая", "05.01.2022", "2022-01-05",
        "5 на 6 января", "5 числа", "1985 года рождения", "2022 жылғы 5 қаңтарда", "бесінші қаңтарда", "5-қаңтар күні",
        "January 5, 2022", "5th of January", "5 January", "fifth of January", "родился в 1985",
        "5/1", "85 года рождения", "родилась в восемьдесят пятом", "января 5-го",
        "пятого января две тысячи двадцать второго года", "12 марта 85-го", "пятого на шестое", "қаңтардың бесінде",
        "5-нен 6-сына қараған түні", "бесінен алтысына қараған түні", "85 жылғы",
        "қаңтардың бесі күні", "қаңтардың үші", "5 qańtarda", "18 jeltoqsanda", "5ші январьда", "the 8th",
    ],
)  # fmt: skip
def test_a_day_is_hidden(hidden, words: str) -> None:
    found = [text for kind, text in hidden(dates.find, f"было {words}, да") if kind == "DATE"]
    assert any(words in text or text in words for text in found)


@pytest.mark.parametrize(
    "text",
    [
        "в январе 2022",
        "в 2022 году",
        "two hours",
        "пять часов били",
        "два дня держали",
        "1/2 хлеба",
        "24/7",
        "in May",
        "2022 жылы",
        "один раз",
    ],
)
def test_coarser_time_stays(hidden, text: str) -> None:
    assert hidden(dates.find, text) == []


def test_prepositions_stay_in_the_sentence(hidden) -> None:
    found = [words for _, words in hidden(dates.find, "came on the 5th of January", "en")]
    assert "5th of January" in found
    assert not [words for words in found if words.startswith(("on", "the"))]


@pytest.mark.parametrize("text", ["the 9th floor", "бір үші", "qalada 5 adam"])
def test_other_ordinals_and_words_stay(hidden, text: str) -> None:
    assert hidden(dates.find, text) == []


def test_the_stop_of_a_sentence_is_no_part_of_a_month_written_out(hidden) -> None:
    assert hidden(dates.find, "забрали 8 января. Потом") == [("DATE", "8 января")]
    assert hidden(dates.find, "звонили 10 янв. утром") == [("DATE", "10 янв.")]
