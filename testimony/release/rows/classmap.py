"""The class map of a series of releases: who stands in which class. It names victims; its keeper seals it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Self

from testimony.release.errors import NotInSeries

CLASSMAP_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class KeptClass:
    """One class as last released: the level and text of each column, and the acts it shows."""

    levels: tuple[int, ...]
    values: tuple[str, ...]
    acts: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class ClassMap:
    """Everything the next release of the series needs to know of the earlier ones.

    `levels` is the vocabulary and `k` what its classes were made with. `members` leads from victim to class number;
    `veiled` are members whose acts are withheld for good; `left` were released once and are no longer: were they
    to return into another class, both together would tell on them. `releases` are the ids of the series so far.
    """

    columns: tuple[str, ...]
    levels: tuple[int, ...]
    k: int
    classes: tuple[KeptClass, ...]
    members: Mapping[str, int]
    veiled: frozenset[str]
    left: frozenset[str]
    releases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # A frozen dataclass offers no other way to make its mapping unchangeable.
        object.__setattr__(self, "members", MappingProxyType(dict(self.members)))

    def to_bytes(self) -> bytes:
        """Return canonical JSON. It names victims: seal it before it rests anywhere."""
        plain = {
            "version": CLASSMAP_VERSION,
            "columns": list(self.columns),
            "levels": list(self.levels),
            "k": self.k,
            "classes": [[list(one.levels), list(one.values), sorted(one.acts)] for one in self.classes],
            "members": dict(self.members),
            "veiled": sorted(self.veiled),
            "left": sorted(self.left),
            "releases": list(self.releases),
        }
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, blob: bytes) -> Self:
        """Return the map that `to_bytes` wrote; raise NotInSeries."""
        try:
            plain = json.loads(blob)
            if plain["version"] != CLASSMAP_VERSION:
                raise NotInSeries("class map: isn't of a version that this code reads")
            return cls(
                columns=tuple(plain["columns"]),
                levels=tuple(plain["levels"]),
                k=int(plain["k"]),
                classes=tuple(_kept(one) for one in plain["classes"]),
                members=plain["members"],
                veiled=frozenset(plain["veiled"]),
                left=frozenset(plain["left"]),
                releases=tuple(plain["releases"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise NotInSeries("class map: can't be read") from error


def _kept(plain: Any) -> KeptClass:
    levels, values, acts = plain
    return KeptClass(levels=tuple(levels), values=tuple(values), acts=frozenset(acts))
