"""The word list is the published one and spells numbers without loss."""

import hashlib
from pathlib import Path

from crypto import words


def test_list_is_the_published_one() -> None:
    content = Path(words.__file__).with_name("english.txt").read_bytes()

    digest = hashlib.sha256(content).hexdigest()

    assert digest == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"


def test_four_letters_tell_any_two_words_apart() -> None:
    assert len({word[:4] for word in words.ENGLISH}) == len(words.ENGLISH) == 2**words.BITS_PER_WORD


def test_number_is_spelt_most_significant_word_first() -> None:
    assert words.spell((1 << 11) + 2047, 2) == ("ability", "zoo")


def test_small_number_is_filled_up_with_the_first_word() -> None:
    assert words.spell(0, 3) == ("abandon",) * 3
