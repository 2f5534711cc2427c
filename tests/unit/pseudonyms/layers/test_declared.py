"""Declared and marked words are found in every form, and only they."""

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.layers.declared import find_declared, find_missed


def _words(text: str, spans) -> set[str]:
    return {text[span.start : span.end] for span in spans}


def test_each_word_of_a_declared_name_is_found() -> None:
    text = "хмурбека Трындыева и хмурбек"
    found = find_declared(prepare(text, "ru"), ["Хмурбек Трындыев"])
    assert _words(text, found) == {"хмурбека", "Трындыева", "хмурбек"}


def test_a_marked_phrase_is_found_in_any_casing_and_spacing() -> None:
    text = "на Красной\nмельнице"
    assert _words(text, find_missed(prepare(text, "ru"), [("красной мельнице", "WORK")])) == {"Красной\nмельнице"}


def test_a_phrase_inside_a_longer_word_is_not_found() -> None:
    assert find_missed(prepare("подмельница", "ru"), [("мель ница", "WORK")]) == []
