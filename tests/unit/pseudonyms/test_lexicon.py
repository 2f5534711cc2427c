"""The shipped lists hold what the layers ask of them."""

import pytest

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.lexicon import also_words, given_names, is_common, is_listed_kazakh, latin_names, word_set


@pytest.mark.parametrize("name", ["ербол", "ерболу", "айгүл", "гүлнар", "дмитрия", "светой"])
def test_given_names_are_known_in_their_cases(name: str) -> None:
    assert fold(name) in given_names()


def test_english_names_are_kept_apart() -> None:
    assert fold("Sam") in latin_names()
    assert fold("Sam") not in given_names()


@pytest.mark.parametrize("word", ["камере", "следователю", "избивали", "prison", "түнде", "абақтыда", "ментов"])
def test_ordinary_words_of_three_languages_are_common(word: str) -> None:
    assert is_common(word, fold(word))


@pytest.mark.parametrize("word", ["сейткалиев", "zhaksylykov", "бекмурат"])
def test_names_are_not_common(word: str) -> None:
    assert not is_common(word, fold(word))


def test_words_that_are_names_too_are_marked() -> None:
    assert {"роман", "вера", "арман"} <= also_words()


def test_comments_are_no_entries() -> None:
    assert not [word for word in word_set("never_names.txt") if word.startswith("#")]


def test_only_the_listed_form_is_listed() -> None:
    assert is_listed_kazakh(fold("түнде"))
    assert not is_listed_kazakh(fold("Ерасылды"))
