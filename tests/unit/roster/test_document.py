"""A roster document keeps every bound that needs no other version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import canonical
from crypto.errors import Damaged
from crypto.seeds import Seed, public_key
from testimony.roster.document import CUSTODIAN, MAX_PEOPLE, REVIEWER, STEWARD, Roster, parse_roster
from testimony.roster.errors import RosterRefused, UnknownPerson

Changed = Callable[..., Roster]


def parse(roster: Roster) -> Roster:
    """Write a roster and read it again."""
    return parse_roster(roster.to_bytes())


def with_field(roster: Roster, name: str, value: object) -> bytes:
    """Give the document with one field replaced."""
    plain: Any = canonical.loads(roster.to_bytes())
    return canonical.dumps({**plain, name: value})


def test_document_reads_back_as_written(first: Roster) -> None:
    assert parse(first) == first


def test_digest_changes_with_any_person(first: Roster, changed: Changed) -> None:
    assert changed(first, "zarina", active=False).digest != first.digest


def test_custodians_are_numbered_by_handle(first: Roster) -> None:
    assert [person.handle for person in first.custodians] == ["kenes", "sabira", "timur"]


def test_suspended_person_holds_no_role(first: Roster, changed: Changed) -> None:
    roster = changed(first, "zarina", active=False)

    assert "zarina" not in [person.handle for person in roster.holders(REVIEWER)]


def test_suspended_person_is_not_found(first: Roster, changed: Changed) -> None:
    with pytest.raises(UnknownPerson):
        changed(first, "zarina", active=False).person("zarina")


def test_person_is_found_in_a_role_they_hold(first: Roster) -> None:
    assert first.person("aru", STEWARD).handle == "aru"


def test_person_is_not_found_in_a_role_they_do_not_hold(first: Roster) -> None:
    with pytest.raises(UnknownPerson):
        first.person("zarina", STEWARD)


def test_signing_key_of_a_suspended_person_stays_known(first: Roster, changed: Changed) -> None:
    key = first.person("zarina").sign_key

    assert changed(first, "zarina", active=False).signing_key_of("zarina") == key


def test_signing_key_of_nobody_is_a_key_error(first: Roster) -> None:
    with pytest.raises(KeyError):
        first.signing_key_of("nobody")


def test_next_version_follows_by_number_hash_and_order(first: Roster) -> None:
    following = first.next_version(people=tuple(reversed(first.people)))

    assert (following.version, following.previous, following.people) == (2, first.digest, first.people)


def test_next_version_takes_another_threshold(first: Roster) -> None:
    assert first.next_version(people=first.people, threshold=3).threshold == 3


BAD = {
    "one custodian could open an identity": lambda r, _: replace(r, threshold=1),
    "more must agree than there are": lambda r, _: replace(r, threshold=4),
    "a custodian reads too": lambda r, change: change(r, "kenes", roles=(CUSTODIAN, REVIEWER)),
    "a role nobody knows": lambda r, change: change(r, "zarina", roles=("admin",)),
    "no role": lambda r, change: change(r, "zarina", roles=()),
    "a role twice": lambda r, change: change(r, "zarina", roles=(REVIEWER, REVIEWER)),
    "one steward": lambda r, change: change(change(r, "aru", active=False), "madina", active=False),
    "too few custodians left": lambda r, change: change(change(r, "kenes", active=False), "timur", active=False),
    "a sealing key twice": lambda r, change: change(r, "zarina", seal_key=r.person("aru").seal_key),
    "a signing key twice": lambda r, change: change(r, "zarina", sign_key=r.person("aru").sign_key),
    "a sealing key too short": lambda r, change: change(r, "zarina", seal_key=b"short"),
    "a signing key too short": lambda r, change: change(r, "zarina", sign_key=b"short"),
    "a handle with a capital": lambda r, change: change(r, "zarina", handle="zArina"),
    "people out of order": lambda r, _: replace(r, people=tuple(reversed(r.people))),
    "a person twice": lambda r, _: replace(r, people=(*r.people, r.people[-1])),
    "too many people": lambda r, _: replace(r, people=r.people * MAX_PEOPLE),
    "a team key too short": lambda r, _: replace(r, team_key=b"short"),
    "a hand-over key too long": lambda r, _: replace(r, handover_key=bytes(33)),
}


@pytest.mark.parametrize("spoil", BAD.values(), ids=BAD.keys())
def test_roster_out_of_bounds_is_refused(
    spoil: Callable[[Roster, Changed], Roster], first: Roster, changed: Changed
) -> None:
    with pytest.raises(RosterRefused):
        parse(spoil(first, changed))


def test_more_custodians_than_shares_allow_are_refused(first: Roster) -> None:
    model = first.person("kenes")
    crowd = [
        replace(model, handle=f"k{number}", seal_key=public_key(Seed.generate()), sign_key=bytes([number]) * 32)
        for number in range(1, 8)
    ]
    people = tuple(sorted((*first.people, *crowd), key=lambda person: person.handle))

    with pytest.raises(RosterRefused, match="custodians"):
        parse(replace(first, people=people))


WRONG_FIELDS: dict[str, tuple[str, object]] = {
    "another format": ("format", "aigaq-roster-2"),
    "version zero": ("version", 0),
    "version true": ("version", True),
    "version as text": ("version", "1"),
    "epoch missing its number": ("epoch", None),
    "team key that is no hex": ("team_key", "xyz"),
    "team key as a number": ("team_key", 7),
    "flag as text": ("demonstration", "no"),
    "previous as a number": ("previous", 0),
    "people as text": ("people", "aru"),
    "people as numbers": ("people", [1]),
    "person without keys": ("people", [{"handle": "aru", "roles": [], "active": True}]),
    "roles as text": ("people", [{"handle": "aru", "roles": "steward"}]),
    "a field nobody knows": ("note", "hello"),
}


@pytest.mark.parametrize(("name", "value"), WRONG_FIELDS.values(), ids=WRONG_FIELDS.keys())
def test_document_with_a_wrong_field_is_refused(name: str, value: object, first: Roster) -> None:
    with pytest.raises(RosterRefused):
        parse_roster(with_field(first, name, value))


def test_document_that_is_no_object_is_refused() -> None:
    with pytest.raises(RosterRefused):
        parse_roster(b"[]")


def test_document_that_is_not_canonical_is_damaged(first: Roster) -> None:
    with pytest.raises(Damaged):
        parse_roster(first.to_bytes() + b" ")


@given(document=st.recursive(st.none() | st.booleans() | st.integers(0, 9) | st.text(), lambda inner: st.lists(inner)))
@settings(max_examples=50, deadline=None)
def test_other_documents_are_refused_and_never_break_the_reader(document: object) -> None:
    with pytest.raises((RosterRefused, Damaged)):
        parse_roster(canonical.dumps(document))
