"""Keys that several tests of crypto share; all seeds are fixed and worthless."""

import pytest
from hypothesis import settings

from crypto.seeds import Seed, public_key

# A busy machine must not fail a property, and no example database belongs into the working tree.
settings.register_profile("aigaq", deadline=None, database=None, max_examples=60)
settings.load_profile("aigaq")


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
