"""Spellings meet under one key, and odd characters are undone without losing a place in the text."""

import pytest

from testimony.pseudonyms.folding import fold, join_folded, normalise, one_script, small_letters, without_leet


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ербол", "Yerbol", "Erbol", "ЕРБОЛ"),
        ("Сейтқалиев", "Сейткалиев", "Seitkaliyev", "Seytqaliev"),
        ("Жұмағұлов", "Жумагулов", "Zhumagulov", "Jumagulov", "Джумагулов"),
        ("Айгүл", "Айгуль", "Aigul", "Aygül"),
        ("Әсия", "Асия", "Assiya", "Asiya"),
        ("Хасенов", "Khasenov"),
        ("Шоқан", "Shoqan", "Шокан"),
        ("Ахмет", "Аҳмет", "Akhmet"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Жумагулов", "Жумагалиев"), ("Асан", "Асель"), ("Марат", "Мурат")])
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_plain_text_is_left_alone() -> None:
    normal = normalise("Ербол пришёл")
    assert (normal.text, normal.source_range(0, 5)) == ("Ербол пришёл", (0, 5))


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("Ер\u200bбол", "Ербол"),
        ("Ер\u00adбол", "Ербол"),
        ("Ер\u2060б\ufeffол", "Ербол"),
        ("И\u0306лияс", "Йлияс"),
        ("Ербо\u0301л", "Ербол"),
        ("\u0301Ербол", "Ербол"),
        ("Ербол: ７０１", "Ербол: 701"),
        ("𝐘erbol", "Yerbol"),
        ("Ербол ²", "Ербол ²"),
        ("Сейт-\nқалиев", "Сейтқалиев"),
        ("Сейт- \r\n  қалиев", "Сейтқалиев"),
        ("в 5-\n6 часов", "в 5-\n6 часов"),
        ("ﬁn", "fin"),
        ("Ербол ℃", "Ербол ℃"),
    ],
)
def test_odd_characters_are_undone(given: str, text: str) -> None:
    assert normalise(given).text == text


def test_places_lead_back_to_the_text_as_given() -> None:
    given = "а Ер\u200bбо\u0301л б"
    normal = normalise(given)
    start, end = normal.source_range(normal.text.index("Е"), normal.text.index("л") + 1)
    assert given[start:end] == "Ер\u200bбо\u0301л"


def test_a_word_of_two_scripts_becomes_one_script() -> None:
    assert (one_script("Epбoл"), one_script("Yerbоl"), one_script("Ербол")) == ("Ербол", "Yerbol", "Ербол")


def test_figures_inside_a_word_are_read_as_letters() -> None:
    assert without_leet("ерб0л") == "ербол"


@pytest.mark.parametrize(("stem", "ending"), [("болат", "а"), ("мари", "я"), ("серге", "й"), ("ива", "ны"), ("", "а")])
def test_keys_of_parts_join_to_the_key_of_the_whole(stem: str, ending: str) -> None:
    assert join_folded(fold(stem), fold(ending)) == fold(stem + ending)


@pytest.mark.parametrize(
    ("text", "small"), [("5 ИЮЛЯ", "5 июля"), ("İSTANBUL, МАЙ", "istanbul, май"), ("jasında ſix", "jasinda six")]
)
def test_small_letters_stand_at_the_places_of_the_large_ones(text: str, small: str) -> None:
    assert small_letters(text) == small
