"""Fingerprints of public keys, short enough to be read aloud and compared by two people."""

from crypto import digests, labels, words

FINGERPRINT_WORDS = 6


def fingerprint_words(public_keys: bytes) -> tuple[str, ...]:
    """Return six words, the first 66 bits of a SHA-256: some 2^66 key pairs to make a double."""
    digest = int.from_bytes(_digest(public_keys), "big")
    surplus_bits = digests.DIGEST_BYTES * 8 - FINGERPRINT_WORDS * words.BITS_PER_WORD
    return words.spell(digest >> surplus_bits, FINGERPRINT_WORDS)


def fingerprint_hex(public_keys: bytes) -> str:
    """Return the whole SHA-256 as 64 hexadecimal digits, for paper and files."""
    return _digest(public_keys).hex()


def _digest(public_keys: bytes) -> bytes:
    return digests.sha256(labels.DIGEST_FINGERPRINT, public_keys)
