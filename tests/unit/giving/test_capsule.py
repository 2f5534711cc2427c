"""A capsule opens for its source only, has one size, and forgets no wish."""

from __future__ import annotations

from datetime import date

import pytest

from crypto.errors import CryptoError
from crypto.seeds import Seed
from testimony.giving.capsule import Capsule, open_capsule, seal_capsule
from testimony.giving.drafts import Source

SOURCE = Source(lookup_id="1" * 32, seed="2" * 64, working_key="ab" * 1216, verbatim_key="cd" * 1216)
NEW = Capsule.begin("0" * 32, SOURCE, use="count")


def test_capsule_opens_for_its_source() -> None:
    seed = Seed.generate()

    assert open_capsule(seal_capsule(NEW, seed), seed) == NEW


def test_capsule_does_not_open_for_another_source() -> None:
    with pytest.raises(CryptoError):
        open_capsule(seal_capsule(NEW, Seed.generate()), Seed.generate())


def test_capsules_have_one_size() -> None:
    seed = Seed.generate()
    withdrawn = NEW.withdrawn(date(2022, 2, 4))
    assert withdrawn is not None

    assert len(seal_capsule(NEW, seed)) == len(seal_capsule(withdrawn.after_act(), seed))


def test_next_act_has_the_next_number() -> None:
    assert (NEW.sequence, NEW.after_act().sequence) == (0, 1)


def test_new_capsule_is_not_withdrawn() -> None:
    assert NEW.withdrawn_until_date is None
