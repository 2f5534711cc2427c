"""Surrogates stand where hidden names stood, in the same case, and never are one of the text's names."""

import pytest

from testimony.pseudonyms.inflection import kazakh, russian
from testimony.pseudonyms.pools import pool
from testimony.pseudonyms.result import Stripped
from testimony.pseudonyms.strip import strip
from testimony.pseudonyms.surrogates import draw, quote


def _all(count: int) -> int:
    """Offer everything and draw the first that is left."""
    return count - 1 if count > 1 << 64 else 0


def _stripped(text: str, language: str, declared: tuple[str, ...] = ()) -> Stripped:
    return strip(text, language=language, declared=declared, below=_all)


_KAZAKH_CASES = {
    "nom": "{} келмеді.", "gen": "{} анасы жылады.", "acc": "{} ұрды.", "dat": "{} су бермеді.",
    "abl": "{} хабар жоқ.", "ins": "{} бірге бардық.",
}  # fmt: skip
_RUSSIAN_CASES = {
    "nom": "Домой идёт {}.", "gen": "Нет вестей от {}.", "dat": "Пошли к {} домой.", "ins": "Мы с {} ждали.",
    "pre": "Знаем о {} мало.",
}  # fmt: skip


@pytest.mark.parametrize("case", _KAZAKH_CASES)
@pytest.mark.parametrize("name", ["Болат", "Ерлан", "Серік", "Нұржан", "Марат", "Қайрат", "Ержан", "Дәурен", "Асқар"])
def test_a_kazakh_man_keeps_his_case(name: str, case: str) -> None:
    stripped = _stripped(_KAZAKH_CASES[case].format(kazakh.decline(name, case)), "kk")

    stand_in = draw(stripped, below=_all).people["p1"].given.kazakh
    assert quote(stripped, draw(stripped, below=_all)) == _KAZAKH_CASES[case].format(kazakh.decline(stand_in, case))


@pytest.mark.parametrize("case", _RUSSIAN_CASES)
@pytest.mark.parametrize("name", ["Болат", "Ерлан", "Нуржан", "Руслан", "Ержан", "Аскар", "Сергей", "Андрей"])
def test_a_man_in_a_russian_text_keeps_his_case(name: str, case: str) -> None:
    form = russian.decline(name, case, role="given", sex="m")
    stripped = _stripped(_RUSSIAN_CASES[case].format(form), "ru")

    stand_in = draw(stripped, below=_all).people["p1"].given.russian
    expected = russian.decline(stand_in, case, role="given", sex="m")
    assert quote(stripped, draw(stripped, below=_all)) == _RUSSIAN_CASES[case].format(expected)


@pytest.mark.parametrize("case", _RUSSIAN_CASES)
@pytest.mark.parametrize("name", ["Динара", "Мадина", "Гульмира", "Марина", "Айгуль", "Сауле", "Оксана"])
def test_a_woman_in_a_russian_text_keeps_her_case(name: str, case: str) -> None:
    form = russian.decline(name, case, role="given", sex="f")
    stripped = _stripped(_RUSSIAN_CASES[case].format(form), "ru")

    stand_in = draw(stripped, below=_all).people["p1"]
    expected = russian.decline(stand_in.given.russian, case, role="given", sex="f")
    assert stand_in.sex == "f"
    assert quote(stripped, draw(stripped, below=_all)) == _RUSSIAN_CASES[case].format(expected)


def test_people_of_one_family_share_the_new_family_name() -> None:
    stripped = _stripped("Пришли Ербол Сейткалиев и Ерлан Сейткалиев. Потом Аскар Жумабаев.", "ru")

    people = draw(stripped, below=_all).people
    assert people["p1"].surname == people["p2"].surname != people["p3"].surname


def test_a_full_name_keeps_its_parts() -> None:
    stripped = _stripped("Менің атым Сейтқалиева Мадина Болатқызы.", "kk")

    surname, given, patronymic = quote(stripped, draw(stripped, below=_all)).removesuffix(".").split(" ")[2:]
    assert (surname[-1], patronymic[-4:], given.istitle()) == ("а", "қызы", True)


def test_no_surrogate_is_a_name_of_the_text_or_a_declared_one() -> None:
    stripped = _stripped("Пришёл Арсен Муратов.", "ru", declared=("Ернар",))

    names = {name.kazakh for person in draw(stripped, below=_all).people.values() for name in (person.given,)}
    assert names.isdisjoint({"Арсен", "Ернар"})


def test_a_word_that_is_taken_is_never_drawn() -> None:
    stripped = _stripped("Домой пришёл Болат.", "ru")
    first = draw(stripped, below=_all).people["p1"].given

    assert draw(stripped, taken=[first.russian], below=_all).people["p1"].given != first


def test_a_text_without_an_offer_keeps_its_labels() -> None:
    stripped = strip("Домой пришёл Болат.", language="ru", below=lambda _: 0)

    assert quote(stripped, draw(stripped)) == "Домой пришёл [Person 1]."


def test_initials_and_casing_are_kept() -> None:
    shouted = _stripped("ПРИШЁЛ СЛЕДОВАТЕЛЬ АХМЕТОВ А. Б. И БИЛ.", "ru")
    small = _stripped("мой сын болат пропал", "ru")

    assert quote(shouted, draw(shouted, below=_all)).isupper()
    assert quote(small, draw(small, below=_all)).islower()


def test_places_stay_labels() -> None:
    stripped = _stripped("Болат живёт в селе Карасу.", "ru")

    assert "[Place 1]" in quote(stripped, draw(stripped, below=_all))


def test_no_pool_name_is_there_twice() -> None:
    names = [(name.part, name.russian) for name in pool()]

    assert len(names) == len(set(names))
