"""An invented team by its seeds, and signed versions of its roster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from crypto.seeds import Seed, public_key, signing_key
from testimony.roster.chain import SignedRoster
from testimony.roster.document import CUSTODIAN, REVIEWER, STEWARD, ZERO_HASH, Person, Roster

READERS, CUSTODIANS = ("aru", "daniyar", "madina"), ("kenes", "sabira", "timur")


@dataclass(frozen=True, kw_only=True)
class Signers:
    """Seeds by handle; everybody who signs a test's roster."""

    seeds: dict[str, Seed] = field(default_factory=dict)

    def person(self, handle: str, *roles: str) -> Person:
        """Give a person with fresh keys."""
        seed = self.seeds.setdefault(handle, Seed.generate())
        return Person(handle=handle, roles=roles, seal_key=public_key(seed), sign_key=signing_key(seed).public)

    def sign(self, roster: Roster, handles: Sequence[str] = ("aru", "daniyar")) -> SignedRoster:
        """Sign a version as these people."""
        signed = SignedRoster(document=roster.to_bytes())
        for handle in handles:
            signed = signed.signed_by(handle, signing_key(self.seeds[handle]))
        return signed


@pytest.fixture(scope="session")
def signers() -> Signers:
    """Give the seeds of the team."""
    return Signers()


@pytest.fixture(scope="session")
def first(signers: Signers) -> Roster:
    """Give version 1: three stewards who review, one reviewer more, three custodians of whom two agree."""
    people = [signers.person(handle, REVIEWER, STEWARD) for handle in READERS]
    people += [signers.person(handle, CUSTODIAN) for handle in CUSTODIANS]
    people.append(signers.person("zarina", REVIEWER))
    return Roster(
        version=1,
        previous=ZERO_HASH,
        epoch=1,
        team_key=public_key(Seed.generate()),
        demonstration=False,
        people=tuple(sorted(people, key=lambda person: person.handle)),
        threshold=2,
        handover_key=signing_key(Seed.generate()).public,
    )


@pytest.fixture(scope="session")
def second(signers: Signers, first: Roster) -> Roster:
    """Give version 2, with one more reviewer."""
    return first.next_version(people=(*first.people, signers.person("yerlan", REVIEWER)))


@pytest.fixture(scope="session")
def chain(signers: Signers, first: Roster, second: Roster) -> tuple[SignedRoster, ...]:
    """Give two signed versions."""
    return signers.sign(first), signers.sign(second)


@pytest.fixture(scope="session")
def changed() -> Callable[..., Roster]:
    """Give `changed(roster, handle, **fields)`: the roster with one person changed."""

    def change(roster: Roster, handle: str, /, **fields: object) -> Roster:
        people = tuple(replace(p, **fields) if p.handle == handle else p for p in roster.people)  # type: ignore[arg-type]  # the caller's fields
        return replace(roster, people=people)

    return change
