"""Numbers of people and papers are found by form or by the word before; dates, money and articles of law are not."""

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
    ],
)
def test_an_identifier_is_hidden(hidden, text: str, kind: str) -> None:
    found = hidden(identifiers.find, f"вот {text} вот")
    assert (kind, text) in found or any(kind == k and text in words for k, words in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("тел. 25-36-47", "25-36-47"),
        ("8 (7272) 55-51-09 доб. 114", "114"),
        ("номер на 55 12 кончается", "55 12"),
        ("ends with 5512", "5512"),
        ("иин 8501 0530", "8501 0530"),
        ("карта 5169 **** 3312", "5169 **** 3312"),
        ("паспорт серия 4508 номер 123456", "4508 номер 123456"),
        ("военный билет АК 12345", "АК 12345"),
        ("протокол № 0012/22", "0012/22"),
        ("8-7O1-555-12-З4", "8-7O1-555-12-З4"),
        ("мой номер 7 70 11", "7 70 11"),
        ("дело № 12345", "12345"),
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
        "дело в 2022 году",
        "карта 20000 тенге",
        "протокол 05.01.2022",
        "case was 12 days",
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


@pytest.mark.parametrize("text", ["дело № 227500121000345", "удостоверение 045678123", "id card number is 034567891"])
def test_a_papers_number_of_a_phones_length_is_no_phone(hidden, text: str) -> None:
    assert {kind for kind, _ in hidden(identifiers.find, text)} == {"ID"}


def test_what_begins_like_a_phone_stays_one_after_a_paper(hidden) -> None:
    assert ("PHONE", "8 701 444 55 66") in hidden(identifiers.find, "паспорт мой номер 8 701 444 55 66")
