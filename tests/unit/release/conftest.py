"""Invented countable acts, coded records and their terms."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from testimony.coding.act import Act, parse_act
from testimony.coding.codebook import Codebook, load_codebook
from testimony.release.candidates import Candidate
from testimony.release.tables.acts import Countable
from testimony.terms.model import Terms
from testimony.terms.stating import Relationship, StatedUse, UnderAge, stated_terms


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture
def today() -> date:
    return date(2026, 3, 2)


@pytest.fixture
def people() -> Callable[..., list[Countable]]:
    """Return countables of victims numbered `first` to `first + count - 1` for one code and month."""

    def make(count: int, *, code: str, month: str, first: int = 0, household: str | None = None) -> list[Countable]:
        numbers: Iterable[int] = range(first, first + count)
        return [Countable(victim_id=f"v{n}", household_id=household, code=code, month=month) for n in numbers]

    return make


@pytest.fixture
def make_act(codebook: Codebook) -> Callable[..., Act]:
    def make(**changes: Any) -> Act:
        values = {
            "id": "a1",
            "victim": "giver",
            "code": "phys.beat_baton",
            "date": {"precision": "month", "start": "2022-01"},
            "allegation": "alleged_first_hand",
        }
        return parse_act(values | changes, codebook)

    return make


@pytest.fixture
def make_record(make_act: Callable[..., Act], today: date) -> Callable[..., Candidate]:
    def make(*acts: Act, use: StatedUse = StatedUse.COUNT, **changes: Any) -> Candidate:
        persons: tuple[Terms, ...] = stated_terms(use, UnderAge.NO, Relationship.SELF, on=today)
        record = Candidate(record_id="r1", persons=persons, acts=acts or (make_act(),), victims={}, households={})
        return replace(record, **changes)

    return make
