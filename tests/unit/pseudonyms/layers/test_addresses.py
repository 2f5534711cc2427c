"""Streets, houses, microdistricts and doors are hidden, also without their announcing words; bare ones are not."""

import pytest

from testimony.pseudonyms.layers import addresses


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("на улице Абая, дом 14, кв. 3", "улице Абая, дом 14, кв. 3"),
        ("ул. Сатпаева 22", "ул. Сатпаева 22"),
        ("ул сатпаева 22 кв 5", "ул сатпаева 22 кв 5"),
        ("мкр. 5", "мкр. 5"),
        ("Жамбыл көшесі 15 үй", "Жамбыл көшесі 15"),
        ("at 12 Satpayev Street", "12 Satpayev Street"),
        ("дом 14/2", "дом 14/2"),
        ("біз 15 үй", "15 үй"),
        ("живу карасай батыра 109", "карасай батыра 109"),
        ("абая 150/230 кв 12", "абая 150/230 кв 12"),
        ("жетысу 3 дом 51 кв 9", "жетысу 3 дом 51 кв 9"),
        ("сейфуллин 500 кв 17", "сейфуллин 500 кв 17"),
        ("тлеубаев 16 кв 2", "тлеубаев 16 кв 2"),
        ("Аксай-3а", "Аксай-3а"),
        ("ул. 8 Марта, 14", "ул. 8 Марта, 14"),
        ("улица 10 лет Независимости, дом 5", "улица 10 лет Независимости, дом 5"),
        ("в третьем микрорайоне", "третьем микрорайоне"),
        ("12-шағын аудан, 5-үй", "12-шағын аудан, 5-үй"),
        ("жиырма бесінші үйде", "жиырма бесінші үйде"),
        ("общежитии № 4, комната 215", "общежитии № 4, комната 215"),
        ("в 204 кабинете", "204 кабинете"),
        ("квартира сорок пять", "квартира сорок пять"),
        ("at 14 baiterek street", "14 baiterek street"),
        ("Желтоқсан көшесіндегі", "Желтоқсан көшесіндегі"),
        ("in ward number six", "ward number six"),
        ("улица карла маркса 14 кв 8", "улица карла маркса 14 кв 8"),
    ],
)
def test_an_address_is_hidden_whole(hidden, text: str, words: str) -> None:
    assert any(words in piece for _, piece in hidden(addresses.find, text))


@pytest.mark.parametrize(
    "text",
    [
        "на улице было холодно",
        "7 января на площади",
        "на улице 10 человек",
        "наш дом большой",
        "в доме 5 человек",
        "the street was dark",
        "в дом. 5 января",
        "дом, 5 января",
        "абая видели",
        "батыр 5 дней",
        "в комнате один",
        "шағын бизнес",
        "осы көшесінде",
    ],
)
def test_what_is_no_address_stays(hidden, text: str) -> None:
    assert hidden(addresses.find, text) == []


def test_what_lies_far_apart_makes_two_addresses(hidden) -> None:
    text = "ул. Сатпаева 22 " + "мы там долго жили вместе и ждали " * 2 + "дом 5"

    assert [piece for _, piece in hidden(addresses.find, text)] == ["ул. Сатпаева 22", "дом 5"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("на углу Желтоксан и Кабанбай батыра вместе", "Желтоксан и Кабанбай батыра"),
        ("на пересечении Сейфуллина и Абая.", "Сейфуллина и Абая"),
        ("на пересечении улиц сейфуллина и абая стояли", "сейфуллина и абая"),
        ("at the corner of Zhandosov and Rozybakiev", "Zhandosov and Rozybakiev"),
    ],
)
def test_a_corner_of_two_streets_is_one_address(hidden, text: str, words: str) -> None:
    assert ("ADDRESS", words) in hidden(addresses.find, text)


@pytest.mark.parametrize(
    "text", ["на углу стояли и ждали", "на углу Абая стояли", "в углу", "the corner of a room and"]
)
def test_a_corner_of_no_two_streets_stays(hidden, text: str) -> None:
    assert hidden(addresses.find, text) == []
