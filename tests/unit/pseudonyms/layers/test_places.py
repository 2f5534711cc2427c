"""Towns, villages and districts are hidden; what names none is not."""

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
        ("село «Новая жизнь»", "«Новая жизнь"),
    ],
)
def test_a_small_place_is_hidden(hidden, text: str, words: str) -> None:
    found = [piece for _, piece in hidden(places.find, text, "kk" if "ауыл" in text else "ru")]
    assert any(words.strip("«»") in piece for piece in found)


@pytest.mark.parametrize(
    "text",
    [
        "с ним был",
        "в городе Алматы",
        "есік алдында",
        "город.",
    ],
)
def test_what_names_no_place_stays(hidden, text: str) -> None:
    assert hidden(places.find, text) == []
