"""Villages, districts, streets and doors are hidden; a street without a name is not."""

import pytest

from testimony.pseudonyms.layers import places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("живём в Жанаозене", "Жанаозене"),
        ("из кентау", "кентау"),
        ("в селе Кызылагаш", "Кызылагаш"),
        ("в с. Кызылагаш", "Кызылагаш"),
        ("Енбекшиказахский район", "Енбекшиказахский"),
        ("біз Қарғалы ауылында", "Қарғалы"),
        ("the village of Karabulak", "Karabulak"),
        ("на улице Абая, дом 14, кв. 3", "улице Абая, дом 14, кв. 3"),
        ("ул. Сатпаева 22", "ул. Сатпаева 22"),
        ("ул сатпаева 22 кв 5", "ул сатпаева 22 кв 5"),
        ("мкр. 5", "мкр. 5"),
        ("Жамбыл көшесі 15 үй", "Жамбыл көшесі 15"),
        ("at 12 Satpayev Street", "12 Satpayev Street"),
        ("дом 14/2", "дом 14/2"),
        ("біз 15 үй", "15 үй"),
        ("село «Новая жизнь»", "«Новая жизнь"),
    ],
)
def test_a_small_place_is_hidden(hidden, text: str, words: str) -> None:
    found = [piece for _, piece in hidden(places.find, text, "kk" if "көш" in text or "ауыл" in text else "ru")]
    assert any(words.strip("«»") in piece for piece in found)


@pytest.mark.parametrize(
    "text",
    [
        "на улице было холодно",
        "с ним был",
        "наш дом большой",
        "в городе Алматы",
        "есік алдында",
        "the street was dark",
        "город.",
    ],
)
def test_what_names_no_place_stays(hidden, text: str) -> None:
    assert hidden(places.find, text) == []
