"""The receipt a source may keep, 88 random bits as eight words or a short code, and the keys it leads to."""

import secrets
import unicodedata
from dataclasses import dataclass

from crypto import digests, labels
from crypto.derivation import hkdf
from crypto.errors import BadReceipt
from crypto.passphrases import Argon2Cost, stretch
from crypto.secret import Secret
from crypto.seeds import Seed
from crypto.words import BITS_PER_WORD, INDEX, spell

RECEIPT_BYTES = 11
RECEIPT_WORDS = 8
LOOKUP_BYTES = 16
MIN_INSTANCE_SALT_BYTES = 16
MAX_TEXT_LETTERS = 512
RECEIPT_COST = Argon2Cost(time_cost=2, memory_kib=19 * 1024, parallelism=1)

_CODE_LETTERS = 18
_CODE_GROUP = 6
_CODE_LETTER_BITS = 5
_CHECK_BITS = 2
_CHECK_MASK = 0b11
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# Eight words of at least three letters are longer than this, and a code with a few letters too many is not.
_LONGEST_CODE_LETTERS = 23
# Letters that look alike, from the Russian and Kazakh keyboards as well, for who copies a code from paper.
_LOOK_ALIKES = str.maketrans("авезкмнорстухіһүғ", "abe3kmhopctyxihyf")
_DIGIT_ALIKES = str.maketrans("oil", "011")


class Receipt(Secret):
    """88 secret bits; whoever holds them may speak as the source, and never reads the testimony."""

    __slots__ = ()

    def __init__(self, secret: bytes) -> None:
        """Take exactly 11 bytes; raise BadReceipt otherwise."""
        if len(secret) != RECEIPT_BYTES:
            raise BadReceipt("receipt: wrong length")
        super().__init__(secret)

    @classmethod
    def generate(cls) -> "Receipt":
        """Return a fresh receipt from the system's random source."""
        return cls(secrets.token_bytes(RECEIPT_BYTES))

    @property
    def words(self) -> tuple[str, ...]:
        """Return the eight words."""
        return spell(int.from_bytes(self._secret, "big"), RECEIPT_WORDS)

    @property
    def code(self) -> str:
        """Return the code, three groups of six; two of its 90 bits are a check."""
        number = int.from_bytes(self._secret, "big") << _CHECK_BITS | _check(self._secret)
        shifts = range((_CODE_LETTERS - 1) * _CODE_LETTER_BITS, -1, -_CODE_LETTER_BITS)
        letters = "".join(_ALPHABET[number >> shift & 31] for shift in shifts).upper()
        return "-".join(letters[at : at + _CODE_GROUP] for at in range(0, _CODE_LETTERS, _CODE_GROUP))

    def reveal(self) -> bytes:
        """Return the 11 bytes."""
        return self._secret


@dataclass(frozen=True, kw_only=True)
class ReceiptKeys:
    """What a receipt leads to: a 16-byte id that finds the mailbox, a seed that opens it and signs."""

    lookup_id: bytes
    seed: Seed


def parse(text: str) -> Receipt:
    """Read words or code, whatever their case, spaces, hyphens and look-alike letters; raise BadReceipt."""
    if len(text) > MAX_TEXT_LETTERS:
        raise BadReceipt("receipt: too long")
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LOOK_ALIKES)
    tokens = "".join(letter if letter.isalnum() else " " for letter in folded).split()
    joined = "".join(tokens)
    return _from_code(joined) if len(joined) <= _LONGEST_CODE_LETTERS else _from_words(tokens)


def derive(receipt: Receipt, instance_salt: bytes, cost: Argon2Cost = RECEIPT_COST) -> ReceiptKeys:
    """Return a receipt's keys on the instance of this salt, 16 bytes or more; some 30 ms of one core."""
    if len(instance_salt) < MIN_INSTANCE_SALT_BYTES:
        raise ValueError("instance_salt: at least 16 bytes")
    # The mailbox must be found by the receipt alone, so the salt is the instance's and not the mailbox's.
    # 88 bits leave no dictionary to share between mailboxes; argon2 is there for a receipt of which a part
    # was seen.
    salt = digests.sha256(labels.DERIVE_RECEIPT_SALT, instance_salt)
    stretched = stretch(receipt.reveal(), salt, cost)
    return ReceiptKeys(
        lookup_id=hkdf(stretched, info=labels.DERIVE_RECEIPT_LOOKUP, length=LOOKUP_BYTES),
        seed=Seed(hkdf(stretched, info=labels.DERIVE_RECEIPT_SEED)),
    )


def _from_words(tokens: list[str]) -> Receipt:
    number = 0
    for position, word in enumerate(tokens, start=1):
        if word not in INDEX:
            raise BadReceipt("receipt: a word that is not in the list", position=position)
        number = number << BITS_PER_WORD | INDEX[word]
    if len(tokens) != RECEIPT_WORDS:
        raise BadReceipt("receipt: not eight words")
    return Receipt(number.to_bytes(RECEIPT_BYTES, "big"))


def _from_code(letters: str) -> Receipt:
    plain = letters.translate(_DIGIT_ALIKES)
    if len(plain) != _CODE_LETTERS or any(letter not in _ALPHABET for letter in plain):
        raise BadReceipt("receipt: not a code of 18 letters")
    number = 0
    for letter in plain:
        number = number << _CODE_LETTER_BITS | _ALPHABET.index(letter)
    secret = (number >> _CHECK_BITS).to_bytes(RECEIPT_BYTES, "big")
    if number & _CHECK_MASK != _check(secret):
        raise BadReceipt("receipt: a letter of the code is wrong")
    return Receipt(secret)


def _check(secret: bytes) -> int:
    return digests.sha256(labels.DIGEST_RECEIPT_CHECK, secret)[0] & _CHECK_MASK
