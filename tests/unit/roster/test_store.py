"""The roster in the review database is believed from the pin only, and moves on by two signatures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, update

from testimony.database.engine import Database
from testimony.roster.chain import SignedRoster
from testimony.roster.document import Roster
from testimony.roster.errors import RosterRefused
from testimony.roster.models import RosterProposal, RosterVersion
from testimony.roster.store import RosterStore

if TYPE_CHECKING:
    from tests.unit.roster.conftest import Signers

Chain = tuple[SignedRoster, ...]
ID, OTHER_ID = "1" * 32, "2" * 32


@pytest.fixture
def review(review_database: Database, chain: Chain) -> Database:
    """Give a review database with version 1."""
    with review_database.writing() as session:
        session.add(RosterVersion(version=1, signed=chain[0].to_bytes()))
    return review_database


@pytest.fixture
def store(first: Roster) -> RosterStore:
    """Give a store with the right pin."""
    return RosterStore(pin=first.digest)


def keep(review: Database, store: RosterStore, signed: SignedRoster, proposal_id: str = ID) -> bool:
    """Keep a proposal."""
    with review.writing() as session:
        return store.keep_proposal(session, proposal_id, signed)


def proposals(review: Database, store: RosterStore) -> dict[str, SignedRoster]:
    """List the proposals."""
    with review.reading() as session:
        return store.proposals(session)


def test_current_version_is_the_stored_one(review: Database, store: RosterStore, first: Roster) -> None:
    with review.reading() as session:
        assert store.current(session) == first


def test_stored_chain_is_given_as_signed(review: Database, store: RosterStore, chain: Chain) -> None:
    with review.reading() as session:
        assert store.chain(session) == chain[:1]


def test_empty_database_has_no_roster(review_database: Database, store: RosterStore) -> None:
    with review_database.reading() as session, pytest.raises(RosterRefused):
        store.current(session)


def test_other_pin_is_refused(review: Database) -> None:
    with review.reading() as session, pytest.raises(RosterRefused, match="pinned"):
        RosterStore(pin="0" * 64).current(session)


def test_row_changed_after_it_was_believed_is_refused(
    review: Database, store: RosterStore, signers: Signers, first: Roster
) -> None:
    with review.reading() as session:
        store.current(session)
    forged = signers.sign(replace(first, threshold=3))

    with review.writing() as session:
        session.execute(update(RosterVersion).values(signed=forged.to_bytes()))

    with review.reading() as session, pytest.raises(RosterRefused):
        store.current(session)


def test_removed_version_is_refused_as_a_gap(
    review: Database, store: RosterStore, signers: Signers, second: Roster
) -> None:
    third = second.next_version(people=second.people)
    with review.writing() as session:
        session.add(RosterVersion(version=3, signed=signers.sign(third).to_bytes()))

    with review.reading() as session, pytest.raises(RosterRefused, match="missing"):
        store.current(session)


def test_proposal_with_one_signature_waits(
    review: Database, store: RosterStore, signers: Signers, second: Roster
) -> None:
    signed = signers.sign(second, ["aru"])

    assert not keep(review, store, signed)
    assert proposals(review, store) == {ID: signed}


def test_proposal_becomes_the_newest_version_with_the_second_signature(
    review: Database, store: RosterStore, signers: Signers, first: Roster, second: Roster
) -> None:
    assert keep(review, store, signers.sign(second))

    with review.reading() as session:
        assert store.versions(session) == (first, second)


def test_completed_proposal_ends_every_other_one(
    review: Database, store: RosterStore, signers: Signers, first: Roster, second: Roster
) -> None:
    keep(review, store, signers.sign(first.next_version(people=first.people), ["aru"]), OTHER_ID)

    keep(review, store, signers.sign(second))

    with review.reading() as session:
        assert session.scalars(select(RosterProposal)).all() == []


def test_proposal_for_a_version_that_passed_is_not_listed(
    review: Database, store: RosterStore, signers: Signers, first: Roster, second: Roster
) -> None:
    keep(review, store, signers.sign(second))
    old = signers.sign(first.next_version(people=first.people), ["aru"])
    with review.writing() as session:
        session.add(RosterProposal(id=OTHER_ID, signed=old.to_bytes()))

    assert proposals(review, store) == {}


def test_damaged_proposal_is_not_listed(review: Database, store: RosterStore) -> None:
    with review.writing() as session:
        session.add(RosterProposal(id=ID, signed=b"{}"))

    assert proposals(review, store) == {}


def test_proposal_that_may_not_follow_is_refused(
    review: Database, store: RosterStore, signers: Signers, second: Roster
) -> None:
    with pytest.raises(RosterRefused):
        keep(review, store, signers.sign(replace(second, demonstration=True)))


def test_dropped_proposal_is_gone_and_the_other_stays(
    review: Database, store: RosterStore, signers: Signers, second: Roster
) -> None:
    signed = signers.sign(second, ["aru"])
    keep(review, store, signed)
    keep(review, store, signed, OTHER_ID)

    with review.writing() as session:
        store.drop_proposal(session, ID)

    assert list(proposals(review, store)) == [OTHER_ID]


def test_database_without_versions_after_deletion_is_refused(review: Database, store: RosterStore) -> None:
    with review.reading() as session:
        store.current(session)
    with review.writing() as session:
        session.execute(delete(RosterVersion))

    with review.reading() as session, pytest.raises(RosterRefused):
        store.current(session)
