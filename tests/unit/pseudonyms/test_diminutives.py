"""Short and tender forms are known for what they stand for."""

import pytest

from testimony.pseudonyms.diminutives import is_short_for
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
    assert is_short_for(fold(short), fold(full))


@pytest.mark.parametrize(("short", "full"), [("Маша", "Анна"), ("Ербол", "Ербол"), ("Ерлан", "Ербол")])
def test_another_name_is_not(short: str, full: str) -> None:
    assert not is_short_for(fold(short), fold(full))
