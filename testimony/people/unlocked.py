"""Somebody who has proven who they are: their seed is in memory for one request."""

from __future__ import annotations

from dataclasses import dataclass

from crypto.seeds import Seed, signing_key
from crypto.signatures import SigningKey
from testimony.roster.document import Person, Roster


@dataclass(frozen=True, kw_only=True)
class Unlocked:
    """A signed-in person with the roster as it stands."""

    handle: str
    seed: Seed
    roster: Roster

    @property
    def signing_key(self) -> SigningKey:
        """Give the key with which this person signs."""
        return signing_key(self.seed)

    @property
    def person(self) -> Person:
        """Give this person's entry on the roster; raises UnknownPerson."""
        return self.roster.person(self.handle)

    def has_role(self, role: str) -> bool:
        """Tell whether the roster gives this person a role."""
        return role in self.person.roles
