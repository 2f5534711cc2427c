"""Hours are hidden in three languages; how long something lasted stays."""

import pytest

from testimony.pseudonyms.layers import times


@pytest.mark.parametrize(
    "words",
    [
        "15:30", "трёх ночи", "7 часов утра", "сағат үште", "таңғы 4-те", "3 am", "three in the morning", "7 вечера",
        "полвосьмого", "без пяти шесть", "двадцать минут четвёртого", "час сорок", "он бір жарымға",
        "түнгі бірден қырық минут өткенде", "0430 hours", "ten past three", "половины двенадцатого",
    ],
)  # fmt: skip
def test_an_hour_is_hidden(hidden, words: str) -> None:
    assert ("TIME", words) in hidden(times.find, f"было около {words}, да")


@pytest.mark.parametrize(
    "text",
    [
        "two hours",
        "пять часов били",
        "два дня держали",
        "один раз",
        "без пяти рублей",
        "бір жарым ай",
        "in the past three",
        "половина класса",
    ],
)
def test_how_long_it_lasted_stays(hidden, text: str) -> None:
    assert hidden(times.find, text) == []


def test_prepositions_stay_in_the_sentence(hidden) -> None:
    found = [words for _, words in hidden(times.find, "came at 3 am", "en")]
    assert found == ["3 am"]


def test_no_span_is_empty(hidden) -> None:
    assert all(words for _, words in hidden(times.find, "в 5 утра и в 4 30 утра, at 5 am"))


@pytest.mark.parametrize(("text", "words"), [("texted me at 23.15", "23.15"), ("в 18.40 вышел", "18.40")])
def test_a_stop_may_stand_for_the_colon(hidden, text: str, words: str) -> None:
    assert ("TIME", words) in hidden(times.find, text)


def test_a_share_in_per_cent_is_no_hour(hidden) -> None:
    assert hidden(times.find, "prices rose at 10.50 percent") == []


def test_a_number_before_a_name_is_no_hour(hidden) -> None:
    assert ("TIME", "at seven") not in hidden(times.find, "they met at seven Oaks")


def test_a_number_before_a_small_word_is_an_hour(hidden) -> None:
    assert any(kind == "TIME" for kind, _ in hidden(times.find, "THEY CAME AT SEVEN, then left"))
