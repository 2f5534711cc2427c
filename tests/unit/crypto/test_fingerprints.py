"""Fingerprints are short, stable and different for different keys."""

from crypto.fingerprints import fingerprint_hex, fingerprint_words
from crypto.words import ENGLISH, INDEX


def test_words_are_six_of_the_list(public: bytes) -> None:
    spoken = fingerprint_words(public)

    assert len(spoken) == 6
    assert set(spoken) <= set(ENGLISH)


def test_words_say_the_first_66_bits_of_the_hexadecimal_form(public: bytes) -> None:
    number = 0
    for word in fingerprint_words(public):
        number = number << 11 | INDEX[word]

    assert number == int(fingerprint_hex(public), 16) >> 256 - 66


def test_another_key_has_other_words(public: bytes, other_public: bytes) -> None:
    assert fingerprint_words(public) != fingerprint_words(other_public)
