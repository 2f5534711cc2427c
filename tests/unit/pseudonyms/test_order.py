"""Exact dates keep their order as days after the first; doubtful ones and birthdays get no number."""

import pytest

from testimony.pseudonyms.order import decade, in_words
from testimony.pseudonyms.strip import strip


def _days(text: str, language: str = "en") -> list[str | None]:
    mentions = strip(text, language=language).mentions
    return [mention.features.get("day") for mention in mentions if mention.type.value == "DATE"]


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "On 5 January 2022 they came, on 8 January 2022 they left.", ["0", "+3"]),
        ("en", "They came on 5 January 2022. On the ninth he called.", ["0", "+4"]),
        ("en", "On 5 January 2022 they came; on 3 January they had called.", ["0", "-2"]),
        ("ru", "Пятого января 2022 года забрали. Двадцать первого отпустили.", ["0", "+16"]),
        ("ru", "В 2022 году было так: 30 января забрали, 2 февраля отпустили.", ["0", "+3"]),
        ("ru", "30 января забрали, 2 февраля отпустили. Это 2022 год.", ["0", "+3"]),
        ("ru", "30 января забрали, 2 февраля отпустили.", ["0", "+3"]),
        ("kk", "2022 жылғы 5 қаңтарда кетті. Он бірінде қайтты.", ["0", "+6"]),
        ("ru", "5 января 2022 забрали. 5 января 2022 я ждала.", ["0", "0"]),
    ],
)
def test_days_are_counted_from_the_first_date(language: str, text: str, days: list[str]) -> None:
    assert _days(text, language) == days


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "On 5 January 2022 they came.", [None]),
        ("en", "On 5 January they came; on 27 December it had been quiet.", [None, None]),
        ("ru", "27 января 2022 вывели. 30 января вернули. Третьего числа суд.", ["0", "+3", None]),
        ("en", "On 20 February they came, on 3 March they left.", [None, None]),
        ("en", "On 20 February 2022 they came, on 3 March 2022 they left, on 5 May 2029 I wrote.", ["0", "+11", None]),
        ("en", "On 31 February they came, on 3 March they left.", [None, None]),
        ("en", "On the ninth he called.", [None]),
    ],
)
def test_nothing_is_guessed(language: str, text: str, days: list[str | None]) -> None:
    assert _days(text, language) == days


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 5 January 2022 they came. My son was born on 12 March 2022."),
        ("ru", "5 января 2022 забрали. Сын родился 12 марта 2022 года."),
        ("ru", "5 января 2022 забрали. Сын, 12 марта 2022 года рождения, дома."),
    ],
)
def test_a_birthday_is_no_event_and_tells_its_decade(language: str, text: str) -> None:
    mentions = [mention for mention in strip(text, language=language).mentions if mention.type.value == "DATE"]

    assert [mention.features.get("day") for mention in mentions] == [None, None]
    assert mentions[1].features["grain"] == "2020-2029"


def test_a_year_of_birth_without_figures_tells_nothing() -> None:
    assert decade("восемьдесят пятом") == ""


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        ("0", "en", "day 1"),
        ("+1", "en", "1 day later"),
        ("+3", "en", "3 days later"),
        ("-2", "en", "2 days earlier"),
        ("0", "ru", "день 1"),
        ("+1", "ru", "1 день спустя"),
        ("+3", "ru", "3 дня спустя"),
        ("+11", "ru", "11 дней спустя"),
        ("+21", "ru", "21 день спустя"),
        ("-5", "ru", "за 5 дней до того"),
        ("0", "kk", "1-күн"),
        ("+3", "kk", "3 күннен кейін"),
        ("-3", "kk", "3 күн бұрын"),
    ],
)
def test_the_number_of_a_day_is_written_out(day: str, language: str, words: str) -> None:
    assert in_words(day, language) == words
