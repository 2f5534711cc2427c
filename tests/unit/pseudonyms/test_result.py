"""The stored form holds no hidden word, comes back whole, and refuses damage."""

import json
from typing import Any

import pytest

from testimony.pseudonyms.errors import StructureError
from testimony.pseudonyms.result import Key, Stripped
from testimony.pseudonyms.strip import strip

_TEXT = "Мой сын Ербол Сейткалиев пропал 5 января в Темиртау, его номер 87011234567. Видели Ербола."


def test_stripped_comes_back_equal() -> None:
    stripped = strip(_TEXT, language="ru")
    assert Stripped.from_json(json.loads(json.dumps(stripped.to_json()))) == stripped


def test_key_comes_back_equal() -> None:
    key = strip(_TEXT, language="ru").key
    assert Key.from_json(json.loads(json.dumps(key.to_json()))) == key


def test_key_leads_to_the_words_of_the_text() -> None:
    key = strip(_TEXT, language="ru").key
    assert all(_TEXT[s.start : s.end] == s.text for s in key.surfaces)
    assert "Ербола" in [s.text for s in key.surfaces]


@pytest.mark.parametrize("word", ["Ербол", "Сейткалиев", "января", "Темиртау", "87011234567"])
def test_stored_form_and_repr_hold_no_hidden_word(word: str) -> None:
    stripped = strip(_TEXT, language="ru")
    stored = json.dumps(stripped.to_json(), ensure_ascii=False)
    assert word not in stored + repr(stripped) + repr(stripped.key)


def _without(field: str) -> dict[str, Any]:
    plain = strip(_TEXT, language="ru").to_json()
    del plain[field]
    return plain


@pytest.mark.parametrize("field", ["version", "parts", "entities", "reasons", "language"])
def test_a_missing_field_is_refused(field: str) -> None:
    with pytest.raises(StructureError):
        Stripped.from_json(_without(field))


def test_another_version_is_refused() -> None:
    with pytest.raises(StructureError, match="version"):
        Stripped.from_json(strip(_TEXT, language="ru").to_json() | {"version": 99})


def test_a_damaged_key_is_refused() -> None:
    with pytest.raises(StructureError, match="key"):
        Key.from_json({"version": 1, "surfaces": [["p1"]]})
