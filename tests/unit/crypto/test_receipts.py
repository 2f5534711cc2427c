"""A receipt is read back from words or code as people write them, and nothing else passes for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import receipts
from crypto.errors import BadReceipt
from crypto.passphrases import Argon2Cost
from crypto.receipts import Receipt, derive, parse

CHEAP = Argon2Cost(time_cost=1, memory_kib=8, parallelism=1)
SALT = b"instance salt 16"
RECEIPT = Receipt(bytes(range(11)))
RECEIPTS = st.binary(min_size=11, max_size=11).map(Receipt)


@given(receipt=RECEIPTS)
def test_any_receipt_is_read_from_its_words(receipt: Receipt) -> None:
    assert len(receipt.words) == 8
    assert parse(" ".join(receipt.words)) == receipt


@given(receipt=RECEIPTS)
def test_any_receipt_is_read_from_its_code(receipt: Receipt) -> None:
    assert len(receipt.code) == 20
    assert parse(receipt.code) == receipt


def test_generated_receipts_differ() -> None:
    assert Receipt.generate() != Receipt.generate()


def test_receipt_reveals_its_bytes_only_by_name() -> None:
    assert RECEIPT.reveal() == bytes(range(11))
    assert repr(RECEIPT) == "<Receipt>"


def test_receipt_of_another_length_is_refused() -> None:
    with pytest.raises(BadReceipt):
        Receipt(bytes(10))


@pytest.mark.parametrize("separator", [" ", "-", "\n", ", ", " · ", "\t- "])
def test_words_are_read_whatever_stands_between(separator: str) -> None:
    assert parse(f"  {separator.join(RECEIPT.words).upper()}.") == RECEIPT


@pytest.mark.parametrize("separator", ["", " ", "--", " - "])
def test_code_is_read_whatever_stands_between(separator: str) -> None:
    assert parse(RECEIPT.code.replace("-", separator).lower()) == RECEIPT


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("O", "0"),
        ("o", "0"),
        ("I", "1"),
        ("l", "1"),
        ("О", "0"),
        ("і", "1"),
        ("З", "3"),
        ("А", "A"),
        ("с", "C"),
        ("Н", "H"),
    ],
)
def test_look_alike_letter_is_read(written: str, meant: str) -> None:
    candidates = (Receipt(bytes([number]) * 11) for number in range(256))
    receipt = next(each for each in candidates if meant in each.code)

    assert parse(receipt.code.replace(meant, written)) == receipt


def test_cyrillic_look_alikes_in_words_are_read() -> None:
    receipt = parse("ocean " * 8)

    assert parse("осеаn " * 8) == receipt


def test_full_width_code_is_read() -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in RECEIPT.code)

    assert parse(wide) == RECEIPT


@pytest.mark.parametrize("position", range(1, 9))
def test_unknown_word_is_named_by_position_only(position: int) -> None:
    spoken = list(RECEIPT.words)
    spoken[position - 1] = "qwertyuiop"

    with pytest.raises(BadReceipt) as caught:
        parse(" ".join(spoken))

    assert caught.value.position == position
    assert "qwertyuiop" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("abandon " * 7, id="seven words"),
        pytest.param("abandon " * 9, id="nine words"),
        pytest.param(RECEIPT.code[:-1], id="a letter too few"),
        pytest.param(RECEIPT.code + "0", id="a letter too many"),
        pytest.param("U" + RECEIPT.code[1:], id="a letter no code has"),
        pytest.param("0" * 1000, id="endless"),
    ],
)
def test_other_text_is_refused_without_position(text: str) -> None:
    with pytest.raises(BadReceipt) as caught:
        parse(text)

    assert caught.value.position is None


def test_most_wrong_letters_are_noticed_in_a_code() -> None:
    refused = 0
    for letter in receipts._ALPHABET.upper():
        try:
            parse(letter + RECEIPT.code[1:])
        except BadReceipt:
            refused += 1

    # Two check bits let one wrong letter in four pass; the mailbox then simply isn't found.
    assert refused >= 20


def test_keys_are_stable_and_shaped() -> None:
    keys = derive(RECEIPT, SALT, CHEAP)

    assert keys == derive(RECEIPT, SALT, CHEAP)
    assert len(keys.lookup_id) == 16


def test_other_receipt_has_other_keys() -> None:
    one, other = derive(RECEIPT, SALT, CHEAP), derive(Receipt(bytes(11)), SALT, CHEAP)

    assert one.lookup_id != other.lookup_id
    assert one.seed != other.seed


def test_other_instance_has_other_keys() -> None:
    one, other = derive(RECEIPT, SALT, CHEAP), derive(RECEIPT, SALT[::-1], CHEAP)

    assert one.lookup_id != other.lookup_id
    assert one.seed != other.seed


def test_short_instance_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="instance_salt"):
        derive(RECEIPT, SALT[:-1], CHEAP)


def test_receipts_cost_is_the_one_of_the_plan() -> None:
    assert Argon2Cost(time_cost=2, memory_kib=19 * 1024, parallelism=1) == receipts.RECEIPT_COST
