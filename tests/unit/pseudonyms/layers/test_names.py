"""Names by list and by shape, in any case form and casing; ordinary words only where something says so."""

import pytest

from testimony.pseudonyms.layers import names


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("видели ербола", "ru", "ербола"),
        ("видели Айгулю", "ru", "Айгулю"),
        ("болатты ұрды", "kk", "болатты"),
        ("Айгүлге айтты", "kk", "Айгүлге"),
        ("saw yerbol there", "en", "yerbol"),
        ("Dina's phone", "en", "Dina"),
        ("пришёл Серикович", "ru", "Серикович"),
        ("келді Нұрланұлы", "kk", "Нұрланұлы"),
        ("пришёл сейткалиев", "ru", "сейткалиев"),
        ("видели медведева", "ru", "медведева"),
        ("Волков ударил", "ru", "Волков"),
        ("ударил дима волков", "ru", "волков"),
        ("ударил дима петрович", "ru", "петрович"),
        ("видели Жумабека", "ru", "Жумабека"),
        ("А. Б. Сейтов", "ru", "Сейтов"),
        ("Мусин Е. Б. ушёл", "ru", "Мусин"),
        ("Ли Р. В. ушёл", "ru", "Ли"),
        ("Ли Р. В.", "kk", "Ли"),
        ("ерб0л ушёл", "ru", "ерб0л"),
        ("серик и роман ушли", "ru", "роман"),
        ("мақсат пен ержан", "kk", "мақсат"),
        ("роза сейткалиева", "ru", "роза"),
        ("met Zhaksylykov", "en", "Zhaksylykov"),
        ("видел Роман это", "ru", "Роман"),
        ("Азамат Сәметов", "kk", "Азамат"),
        ("видели Ли там", "ru", "Ли"),
    ],
)
def test_a_name_is_hidden(hidden, text: str, language: str, words: str) -> None:
    assert words in [piece for _, piece in hidden(names.find, text, language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("роман интересный", "ru"),
        ("вера в людей", "ru"),
        ("много домов и слов", "ru"),
        ("магазин закрыт", "ru"),
        ("азамат келді", "kk"),
        ("the man said so", "en"),
        ("в Алматы и Казахстане", "ru"),
        ("Мой сын ушёл", "ru"),
        ("123456абв", "ru"),
        ("а1", "ru"),
    ],
)
def test_an_ordinary_word_stays(hidden, text: str, language: str) -> None:
    assert hidden(names.find, text, language) == []


def test_a_small_word_before_somebody_s_initials_stays(hidden) -> None:
    assert "Он" not in [piece for _, piece in hidden(names.find, "Он Р. В. Сейтова видел", "ru")]


def test_both_initials_behind_a_short_name_are_hidden(hidden) -> None:
    pieces = [piece for _, piece in hidden(names.find, "Садыков Т., Ли Р. В.», сказал он", "ru")]

    assert {"Ли", "Р", "В"} <= set(pieces)
