"""Words of names side by side: one name where the text says so, else two people."""

import pytest

from testimony.pseudonyms.strip import strip


def _names(text: str, language: str) -> list[str]:
    stripped = strip(text, language=language)
    return [text[m.start : m.end] for m in stripped.mentions if m.type.value == "PERSON"]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Думан Оразалы келді. Оразалы жазды. Думан Оразалыны көрдім.", "kk", "Думан Оразалыны"),
        ("Ерасыл кетті. Бектұров жоқ деді. Ерасыл Бектұров қайтыс болды.", "kk", "Ерасыл Бектұров"),
        ("видели Сейткалиева Ербола Маратовича", "ru", "Сейткалиева Ербола Маратовича"),
        ("I saw Sadykov, A. there.", "en", "Sadykov, A"),
        ("меня зовут данияр оспан", "ru", "данияр оспан"),
    ],
)
def test_the_words_of_one_name_stay_together(text: str, language: str, name: str) -> None:
    assert name in _names(text, language)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Төлеген келді. Жақыпов отырды. Төлеген Жақыповтың күртесін көрді.", "kk", ["Төлеген", "Жақыповтың"]),
        ("Асланның ағасы Дударов. Айгүлдің Дударовқа айтқаны бар.", "kk", ["Айгүлдің", "Дударовқа"]),
        ("Ищенко вывел Ваху. Потом Ищенко Ваху бил.", "ru", ["Ищенко", "Ваху"]),
        ("пришли аружан дильназ макс", "ru", ["аружан", "дильназ", "макс"]),
    ],
)
def test_two_people_without_a_comma_stay_two(text: str, language: str, names: list[str]) -> None:
    assert _names(text, language)[-len(names) :] == names


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Тогда нас осматривал доктор Ли Александр Викторович из больницы.", "ru", "Ли Александр Викторович"),
        ("His wife, Zhanar Shokan, saw the bruises.", "en", "Zhanar Shokan"),
    ],
)
def test_a_name_of_the_other_sex_may_be_a_family_name(text: str, language: str, name: str) -> None:
    assert name in [text[mention.start : mention.end] for mention in strip(text, language=language).mentions]


def test_two_people_side_by_side_in_kazakh_stay_two() -> None:
    stripped = strip("Кеше Айгүл Болат екеуі келді.", language="kk")
    assert len({mention.entity for mention in stripped.mentions}) == len(["Айгүл", "Болат"])
