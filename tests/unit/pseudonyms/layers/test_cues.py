"""After kin, office and naming words even an unknown word is a name; verbs and kin are not."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.layers import cues


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("мой сын роман ушёл", "ru", "роман"),
        ("мой брат хмурбек ушёл", "ru", "хмурбек"),
        ("моего брата зовут хмурбек", "ru", "хмурбек"),
        ("следователь Трындыев бил", "ru", "Трындыев"),
        ("менің атым хмурбек", "kk", "хмурбек"),
        ("хмурбек деген азамат", "kk", "хмурбек"),
        ("Хмурбек ағай келді", "kk", "Хмурбек"),
        ("my son hmurbek left", "en", "hmurbek"),
        ("an officer named hmurbek", "en", "hmurbek"),
        ("майор Хмур Трындыев", "ru", "Трындыев"),
    ],
)
def test_a_name_after_its_cue_is_hidden(hidden, text: str, language: str, words: str) -> None:
    assert words in [piece for _, piece in hidden(cues.find, text, language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("мой сын вел машину", "ru"),
        ("мой брат. Хмурбек", "ru"),
        ("следователь адвокат", "ru"),
        ("тергеуші айтпайды", "kk"),
        ("мой сын Алматы", "ru"),
        ("мой сын: 25", "ru"),
        ("мой сын", "ru"),
        ("ағай келді", "kk"),
        ("брат — мой. Ушёл", "ru"),
    ],
)
def test_other_words_after_a_cue_stay(hidden, text: str, language: str) -> None:
    assert hidden(cues.find, text, language) == []


def test_the_relation_goes_with_the_first_word() -> None:
    spans = cues.find(prepare("мой брат Хмур Трындыев", "ru"))
    assert [span.relation for span in spans] == ["brother", None]


@pytest.mark.parametrize(("text", "words"), [("медеттің досы қуат айтады", ["қуат"]), ("оның досы айтады", [])])
def test_behind_somebodys_kin_a_frequent_name_is_hidden(hidden, text: str, words: list[str]) -> None:
    assert [word for _, word in hidden(cues.find, text, "kk")] == words
