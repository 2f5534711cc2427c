"""Numbers and addresses of the wire are found by form; dates, money and articles of law are not taken for them."""

import pytest

from testimony.pseudonyms.layers import identifiers
from testimony.pseudonyms.layers.identifiers import is_personal_number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+7 701 123 45 67", "PHONE"),
        ("8(701)1234567", "PHONE"),
        ("8-701-123-45-67", "PHONE"),
        ("87011234567", "PHONE"),
        ("+44 20 7946 0958", "PHONE"),
        ("восемь семьсот один два три четыре пять", "PHONE"),
        ("850105300123", "ID"),
        ("4400 4301 2345 6789", "ID"),
        ("012345678901234", "PHONE"),
        ("N12345678", "ID"),
        ("2-1234/2022", "ID"),
        ("KZ12 3456 7890 1234 5678", "ID"),
        ("43.2389, 76.8897", "ID"),
        ("192.168.1.10", "ID"),
        ("asel.k@mail.ru", "EMAIL"),
        ("asel(at)mail.ru", "EMAIL"),
        ("@aidos_b", "HANDLE"),
        ("t.me/aidos", "HANDLE"),
        ("https://vk.com/id123", "HANDLE"),
        ("aidos_2000", "HANDLE"),
        ("123 ABC 02", "VEHICLE"),
        ("777abc05", "VEHICLE"),
        ("A 123 BCD", "VEHICLE"),
        ("В123ОР77", "VEHICLE"),
    ],
)
def test_an_identifier_is_hidden(hidden, text: str, kind: str) -> None:
    found = hidden(identifiers.find, f"вот {text} вот")
    assert (kind, text) in found or any(kind == k and text in words for k, words in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("тел. 25-36-47", "25-36-47"),
        ("мой номер 7 70 11", "7 70 11"),
        ("дело № 12345", "12345"),
        ("инстаграм aidos.k", "aidos.k"),
        ("госномер 012 КМ 05", "012 КМ 05"),
    ],
)
def test_an_announced_identifier_is_hidden(hidden, text: str, words: str) -> None:
    assert words in [found for _, found in hidden(identifiers.find, text)]


@pytest.mark.parametrize(
    "text",
    [
        "05.01.2022",
        "2019, 2020 2021",
        "500000 тенге",
        "статья 174-12345",
        "в 2021-2022",
        "ст. 1234-1",
        "10:30 - 11:45",
        "1990х",
        "24/7",
        "нас было 25 30 40",
        "один два три",
    ],
)
def test_other_figures_are_left(hidden, text: str) -> None:
    assert hidden(identifiers.find, text) == []


@pytest.mark.parametrize("number", ["870412401553", "000000000000"])
def test_a_right_control_digit_is_told(number: str) -> None:
    body = number[:11]
    assert sum(is_personal_number(body + str(digit)) for digit in range(10)) == 1


def test_a_body_without_control_digit_is_never_right() -> None:
    bodies = [f"{i:011d}" for i in range(1, 400)]
    counts = {sum(is_personal_number(body + str(digit)) for digit in range(10)) for body in bodies}
    assert counts <= {0, 1}
