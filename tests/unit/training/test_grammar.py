"""Sentences for training: choices are taken, names stand where their spans say."""

from __future__ import annotations

import pytest

from tests.training import grammar
from tests.training.chance import seeded
from tests.training.sentences import LANGUAGES


def fill(letter: str, case: str) -> tuple[str, str]:
    return f"<{letter} {case}>", "PERSON"


def test_slots_are_filled_and_their_places_known() -> None:
    text, spans = grammar.filled("мы с {m.ins} видели {f.acc}", fill)

    assert text == "мы с <m ins> видели <f acc>"
    assert [text[start:end] for start, end, _ in spans] == ["<m ins>", "<f acc>"]


def test_a_comma_draws_near_and_takes_the_spans_along() -> None:
    text, spans = grammar.filled('" {m} , беги " : {x.acc}', lambda letter, _: (letter, "PERSON"))

    assert text == '"m, беги ": x'
    assert [text[start:end] for start, end, _ in spans] == ["m", "x"]


def test_choices_are_taken_from_the_line_and_from_the_head() -> None:
    read = grammar.read("@who: он|она\n# nothing\ntold\n{@who} {знает|знал} {x.acc}\nplain\nтихо\n")

    drawn = {read.sentence(seeded(number), fill, plain=False)[0] for number in range(40)}

    assert drawn == {f"{who} {verb} <x acc>" for who in ("он", "она") for verb in ("знает", "знал")}
    assert read.sentence(seeded(1), fill, plain=True) == ("тихо", [])


def test_a_choice_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no such choice"):
        grammar.read("told\n{@nobody} {x.nom}\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_sentences_hold_names_only_where_they_should(language: str) -> None:
    shipped = grammar.shipped(language)

    assert len(shipped.told) > 50
    assert all("." not in line or "{" in line for line in shipped.told)
    assert not [line for line in shipped.plain if grammar.filled(line, fill)[1]]
    assert [line for line in shipped.told if not grammar.filled(line, fill)[1]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_brace_is_left_in_a_drawn_sentence(language: str) -> None:
    shipped, dice = grammar.shipped(language), seeded(7)

    drawn = [shipped.sentence(dice, fill, plain=number % 2 == 0)[0] for number in range(300)]

    assert not [text for text in drawn if "{" in text or "|" in text or "@" in text]


def test_lists_are_read_packed_or_plain() -> None:
    assert "Қарасу" in grammar.lines("villages.txt")
    assert len(grammar.lines("words_ru.txt.gz")) > 30_000
