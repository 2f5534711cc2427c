"""Every refusal of crypto can be caught at once, and none carries content."""

import pytest

from crypto import errors


@pytest.mark.parametrize(
    "error",
    [
        errors.NotForThisKey,
        errors.Damaged,
        errors.BadSignature,
        errors.WrongContext,
        errors.TooExpensive,
        errors.BadPassphrase,
        errors.BadReceipt,
        errors.BadShares,
    ],
)
def test_refusal_is_a_crypto_error(error: type[errors.CryptoError]) -> None:
    with pytest.raises(errors.CryptoError):
        raise error("field: reason")


def test_bad_receipt_keeps_the_position_of_the_word() -> None:
    assert errors.BadReceipt("receipt: a word", position=3).position == 3


def test_bad_receipt_without_a_word_has_no_position() -> None:
    assert errors.BadReceipt("receipt: cut").position is None
