"""Keys and files that several tests of crypto share; all seeds are fixed and worthless."""

import pytest

from crypto.seeds import Seed, public_key


@pytest.fixture(scope="session")
def seed() -> Seed:
    return Seed(bytes(range(32)))


@pytest.fixture(scope="session")
def public(seed: Seed) -> bytes:
    return public_key(seed)


@pytest.fixture(scope="session")
def other_seed() -> Seed:
    return Seed(bytes(range(32, 64)))


@pytest.fixture(scope="session")
def other_public(other_seed: Seed) -> bytes:
    return public_key(other_seed)
