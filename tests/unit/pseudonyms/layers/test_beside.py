"""What a hidden name makes telling."""

import pytest

from testimony.pseudonyms.strip import strip


def _visible(text: str, language: str) -> str:
    stripped = strip(text, language=language)
    hidden = {place for mention in stripped.mentions for place in range(mention.start, mention.end)}
    return "".join(letter for place, letter in enumerate(text) if place not in hidden)


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Мой сын Ербол, девятнадцать.", "ru", "девятнадцать"),
        ("Жили мы на Розыбакиева, 121.", "ru", "121"),
        ("Это Медеу аудандық полиция басқармасы.", "kk", "полиция"),
        ("Отвезли в спецприёмник на Лобачевского.", "ru", "спецприёмник"),
    ],
)
def test_what_stands_beside_a_name_is_hidden(text: str, language: str, word: str) -> None:
    assert word not in _visible(text, language)


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Ербола били 3 дня.", "ru", "3 дня"),
        ("Ербол один пришёл.", "ru", "один"),
        ("Болат бірге барды.", "kk", "бірге"),
    ],
)
def test_a_measure_beside_a_name_stays(text: str, language: str, word: str) -> None:
    assert word in _visible(text, language)
