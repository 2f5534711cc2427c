"""A secret does not show itself by any of the usual accidents."""

import copy
import pickle

import pytest

from crypto.passphrases import Passphrase
from crypto.secret import Secret
from crypto.seeds import Seed


def test_repr_and_text_show_the_kind_only() -> None:
    seed = Seed(b"s" * 32)

    assert repr(seed) == str(seed) == f"{seed}" == "<Seed>"


def test_equal_secrets_are_equal() -> None:
    assert Secret(b"a") == Secret(b"a")


def test_different_secrets_differ() -> None:
    assert Secret(b"a") != Secret(b"b")


def test_secrets_of_different_kinds_differ() -> None:
    assert Seed(b"s" * 32) != Passphrase(b"s" * 32)


def test_secret_is_not_equal_to_its_bytes() -> None:
    assert Secret(b"a") != b"a"


def test_secret_can_not_be_hashed() -> None:
    with pytest.raises(TypeError):
        hash(Secret(b"a"))


def test_secret_can_not_be_pickled() -> None:
    with pytest.raises(TypeError, match="Seed"):
        pickle.dumps(Seed(b"s" * 32))


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_copy_is_the_secret_itself(duplicate: object) -> None:
    seed = Seed(b"s" * 32)

    assert callable(duplicate)
    assert duplicate(seed) is seed
