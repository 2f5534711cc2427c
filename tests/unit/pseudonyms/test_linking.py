"""Mentions of one person become one entity; doubt becomes a suggestion."""

import pytest

from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.strip import strip


def _people(text: str, language: str = "ru") -> list[str]:
    stripped = strip(text, language=language)
    return [mention.entity for mention in stripped.mentions if mention.type is SpanType.PERSON]


@pytest.mark.parametrize(
    "text",
    [
        "Видели Ербола. Потом Yerbol ушёл. Позвали Erbol. Говорили с Ерболом. Болды Ерболмен.",
        "Пришёл Сейтқалиев. Увели Сейткалиева. Это Seitkaliyev.",
        "Пришёл Ербол Сейткалиев. Увели Ербола. Сейткалиеву плохо.",
        "Пришёл Ербол Сейткалиев. Это Е. Сейткалиев.",
    ],
)
def test_one_person_stays_one(text: str) -> None:
    assert set(_people(text)) == {"p1"}


@pytest.mark.parametrize(
    "text",
    [
        "Пришли Ербол Сейткалиев и Ерлан Сейткалиев.",
        "Видели Жумагулова. Потом Жумагалиева.",
        "Мой сын Ербол. Наш сосед Ербол.",
        "Видели Mr Kalkan. Потом Mr Whomersley.",
        "Пришёл Ербол Маратович. Потом Ербол Асанович.",
    ],
)
def test_two_people_stay_two(text: str) -> None:
    assert set(_people(text)) == {"p1", "p2"}


def test_brothers_make_a_bare_surname_a_suggestion() -> None:
    stripped = strip("Пришли Ербол Сейткалиев и Ерлан Сейткалиев. Увели Сейткалиева.", language="ru")
    assert _people("Пришли Ербол Сейткалиев и Ерлан Сейткалиев. Увели Сейткалиева.") == ["p1", "p2", "p3"]
    assert {(s.first, s.second) for s in stripped.suggestions} >= {("p1", "p3"), ("p2", "p3")}


def test_nearly_the_same_spelling_is_only_suggested() -> None:
    stripped = strip("Видели Нургалиева. Потом Нургалеева.", language="ru")
    assert [(s.first, s.second) for s in stripped.suggestions] == [("p1", "p2")]


def test_a_relation_is_kept_with_the_person() -> None:
    stripped = strip("Забрали Ербола. Это мой сын Ербол.", language="ru")
    assert [(e.id, e.relation) for e in stripped.entities] == [("p1", "son")]


def test_the_same_place_and_number_are_one_entity() -> None:
    stripped = strip("Из Темиртау в Темиртау, звонил 87011234567 и 87011234567.", language="ru")
    assert [e.id for e in stripped.entities] == ["pl1", "ph1"]


def test_a_thing_without_words_is_told_by_its_signs() -> None:
    stripped = strip("а --- б", language="ru", missed=[("---", "OTHER")])
    assert [e.id for e in stripped.entities] == ["x1"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Күләш Бектұрова жылады. Бектұров жоқ деді. Ерасыл Бектұров қайтыс болды.", "kk"),
        ("Ербол Сейткалиев упал. Увели Сейткалиева. Потом пришёл Ерлан Сейткалиев.", "ru"),
        ("Врач Асель Муратовна Ержан вышла. Асель Муратовна кричала. Ержан уволили.", "ru"),
    ],
)
def test_a_bare_family_name_is_whose_it_must_be(text: str, language: str) -> None:
    people = _people(text, language)
    assert people[1] == (people[2] if language == "kk" else people[0])
