"""Terms that open everything, to be closed one thing at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from testimony.terms.model import Audience, Change, Risk, SensitiveGrant, Terms
from testimony.terms.vocabulary import (
    Answer,
    Attribution,
    Basis,
    Capacity,
    Element,
    Purpose,
    RiskLevel,
    Role,
    Sensitive,
    Showing,
)

TODAY = date(2026, 3, 2)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def change() -> Change:
    return Change(by="Tulip", on=TODAY)


@pytest.fixture
def make_terms(change: Change) -> Callable[..., Terms]:
    everything = Terms(
        person="giver",
        role=Role.GIVER,
        change=change,
        basis=Basis.OWN_CONSENT,
        capacity=Capacity.ADULT,
        purposes=dict.fromkeys(Purpose, Answer.YES),
        audiences=(Audience(name="A commission", expires=date(2026, 12, 31), onward=False),),
        attribution=Attribution.NAMED_SELF,
        elements=dict.fromkeys(Element, Showing.SHOW),
        sensitive=dict.fromkeys(Sensitive, SensitiveGrant(answer=Answer.YES)),
        risk=Risk(level=RiskLevel.LOW, by="Tulip", on=TODAY, valid_until=date(2026, 6, 30)),
    )

    def make(**changes: Any) -> Terms:
        return replace(everything, **changes)

    return make
