"""A word broken on purpose is hidden whole; ordinary compounds and figures are not."""

import pytest

from testimony.pseudonyms.layers.disguises import find


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Били Бол_ата во дворе", "Бол_ата"),
        ("Били Бол@та во дворе", "Бол@та"),
        ("били ерб*ла во дворе", "ерб*ла"),
        ("били ерб()ла", "ерб()ла"),
        ("Бол·ат пришёл", "Бол·ат"),
        ("They beat Bo1at", "Bo1at"),
        ("they beat b0l4t", "b0l4t"),
        ("били сейтк4лиева", "сейтк4лиева"),
        ("Брат Ер-бол пропал", "Ер-бол"),
        ("My brother Yer-bol", "Yer-bol"),
        ("Били Бо\nлата во дворе", "Бо\nлата"),
        ("Бол/ат пришёл", "Бол/ат"),
        ("кара-Бо-лат", "Бо-лат"),
    ],
)
def test_a_broken_word_is_hidden_whole(text: str, word: str, hidden) -> None:
    assert ("OTHER", word) in hidden(find, text)


@pytest.mark.parametrize(
    "text",
    [
        "Он всё-таки пришёл, кое-как",
        "в 5ом классе, 2й этаж",
        "А4 и G20",
        "первая строка\nвторая строка",
        "Ер\nбол деді",
        "И. И. пришёл (без шапки)",
        "муж/жена, mp3a",
        "пришли 3 человека * и ушли",
        "из-за него",
    ],
)
def test_an_ordinary_word_is_left(text: str, hidden) -> None:
    assert hidden(find, text) == []


@pytest.mark.parametrize("unit", ["а", "а1", "а_", "а-", "аб\n", "1", "_"])
def test_a_page_of_anything_is_read_once(unit: str, hidden) -> None:
    assert len(hidden(find, unit * 5000)) <= 5000
