"""What a text may be quoted with holds no name of its own."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.offer import offer, offered
from testimony.pseudonyms.pools import pool


def _names(text: str, declared: tuple[str, ...] = ()) -> set[str]:
    bits = offer(prepare(text, "ru"), declared, lambda count: count - 1)
    return {pool()[position].russian for position in offered(bits)}


@pytest.mark.parametrize("text", ["Арсена избили", "арсен", "Arsen came", "Арсенович"])
def test_a_name_spoken_of_is_not_offered(text: str) -> None:
    assert "Арсен" not in _names(text)


def test_a_declared_name_is_not_offered() -> None:
    assert "Арсен" not in _names("пришли домой", ("Арсен Муратов",))


def test_any_other_name_is_offered() -> None:
    assert {"Арсен", "Данияр", "Лебедев"} <= _names("Пришёл Ербол")


def test_nothing_is_offered_by_a_text_from_before() -> None:
    assert offered("") == frozenset()
