"""What a hidden name makes telling: the number after it, the words of an office beside it."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.layers.beside import find
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.strip import strip


def _visible(text: str, language: str) -> str:
    stripped = strip(text, language=language)
    hidden = {place for mention in stripped.mentions for place in range(mention.start, mention.end)}
    return "".join(letter for place, letter in enumerate(text) if place not in hidden)


def _beside(text: str, language: str, name: str, kind: SpanType = SpanType.PERSON) -> list[tuple[str, SpanType]]:
    """Give what the layer hides beside one name alone, with its type."""
    document = prepare(text, language)
    start = document.text.index(name)
    spans = [Span(start=start, end=start + len(name), type=kind, layers=("list",), confidence=1.0)]
    return [(document.text[span.start : span.end].strip(), span.type) for span in find(document, spans)]


@pytest.mark.parametrize(
    ("text", "language", "name", "hidden"),
    [
        ("Мой сын Ербол, 19.", "ru", "Ербол", ("19", SpanType.AGE)),
        ("Мой сын Ербол, девятнадцать.", "ru", "Ербол", ("девятнадцать", SpanType.ADDRESS)),
        ("Yerbol is 19.", "en", "Yerbol", ("19", SpanType.AGE)),
        ("Жили мы на Розыбакиева, 121.", "ru", "Розыбакиева", ("121", SpanType.ADDRESS)),
        ("Жили мы на Розыбакиева, 121а.", "ru", "Розыбакиева", ("121а", SpanType.ADDRESS)),
        ("Алуа тоғызда", "kk", "Алуа", ("тоғызда", SpanType.ADDRESS)),
    ],
)
def test_a_number_after_a_name_is_hidden(text: str, language: str, name: str, hidden: tuple[str, SpanType]) -> None:
    assert hidden in _beside(text, language, name)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Ербола 3 дня били.", "ru", "Ербола"),
        ("Yerbol 3 days later came.", "en", "Yerbol"),
        ("Болат 5 минут күтті.", "kk", "Болат"),
        ("Ербол один пришёл.", "ru", "Ербол"),
        ("Болат бірге барды.", "kk", "Болат"),
        ("Пришёл Ербол. 19 человек.", "ru", "Ербол"),
        ("Ербол и 19 других.", "ru", "Ербол"),
        ("Пришёл Ербол", "ru", "Ербол"),
    ],
)
def test_a_measure_or_a_number_further_off_stays(text: str, language: str, name: str) -> None:
    assert _beside(text, language, name) == []


@pytest.mark.parametrize(
    ("text", "language", "name", "words"),
    [
        ("Это Медеу аудандық полиция басқармасы.", "kk", "Медеу", "аудандық полиция басқармасы"),
        ("Отвезли в спецприёмник на Лобачевского.", "ru", "Лобачевского", "спецприёмник на"),
        ("Учился в гимназии имени Шокана.", "ru", "Шокана", "гимназии имени"),
        ("He was taken to Zharkent police department.", "en", "Zharkent", "police department"),
    ],
)
def test_the_words_of_an_office_beside_its_name_are_hidden(text: str, language: str, name: str, words: str) -> None:
    assert (words, SpanType.FACILITY) in _beside(text, language, name, SpanType.PLACE)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Officer Seitkaliyev took my phone.", "en", "Seitkaliyev"),
        ("The policeman Bolat came.", "en", "Bolat"),
        ("Участковый Болат пришёл.", "ru", "Болат"),
        ("Полицейский Болат пришёл.", "ru", "Болат"),
        ("Полиция, Болат и все.", "ru", "Болат"),
    ],
)
def test_a_persons_rank_beside_their_name_stays_readable(text: str, language: str, name: str) -> None:
    assert _beside(text, language, name) == []


def test_what_stands_beside_nothing_hidden_stays() -> None:
    assert find(prepare("В школе было 19 детей.", "ru"), []) == []


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Мой сын Ербол, девятнадцать.", "ru", "девятнадцать"),
        ("Отвезли в спецприёмник на Лобачевского.", "ru", "спецприёмник"),
    ],
)
def test_the_strip_hides_what_stands_beside_a_name(text: str, language: str, word: str) -> None:
    assert word not in _visible(text, language)


def test_the_strip_leaves_a_measure() -> None:
    assert "3 дня" in _visible("Ербола били 3 дня.", "ru")


def test_a_year_of_birth_behind_a_name_is_a_date() -> None:
    text = "мою дочь камилу сапарову 2004 г.р. забрали"
    found = {text[mention.start : mention.end]: mention.type for mention in strip(text, language="ru").mentions}
    assert found["2004 г.р."] is SpanType.DATE


def test_no_space_behind_the_words_of_an_office_is_hidden() -> None:
    text = "забрали из общаги КазНУ, полицей Мұратбеков"
    pieces = [text[mention.start : mention.end] for mention in strip(text, language="ru").mentions]
    assert pieces == [piece.strip() for piece in pieces]
    assert "полицей" not in " ".join(pieces)
