"""The parts of a name as the linker reads them."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.reading import read_parts
from testimony.pseudonyms.spans import Span, SpanType


def _parts(name: str):
    document = prepare(name, "ru")
    span = Span(start=0, end=len(name), type=SpanType.PERSON, layers=("x",), confidence=1)
    return read_parts(document.tokens, span)


@pytest.mark.parametrize(
    ("name", "part", "base"),
    [
        ("Ербол Сейткалиев", "given", "erbol"),
        ("Ербол Сейткалиев", "surname", "seitkaliev"),
        ("Сейткалиева", "surname", "seitkaliev"),
        ("Серик Болатович", "patronymic", "bolat"),
        ("А. Сейтов", "initials", "a"),
        ("Мирас Кайрат", "surname", "kairat"),
        ("Зургутом", "other", "zurgut"),
    ],
)
def test_a_part_holds_the_base_of_its_word(name: str, part: str, base: str) -> None:
    assert base in getattr(_parts(name), part)


def test_a_surname_alone_is_no_given_name() -> None:
    assert not _parts("Сейткалиев").given
