"""A word knows what the lists say of it, and looks it up once."""

import pytest

from testimony.pseudonyms.word import Word


@pytest.mark.parametrize(
    ("word", "fact", "expected"),
    [
        (Word("дома", "doma"), "is_common", True),
        (Word("ербол", "erbol"), "is_common", False),
        (Word("алматы", "almati"), "is_visible_place", True),
        (Word("ербол", "erbol"), "is_visible_place", False),
        (Word("сын", "sin"), "relation", "son"),
        (Word("ербол", "erbol"), "relation", None),
        (Word("ербол", "erbol"), "is_known_name", True),
        (Word("дверь", "dver"), "is_known_name", False),
    ],
)
def test_a_word_knows_what_the_lists_say(word: Word, fact: str, expected: object) -> None:
    assert getattr(word, fact) == expected


def test_a_fact_is_remembered_in_the_word() -> None:
    word = Word("дома", "doma")
    assert word.is_common is vars(word)["is_common"]


def test_a_fact_nobody_asked_for_is_not_worked_out() -> None:
    assert "is_common" not in vars(Word("дома", "doma"))
