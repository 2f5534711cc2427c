"""Ages are hidden, durations and sentences are not."""

import pytest

from testimony.pseudonyms.layers import ages


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("мне 34 года", "34 года"),
        ("сыну было 17 лет", "17 лет"),
        ("25-летний парень", "25-летний"),
        ("двадцатипятилетний парень", "двадцатипятилетний"),
        ("Ербол, 32 года, шёл", "32 года"),
        ("отыз екі жаста", "отыз екі жаста"),
        ("35 жаста", "35 жаста"),
        ("he is 34 years old", "34 years old"),
        ("aged 17", "aged 17"),
        ("she was 19.", "19"),
        ("мне девятнадцать", "девятнадцать"),
        ("мальчику лет 15", "15"),
        ("в 17 лет сел", "в 17 лет"),
        ("ұлым 17-де", "17-де"),
        ("my son is 19", "19"),
        ("he was 17 then", "17"),
        ("a girl of 16", "girl of 16"),
        ("45 yo", "45 yo"),
        ("в возрасте 40 лет", "в возрасте 40 лет"),
        ("дочка медина 5 лет кричала", "5 лет"),
        ("султанбек 26 лет рост 180", "26 лет"),
        ("jasy 18de", "jasy 18de"),
        ("18 jasta edi", "18 jasta"),
        ("ең жасымыз, он сегізде", "жасымыз, он сегізде"),
        ("Our daughters Aida and Mira are eleven and seven.", "eleven and seven"),
        ("my sons were 4, 6 and 9", "4, 6 and 9"),
    ],
)
def test_an_age_is_hidden(hidden, text: str, words: str) -> None:
    assert ("AGE", words) in hidden(ages.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "3 года назад",
        "дали 5 лет тюрьмы",
        "через 2 года",
        "прожили 20 лет",
        "for 5 years",
        "сағат 6-да",
        "he was 5 minutes late",
        "в 5 лет колонии",
        "работает на шахте 17 лет",
        "служил в полиции города 6 лет",
        "the children were two and a half hours away",
        "our sons are three of the ten",
    ],
)
def test_a_duration_stays(hidden, text: str) -> None:
    assert hidden(ages.find, text) == []
