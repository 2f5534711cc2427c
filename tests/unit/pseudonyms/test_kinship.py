"""Words of kin, company and office are known in their forms, with whose they are."""

import pytest

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.kinship import MINE, THEIRS, Kin, kin_of


def _kin(word: str, language: str) -> Kin:
    kin = kin_of(word, fold(word), language)
    assert kin is not None
    return kin


@pytest.mark.parametrize(
    ("word", "language", "relation"),
    [
        ("прапорщиком", "ru", "officer"),
        ("матери", "ru", "mother"),
        ("соседями", "ru", "neighbour"),
        ("cellmates", "en", "cellmate"),
        ("kids", "en", "child"),
        ("ұлымның", "kk", "son"),
        ("інім", "kk", "brother"),
        ("көршілеріміз", "kk", "neighbour"),
        ("тергеушіге", "kk", "investigator"),
        ("balam", "en", "son"),
    ],
)
def test_a_form_tells_its_relation(word: str, language: str, relation: str) -> None:
    assert _kin(word, language).relation == relation


@pytest.mark.parametrize(
    ("word", "language"),
    [("женей", "ru"), ("ана", "kk"), ("ер", "kk"), ("ana", "en"), ("камера", "ru"), ("table", "en")],
)
def test_other_words_tell_none(word: str, language: str) -> None:
    assert kin_of(word, fold(word), language) is None


@pytest.mark.parametrize(
    ("word", "whose"), [("балам", MINE), ("баласы", THEIRS), ("көршілерім", MINE), ("тергеуші", "")]
)
def test_a_kazakh_ending_tells_whose(word: str, whose: str) -> None:
    assert _kin(word, "kk").whose == whose


def test_number_and_case_are_told() -> None:
    assert _kin("соседи", "ru").is_plural
    assert not _kin("сосед", "ru").is_plural
    assert _kin("сына", "ru").cases == {"gen", "acc"}
    assert _kin("мать", "ru").cases == {"nom", "acc"}
