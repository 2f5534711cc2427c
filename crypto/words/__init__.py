"""Load the 2048-word list in which receipts, passphrases and fingerprints are written (BIP-39 English)."""

from pathlib import Path

BITS_PER_WORD = 11

ENGLISH: tuple[str, ...] = tuple(Path(__file__).with_name("english.txt").read_text("ascii").split())
INDEX: dict[str, int] = {word: index for index, word in enumerate(ENGLISH)}


def spell(number: int, count: int) -> tuple[str, ...]:
    """Write the lowest `count` * 11 bits of a number as words, most significant first."""
    shifts = range((count - 1) * BITS_PER_WORD, -1, -BITS_PER_WORD)
    return tuple(ENGLISH[number >> shift & 2**BITS_PER_WORD - 1] for shift in shifts)
