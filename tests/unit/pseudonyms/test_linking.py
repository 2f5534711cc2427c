"""Mentions of one person become one entity; doubt becomes a suggestion."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.linking import link
from testimony.pseudonyms.spans import Span, SpanType
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


def test_an_ordinary_word_hidden_beside_a_name_does_not_part_its_mentions() -> None:
    text = "сабит таксовал. сабит рульге. сабита привез сосед"
    names = ("сабит таксовал", "сабит рульге", "сабита")
    spans = [
        Span(start=text.index(n), end=text.index(n) + len(n), type=SpanType.PERSON, layers=("a",), confidence=0.9)
        for n in names
    ]
    assert set(link(spans, prepare(text, "ru")).ids) == {"p1"}


def _linked(text: str, language: str, *names: str) -> list[str]:
    """Link exactly these mentions, in order of text."""
    spans, place = [], 0
    for name in names:
        place = text.index(name, place)
        spans.append(Span(start=place, end=place + len(name), type=SpanType.PERSON, layers=("a",), confidence=0.9))
        place += len(name)
    return list(link(spans, prepare(text, language)).ids)


def test_two_of_one_given_name_stay_two_in_small_letters() -> None:
    text = "учились мирас жолдасбек и мирас каирбек. увели жолдасбека"
    assert _linked(text, "ru", "мирас жолдасбек", "мирас каирбек", "жолдасбека") == ["p1", "p2", "p1"]


def test_the_same_doubt_is_one_person() -> None:
    text = "Асқар Бейсеу мен Майя Бейсеу. Бейсеу келді. Бейсеуді ұрды."
    assert _linked(text, "kk", "Асқар Бейсеу", "Майя Бейсеу", "Бейсеу", "Бейсеуді") == ["p1", "p2", "p3", "p3"]


def test_a_family_is_nobody_of_it() -> None:
    assert _linked("Ибрагимовы дома. Ахмет Ибрагимов", "ru", "Ибрагимовы", "Ахмет Ибрагимов") == ["p1", "p2"]


def test_a_short_form_tells_no_sex() -> None:
    assert _linked("даня ушёл. это даниил рау", "ru", "даня", "даниил рау") == ["p1", "p1"]
