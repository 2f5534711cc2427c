"""Where capitals say nothing, unknown words are hidden; spaced and endless words always."""

import pytest

from testimony.pseudonyms.layers import unknown
from testimony.pseudonyms.strip import strip


@pytest.mark.parametrize(
    "text", ["потом хмурбек ушёл", "ПОТОМ ХМУРБЕК УШЁЛ", "Потом х м у р ушёл", "Потом " + "я" * 41]
)
def test_an_unknown_word_is_hidden(hidden, text: str) -> None:
    assert len(hidden(unknown.find, text)) == 1


@pytest.mark.parametrize("text", ["Потом хмурбек ушёл", "потом ушёл из алматы", "это был верховный суд", "и я и мы"])
def test_a_known_word_or_a_cased_text_stays(hidden, text: str) -> None:
    assert hidden(unknown.find, text) == []


@pytest.mark.parametrize(
    ("text", "hidden"), [("мы видели брынзлика", True), ("мы видели дом", False), ("видели 17", True)]
)
def test_the_allow_list_hides_every_word_it_does_not_know(text: str, hidden: bool) -> None:
    stripped = strip(text, language="ru", allow_list=True)

    assert bool(stripped.mentions) is hidden
    assert "allow list" in stripped.reasons
