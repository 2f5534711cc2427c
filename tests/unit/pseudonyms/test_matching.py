"""A known name is recognised again in other forms, and not in other words."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.matching import Matcher


@pytest.mark.parametrize(
    ("known", "again"),
    [
        ("Ербол", "Ерболмен"),
        ("Ербол", "ерболу"),
        ("Yerbol", "Ербола"),
        ("Сейткалиев", "Сейтқалиевты"),
        ("Сейткалиев", "Сейткалиевой"),
        ("Сейткалиева", "Сейткалиеву"),
        ("Сейткалиев", "Сейткалив"),
        ("Сейткалиев", "мойсынсейткалиевербол"),
        ("Гүлжан", "гулжанга"),
        ("Қайрат", "кайраттың"),
    ],
)
def test_a_name_comes_again(known: str, again: str) -> None:
    document = prepare(again, "ru")
    assert Matcher([known]).match(document.tokens[0], spare_common=True)


@pytest.mark.parametrize(("known", "other"), [("Ербол", "Ерлан"), ("Жумагулов", "Жумагалиев"), ("Асан", "Асем")])
def test_another_name_is_another(known: str, other: str) -> None:
    document = prepare(other, "ru")
    assert not Matcher([known]).match(document.tokens[0], spare_common=False)


def test_an_ordinary_word_is_spared_where_asked() -> None:
    document = prepare("роман", "ru")
    token = document.tokens[0]
    assert not Matcher(["Роман"]).match(token, spare_common=True)
    assert Matcher(["Роман"]).match(token, spare_common=False)


def test_an_ordinary_word_that_begins_like_a_name_is_spared() -> None:
    document = prepare("романтика", "ru")
    assert not Matcher(["Роман"]).match(document.tokens[0], spare_common=True)


def test_nothing_known_matches_nothing() -> None:
    document = prepare("Ербол", "ru")
    assert not Matcher([]).match(document.tokens[0], spare_common=False)


def test_letter_by_letter_comparison_is_bounded() -> None:
    matcher = Matcher(
        f"{chr(0x430 + i % 30)}бвгд{chr(0x430 + i // 30 % 30)}{chr(0x430 + i // 900)}" for i in range(5_000)
    )
    assert sum(len(keys) for keys in matcher._near.values()) <= 2_000
