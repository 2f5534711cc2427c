"""Short and tender forms are known for what they stand for."""

import pytest

from testimony.pseudonyms.diminutives import short_form
from testimony.pseudonyms.folding import fold


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Маша", "Мария"),
        ("Гена", "Геннадий"),
        ("Амирка", "Амир"),
        ("Timka", "Timur"),
        ("Светка", "Светлана"),
        ("Баха", "Бахытжан"),
    ],
)
def test_a_short_form_is_recognised(short: str, full: str) -> None:
    form = short_form(fold(short))
    assert form is not None
    assert form.stands_for(fold(full))


@pytest.mark.parametrize(("short", "full"), [("Маша", "Анна"), ("Ербол", "Ербол"), ("Ерлан", "Ербол")])
def test_another_name_is_not(short: str, full: str) -> None:
    form = short_form(fold(short))
    assert form is None or not form.stands_for(fold(full))
