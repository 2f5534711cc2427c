"""Each compartment of a record is sealed to its own key, bound to its record and kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crypto.agefile import stanza_count
from crypto.envelopes import FLOOR_BYTES, Context, open_envelope
from crypto.errors import BadShares, CryptoError, WrongContext
from crypto.seeds import Seed, public_key
from crypto.shares import combine
from testimony.record.plain import decode
from testimony.record.sealing import (
    COMPARTMENTS,
    Contents,
    SealedTestimony,
    new_record_id,
    seal_testimony,
    share_kind,
    share_part,
)

CONTENTS = Contents(working={"a": 1}, contact={"b": 2}, verbatim={"c": 3})
ID, OTHER_ID = "1" * 32, "2" * 32
CUSTODIANS = ("kenes", "sabira", "timur")


@pytest.fixture(scope="module")
def sealed(team: Any) -> SealedTestimony:
    """Give a sealed record."""
    return seal_testimony(ID, CONTENTS, team.roster)


def context(kind: str, record_id: str = ID) -> Context:
    """Name what an envelope belongs to."""
    return Context(record_id=bytes.fromhex(record_id), kind=kind)


def working_seed(sealed: SealedTestimony, team: Any) -> Seed:
    """Open the working seed as a reader does."""
    return Seed(open_envelope(sealed.parts["working-key"], team.team_seed, context("working-key")))


def shares(sealed: SealedTestimony, team: Any, compartment: str, *custodians: str) -> list[bytes]:
    """Open some custodians' shares."""
    return [
        open_envelope(sealed.parts[share_part(compartment, name)], team.seeds[name], context(share_kind(compartment)))
        for name in custodians
    ]


def test_record_ids_are_random_and_of_one_form() -> None:
    one, two = new_record_id(), new_record_id()

    assert one != two
    assert len(bytes.fromhex(one)) == 16


def test_record_has_every_part_once_and_nothing_else(sealed: SealedTestimony) -> None:
    expected = {share_part(name, custodian) for name in COMPARTMENTS for custodian in CUSTODIANS}

    assert set(sealed.parts) == expected | {"working", "working-key", *COMPARTMENTS}


def test_every_part_is_sealed_to_exactly_one_key(sealed: SealedTestimony) -> None:
    assert {stanza_count(part) for part in sealed.parts.values()} == {1}


def test_team_opens_working_with_the_keys_for_later_parts(sealed: SealedTestimony, team: Any) -> None:
    seed = working_seed(sealed, team)

    working = decode(open_envelope(sealed.parts["working"], seed, context("working")))

    assert (working["a"], working["verbatim_key"]) == (1, sealed.verbatim_key.hex())
    assert public_key(seed) == sealed.working_key


@pytest.mark.parametrize(("compartment", "content"), [("contact", {"b": 2}), ("verbatim", {"c": 3})])
def test_two_custodians_open_a_compartment(
    sealed: SealedTestimony, team: Any, compartment: str, content: dict[str, int]
) -> None:
    seed = Seed(combine(shares(sealed, team, compartment, "sabira", "timur")))

    assert decode(open_envelope(sealed.parts[compartment], seed, context(compartment))) == content


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_one_custodian_is_too_few(sealed: SealedTestimony, team: Any, compartment: str) -> None:
    with pytest.raises(BadShares):
        combine(shares(sealed, team, compartment, "sabira"))


def test_shares_of_two_compartments_do_not_combine(sealed: SealedTestimony, team: Any) -> None:
    with pytest.raises(BadShares):
        combine([*shares(sealed, team, "contact", "kenes"), *shares(sealed, team, "verbatim", "timur")])


def test_threshold_of_the_roster_is_kept(team: Any) -> None:
    strict = seal_testimony(ID, CONTENTS, replace(team.roster, threshold=3))

    with pytest.raises(BadShares):
        combine(shares(strict, team, "contact", "kenes", "timur"))
    assert combine(shares(strict, team, "contact", *CUSTODIANS))


@pytest.mark.parametrize("kind", ["working", "contact"])
def test_part_does_not_open_as_another_kind_or_record(sealed: SealedTestimony, team: Any, kind: str) -> None:
    seed = (
        working_seed(sealed, team) if kind == "working" else Seed(combine(shares(sealed, team, kind, "kenes", "timur")))
    )

    with pytest.raises(WrongContext):
        open_envelope(sealed.parts[kind], seed, context(kind, OTHER_ID))
    with pytest.raises(WrongContext):
        open_envelope(sealed.parts[kind], seed, context("addition"))


def test_working_seed_of_one_record_opens_no_other(sealed: SealedTestimony, team: Any) -> None:
    other = seal_testimony(ID, CONTENTS, team.roster)

    with pytest.raises(CryptoError):
        open_envelope(other.parts["working"], working_seed(sealed, team), context("working"))


@pytest.mark.parametrize("length", [0, 10_000])
def test_short_and_long_contents_have_one_size(team: Any, length: int) -> None:
    text = {"text": "x" * length}

    sealed = seal_testimony(ID, Contents(working=text, contact=text, verbatim=text), team.roster)

    sizes = {len(sealed.parts[name]) for name in ("working", *COMPARTMENTS)}
    assert len(sizes) == 1
    assert FLOOR_BYTES < sizes.pop() < FLOOR_BYTES + 2500


def test_suspended_custodian_gets_no_share(team: Any) -> None:
    people = tuple(replace(p, active=p.handle != "kenes") for p in team.roster.people)

    sealed = seal_testimony(ID, CONTENTS, replace(team.roster, people=people))

    assert [name for name in sealed.parts if "kenes" in name] == []
