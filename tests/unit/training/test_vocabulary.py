"""Other ordinary words in the place of a text's own: names and offsets stay."""

from __future__ import annotations

from tests.training.chance import seeded
from tests.training.vocabulary import Vocabulary, ordinary

TEXT = "Потом Болата избили во дворе, и Айгуль плакала."
SPANS = [(6, 12, "PERSON"), (32, 38, "PERSON")]
WORDS = {"ru": ["копили", "любили", "рубили", "пылала", "скакала", "строгала"]}


def vocabulary() -> Vocabulary:
    return Vocabulary(WORDS, seeded(3))


def test_words_are_replaced_by_words_with_their_ending() -> None:
    _, text, _ = vocabulary().varied(("ru", TEXT, SPANS), 1.0)

    assert "избили" not in text
    assert any(word in text for word in ("копили", "любили", "рубили"))
    assert "дворе" in text


def test_names_stay_and_their_spans_move_along() -> None:
    _, text, spans = vocabulary().varied(("ru", TEXT, SPANS), 1.0)

    assert [text[start:end] for start, end, _ in spans] == ["Болата", "Айгуль"]


def test_nothing_changes_at_a_share_of_nothing() -> None:
    assert vocabulary().varied(("ru", TEXT, SPANS), 0.0) == ("ru", TEXT, SPANS)


def test_a_language_without_words_stays_as_it_is() -> None:
    assert vocabulary().varied(("kk", TEXT, SPANS), 1.0) == ("kk", TEXT, SPANS)


def test_a_capital_and_words_in_capitals_are_kept() -> None:
    _, text, _ = vocabulary().varied(("ru", "Избили ИЗБИЛИ", []), 1.0)

    assert text[0].isupper()
    assert text.endswith(" ИЗБИЛИ")


def test_words_in_small_letters_outside_spans_are_collected_once() -> None:
    assert ordinary([("ru", TEXT, SPANS), ("ru", "избили болата", [(7, 13, "PERSON")])]) == {
        "ru": ["избили", "дворе", "плакала"]
    }
