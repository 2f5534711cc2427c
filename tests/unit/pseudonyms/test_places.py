"""Big cities, regions and countries stay; listed smaller places do not."""

import pytest

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.lexicon import word_set
from testimony.pseudonyms.places import _forms, is_hidden_place, is_visible_place, visible_compounds


@pytest.mark.parametrize(
    "word", ["Алматы", "Алматыда", "Шымкента", "Казахстане", "Қазақстанның", "Almaty", "Нұр-Сұлтан"]
)
def test_big_places_stay(word: str) -> None:
    assert is_visible_place(fold(word))


@pytest.mark.parametrize("word", ["Темиртау", "Жанаозене", "Кентауда", "Rudny", "Ербол"])
def test_small_places_and_people_do_not_stay(word: str) -> None:
    assert not is_visible_place(fold(word))


@pytest.mark.parametrize("word", ["Жаңаөзенде", "Жанаозена", "Кентау"])
def test_small_places_are_listed(word: str) -> None:
    assert is_hidden_place(fold(word))


def test_a_city_with_a_hyphen_is_one_place() -> None:
    text = "из Нур-Султана и Жан-Поля"
    assert [text[a:b] for a, b in visible_compounds(text)] == ["Нур-Султана"]


@pytest.mark.parametrize("word", ["шымкентте", "шымкенттен", "алмате", "ташкентте"])
def test_a_big_city_in_a_locative_stays(word: str) -> None:
    assert is_visible_place(fold(word))


@pytest.mark.parametrize("word", ["мекте", "кентте", "шымкен"])
def test_the_doubled_letter_makes_no_city_of_other_words(word: str) -> None:
    assert not is_visible_place(fold(word))


def test_a_listed_city_is_its_own_base_though_it_is_a_form_of_another_name() -> None:
    forms = _forms("places_visible.txt")

    assert all(forms[fold(line)] == fold(line) for line in word_set("places_visible.txt"))
