"""The rules that a release of rows must keep, and the three presets that people choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from testimony.release.errors import BadRule

LOWEST_K = 2
MOST_KNOWN_ACTS = 2


class Method(StrEnum):
    """How values are made coarser."""

    FULL_DOMAIN = "full_domain"
    LOCAL = "local"
    VOCABULARY = "vocabulary"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What every class of a release must keep.

    `k` people at least; `l` different main acts and an entropy worth `entropy_l` of them; `m` known acts fit at
    least k people or nobody (0 leaves act sets alone); `average_risk` is the greatest mean of 1 / class size
    over the people released; `suppressed` the greatest share of people left out by the full-domain method.
    """

    method: Method = Method.VOCABULARY
    k: int
    l: int = 1  # noqa: E741  the literature's name for it, which statisticians look for
    entropy_l: float = 1.0
    m: int = 1
    average_risk: float = 1.0
    suppressed: float = 0.05
    agreement: bool = False

    def __post_init__(self) -> None:
        if self.k < LOWEST_K:
            raise BadRule(f"k: must be at least {LOWEST_K}")
        if not 1 <= self.l <= self.k:
            raise BadRule("l: must be from 1 to k")
        if not 1 <= self.entropy_l <= self.k:
            raise BadRule("entropy_l: must be from 1 to k")
        if not 0 <= self.m <= MOST_KNOWN_ACTS:
            raise BadRule(f"m: must be from 0 to {MOST_KNOWN_ACTS}")
        if not 0 < self.average_risk <= 1 or not 0 <= self.suppressed < 1:
            raise BadRule("average_risk, suppressed: are shares")


PRESETS: Mapping[str, Rule] = MappingProxyType(
    {
        "public": Rule(k=12, l=3, m=1, average_risk=0.03),
        "analyst": Rule(k=11, l=3, m=1, average_risk=0.02),
        "partner": Rule(k=5, l=2, m=1, agreement=True, method=Method.LOCAL),
    }
)


def preset(name: str) -> Rule:
    """Return the rule of that name; raise BadRule."""
    if name not in PRESETS:
        raise BadRule(f"preset: must be one of {', '.join(PRESETS)}")
    return PRESETS[name]
