"""What was a name once is a name again; a homonym only where it is written like one."""

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.layers import names, propagation


def _again(text: str) -> list[str]:
    document = prepare(text, "ru")
    return [text[s.start : s.end] for s in propagation.find(document, names.find(document))]


def test_a_misspelled_name_is_found_again() -> None:
    assert _again("Видели Сейткалиева. Потом сейткалива били.") == ["сейткалива"]


def test_a_homonym_in_small_letters_stays_in_a_cased_text() -> None:
    assert _again("Пришёл наш Роман. Он писал роман.") == []


def test_without_names_nothing_is_looked_for() -> None:
    assert _again("Он писал роман.") == []
