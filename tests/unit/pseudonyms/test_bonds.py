"""What a named person is to the source is read around the name, and left open where it is not said."""

import pytest

from testimony.pseudonyms.strip import strip


def _relations(text: str, language: str) -> list[str | None]:
    entities = {entity.id: entity.relation for entity in strip(text, language=language).entities}
    return [relation for name, relation in entities.items() if name.startswith("p") and name[1:].isdigit()]


@pytest.mark.parametrize(
    ("text", "language", "relations"),
    [
        ("сын мой ербол пропал", "ru", ["son"]),
        ("Ербол, мой брат, кричал.", "ru", ["brother"]),
        ("Ербол — мой сын.", "ru", ["son"]),
        ("Приходил Бауыржан, его друг с детства.", "ru", ["friend"]),
        ("Ахметов, следователь, кричал.", "ru", ["investigator"]),
        ("привёз сосед дядя Юра", "ru", ["neighbour"]),
        ("Мои сыновья Ербол и Марат ушли", "ru", ["son", "son"]),
        ("Марат был моим мужем.", "ru", ["husband"]),
        ("Erbol is my son. Marat, my husband, left.", "en", ["son", "husband"]),
        ("My friends Dias, Sanzhar and Kostya walked on.", "en", ["friend", "friend", "friend"]),
        ("my kids Madina and Timur cried", "en", ["daughter", "son"]),
        ("Then Dr. Whitfield came with Major Ivanov.", "en", ["doctor", "officer"]),
        ("менің інім Ербол кетті", "kk", ["brother"]),
        ("Ербол деген інім кетті", "kk", ["brother"]),
        ("Ербол — менің ұлым.", "kk", ["son"]),
        ("Ахметов тергеуші ұрды.", "kk", ["investigator"]),
        ("Сабыр деген күзетші Ахметовті ұрды", "kk", ["officer", None]),
        ("Рүстем көкем келді", "kk", ["uncle"]),
        ("меня зовут Ержан, нагашым Бахытбек пропал", "ru", [None, "uncle"]),
        ("Tergewşi Ospanov balama qysym jasady.", "kk", ["investigator"]),
        ("Жолдасым Қуаныш кетті. Жолдасым Айгүл келді.", "kk", ["husband", "wife"]),
        ("соседи ибрагимовы ахмет патигуль видели", "ru", ["neighbour", "neighbour"]),
        ("Дед Сатыбалды, братья Ахметовы и Шухрат сидели.", "ru", ["grandparent", "brother", None]),
        ("көршілеріміз Ахмет пен Патигүл", "kk", ["neighbour", "neighbour"]),
    ],
)
def test_a_relation_is_read_around_the_name(text: str, language: str, relations: list[str]) -> None:
    assert _relations(text, language) == relations


@pytest.mark.parametrize(
    ("text", "language", "relations"),
    [
        ("Муж Жадыры Серикбол ушёл.", "ru", [None, None]),
        ("Мать Тимура плакала.", "ru", [None]),
        ("видели Ербола, отец кричал", "ru", [None]),
        ("Arman's father, Kudaibergen, came.", "en", [None, None]),
        ("his wife Saltanat cried", "en", [None]),
        ("frau saule my grandfather signed", "en", [None]),
        ("Диастың шешесі Раушан келді", "kk", [None, None]),
        ("менің атым Гүлмира ұлым Ернарды ұрды", "kk", [None, "son"]),
        ("Их соседи Ахмет и Марат ушли.", "ru", [None, None]),
    ],
)
def test_somebody_elses_kin_is_left_open(text: str, language: str, relations: list[str]) -> None:
    assert _relations(text, language) == relations


@pytest.mark.parametrize(
    ("text", "language", "relations"),
    [
        ("Нас в камере было четверо: я, Виталий; Арман и дед Бакыт.", "ru", [None, "cellmate", "cellmate"]),
        ("The committee had members: Emin Yelemes, Sholpan and me.", "en", ["colleague", "colleague"]),
        ("Наша бригада: врач Асель, я, и водитель Талгат.", "ru", ["colleague", "colleague"]),
        ("Пришли двое: Асель и Талгат.", "ru", [None, None]),
        ("В камере он сказал: «Арман, выходи».", "ru", [None]),
        ("мои соседи, Ахмет и его мать Роза", "ru", ["neighbour", None]),
    ],
)
def test_a_list_after_a_colon_shares_the_cell_or_the_crew(text: str, language: str, relations: list[str]) -> None:
    assert _relations(text, language) == relations


def test_the_surest_relation_stands() -> None:
    assert _relations("Врач Асель вышла. Асель — моя сестра.", "ru") == ["sister"]


def test_how_sure_a_relation_is_stays_inside() -> None:
    stripped = strip("Мой сын Ербол", language="ru")
    assert "rank" not in stripped.mentions[0].features
