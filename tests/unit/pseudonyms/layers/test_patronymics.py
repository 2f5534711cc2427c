"""What stands beside a patronymic is hidden with it, ordinary words are not."""

import pytest

from testimony.pseudonyms.layers import names


@pytest.mark.parametrize(
    ("text", "words"),
    [("декан куралай сериковна лично", "куралай"), ("оказывается самат ерболович тажин", "тажин")],
)
def test_what_stands_beside_a_patronymic_is_part_of_the_name(hidden, text: str, words: str) -> None:
    assert ("PERSON", words) in hidden(names.find, text)


@pytest.mark.parametrize(
    "text", ["вчера сериковна ушла", "самат ерболович один пришёл", "тётя сериковна", "сені урады болатович"]
)
def test_an_ordinary_word_beside_a_patronymic_stays(hidden, text: str) -> None:
    found = " ".join(words for _, words in hidden(names.find, text))
    assert not {"вчера", "один", "ушла", "тётя", "урады"} & set(found.split())
