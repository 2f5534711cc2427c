"""A seed has 32 bytes and leads to one sealing key and one signing key."""

import pytest

from crypto import agefile
from crypto.errors import Damaged
from crypto.seeds import PUBLIC_KEY_BYTES, Seed, public_key, signing_key


def test_generated_seeds_differ() -> None:
    assert Seed.generate() != Seed.generate()


def test_seed_reveals_its_bytes(seed: Seed) -> None:
    assert seed.reveal() == bytes(range(32))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_seed_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(Damaged, match="seed"):
        Seed(bytes(length))


def test_public_key_has_its_length_and_is_stable(seed: Seed) -> None:
    assert len(public_key(seed)) == PUBLIC_KEY_BYTES
    assert public_key(seed) == public_key(Seed(seed.reveal()))


def test_what_is_sealed_to_the_public_key_opens_with_the_seed(seed: Seed) -> None:
    assert agefile.open_sealed(agefile.seal(b"text", [public_key(seed)]), seed, stanzas=1) == b"text"


def test_different_seeds_sign_with_different_keys(seed: Seed, other_seed: Seed) -> None:
    assert signing_key(seed).public != signing_key(other_seed).public
