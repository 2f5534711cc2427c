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
