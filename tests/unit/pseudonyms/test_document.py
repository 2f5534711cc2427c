"""A text is cut into tokens that know how they are cased and what stands around them."""

import pytest

from testimony.pseudonyms.document import LONGEST_WORD, prepare


def test_tokens_know_case_place_and_sentence() -> None:
    document = prepare("Пришёл Ербол. ОН ушёл", "ru")
    facts = [(t.text, t.is_title, t.is_upper, t.opens) for t in document.tokens]
    assert facts == [
        ("Пришёл", True, False, True),
        ("Ербол", True, False, False),
        ("ОН", True, True, True),
        ("ушёл", False, False, False),
    ]


def test_possessive_stands_outside_its_word() -> None:
    assert [t.text for t in prepare("Dina's don't", "en").tokens] == ["Dina", "s", "don't"]


@pytest.mark.parametrize(
    ("text", "lower", "shouted"),
    [
        ("Меня били. Потом отпустили.", False, False),
        ("меня били. потом отпустили.", True, False),
        ("МЕНЯ БИЛИ. ПОТОМ ОТПУСТИЛИ.", False, True),
        ("", False, False),
    ],
)
def test_casing_of_the_whole_is_seen(text: str, lower: bool, shouted: bool) -> None:
    document = prepare(text, "ru")
    assert (document.is_lower, document.is_shouted) == (lower, shouted)


def test_an_endless_word_is_folded_by_its_head_only() -> None:
    token = prepare("я" * 50_000, "ru").tokens[0]
    assert (len(token.text), token.end) == (LONGEST_WORD, 50_000)


def test_ordinary_words_are_remembered_for_one_text_only() -> None:
    first, second = prepare("дома", "ru"), prepare("дома", "ru")
    assert first.is_common(first.tokens[0])
    assert "is_common" not in vars(second.tokens[0].word)


def test_the_same_word_is_looked_up_once_in_a_text() -> None:
    tokens = prepare("Дома дома, ДОМА", "ru").tokens
    assert len({id(token.word) for token in tokens}) == 1
