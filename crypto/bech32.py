"""Bech32 (BIP-173) as age writes its keys: any length, checksum of 30 bits, one case."""

from crypto.errors import Damaged

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LETTERS = 6
_BYTE_BITS = 8
_LETTER_BITS = 5


def encode(prefix: str, content: bytes) -> str:
    """Return the lower-case form of content under a prefix."""
    letters = _regroup(content, _BYTE_BITS, _LETTER_BITS, pad=True)
    check = _polymod([*_expand(prefix), *letters, *[0] * _CHECKSUM_LETTERS]) ^ 1
    letters += [check >> _LETTER_BITS * (_CHECKSUM_LETTERS - 1 - at) & 31 for at in range(_CHECKSUM_LETTERS)]
    return prefix + "1" + "".join(_ALPHABET[letter] for letter in letters)


def decode(prefix: str, text: str) -> bytes:
    """Return the content of a text in one case under this prefix; raise Damaged."""
    if text not in {text.lower(), text.upper()}:
        raise Damaged("key text: mixed case")
    found_prefix, _, word = text.lower().rpartition("1")
    if found_prefix != prefix or any(letter not in _ALPHABET for letter in word):
        raise Damaged("key text: another kind of key, or a letter that can't be")
    letters = [_ALPHABET.index(letter) for letter in word]
    if len(letters) < _CHECKSUM_LETTERS or _polymod([*_expand(prefix), *letters]) != 1:
        raise Damaged("key text: checksum")
    return bytes(_regroup(letters[:-_CHECKSUM_LETTERS], _LETTER_BITS, _BYTE_BITS, pad=False))


def _polymod(letters: list[int]) -> int:
    checksum = 1
    for letter in letters:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << _LETTER_BITS ^ letter
        for bit, generator in enumerate(_GENERATORS):
            checksum ^= generator if top >> bit & 1 else 0
    return checksum


def _expand(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _regroup(units: bytes | list[int], unit_bits: int, group_bits: int, *, pad: bool) -> list[int]:
    held, held_bits, groups = 0, 0, []
    for unit in units:
        held, held_bits = held << unit_bits | unit, held_bits + unit_bits
        while held_bits >= group_bits:
            held_bits -= group_bits
            groups.append(held >> held_bits)
            held &= (1 << held_bits) - 1
    if pad and held_bits:
        groups.append(held << group_bits - held_bits)
    elif held_bits >= unit_bits or (held and not pad):
        raise Damaged("key text: padding")
    return groups
