"""The parts of a name as the linker reads them."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.reading import Reader


def _parts(name: str):
    document = prepare(name, "ru")
    return Reader(document).parts(document.tokens)


@pytest.mark.parametrize(
    ("name", "part", "base"),
    [
        ("Ербол Сейткалиев", "given", "erbol"),
        ("Ербол Сейткалиев", "surname", "seitkaliev"),
        ("Сейткалиева", "surname", "seitkaliev"),
        ("Серик Болатович", "patronymic", "bolat"),
        ("А. Сейтов", "initials", "a"),
        ("Мирас Кайрат", "surname", "kairat"),
        ("Зургутом", "other", "zurgut"),
    ],
)
def test_a_part_holds_the_base_of_its_word(name: str, part: str, base: str) -> None:
    assert base in getattr(_parts(name), part)


def test_a_surname_alone_is_no_given_name() -> None:
    assert not _parts("Сейткалиев").given


@pytest.mark.parametrize(
    ("text", "language", "word", "base"),
    [
        ("Бейбарс келді. Бейбарсты ұрды. Бейбарстың ағасы.", "kk", 2, "beibars"),
        ("данька ушёл. видел даньку. с данькой", "ru", 5, "danka"),
        ("Рахметуллин айтты. Рахметуллинді ұстады.", "kk", 2, "rahmetulin"),
        ("they took erkesh. erkeshs phone", "en", 3, "erkew"),
    ],
)
def test_the_forms_of_one_name_find_one_base(text: str, language: str, word: int, base: str) -> None:
    document = prepare(text, language)
    reader = Reader(document)
    reader.learn([document.tokens])
    assert reader.base(document.tokens[word]) == base


@pytest.mark.parametrize(
    ("name", "language", "sex"),
    [
        ("Бектұров", "kk", "m"),
        ("Бектұровтың", "kk", "m"),
        ("Бектұроваға", "kk", "f"),
        ("Bekturova", "en", "f"),
        ("Бектурова", "ru", ""),
        ("Бектуровой", "ru", "f"),
        ("Бектуровы", "ru", "pl"),
        ("Саша", "ru", ""),
        ("Ильинична", "ru", "f"),
    ],
)
def test_a_form_tells_the_sex_where_it_can(name: str, language: str, sex: str) -> None:
    document = prepare(name, language)
    assert Reader(document).parts(document.tokens).sex == sex


def test_two_readers_of_the_same_words_learn_the_same_and_share_nothing() -> None:
    document = prepare("Бейбарс келді. Бейбарсты ұрды.", "kk")
    mentions = [[document.tokens[0]], [document.tokens[2]]]
    first, second = Reader(document), Reader(document)

    first.learn(mentions)
    first.bases.clear()
    second.learn(mentions)

    assert second.base(document.tokens[2]) == "beibars"
