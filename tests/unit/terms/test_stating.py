"""What the form's one question records."""

from datetime import date

import pytest

from testimony.terms.model import Consent, Terms
from testimony.terms.stating import Relationship, StatedUse, UnderAge, stated_terms
from testimony.terms.vocabulary import Answer, Attribution, Basis, Capacity, Purpose, Role


def opened(terms: Terms) -> set[str]:
    return {purpose.value for purpose, answer in terms.purposes.items() if answer is Answer.YES}


def test_keep_opens_storing_and_coding(today: date) -> None:
    (terms,) = stated_terms(StatedUse.KEEP, UnderAge.NO, Relationship.SELF, on=today)

    assert opened(terms) == {"store_identified", "store_stripped", "coding"}
    assert terms.purposes[Purpose.MEDIA] is Answer.ASK_FIRST
    assert (terms.attribution, terms.basis) == (Attribution.INTERNAL_ONLY, Basis.OWN_CONSENT)


def test_count_opens_statistics_as_well(today: date) -> None:
    (terms,) = stated_terms(StatedUse.COUNT, UnderAge.NO, Relationship.SELF, on=today)

    assert opened(terms) == {"store_identified", "store_stripped", "coding", "aggregate_statistics"}


@pytest.mark.parametrize("relationship", [None, *(kind for kind in Relationship if kind is not Relationship.SELF)])
def test_subject_who_may_be_another_has_terms_without_basis(relationship: Relationship | None, today: date) -> None:
    giver, subject = stated_terms(StatedUse.COUNT, None, relationship, on=today)

    assert (giver.role, giver.basis) == (Role.GIVER, Basis.OWN_CONSENT)
    assert (subject.role, subject.basis) == (Role.SUBJECT, Basis.NONE_RECORDED)


MINORS = {
    "giver": (UnderAge.SELF, Relationship.WITNESS, [True, False]),
    "subject": (UnderAge.SUBJECT, Relationship.RELATIVE, [False, True]),
    "giver about themselves": (UnderAge.SELF, Relationship.SELF, [True]),
    "person harmed is the giver": (UnderAge.SUBJECT, Relationship.SELF, [True]),
    "nobody": (UnderAge.NO, Relationship.RELATIVE, [False, False]),
    "skipped": (None, Relationship.RELATIVE, [False, False]),
}


@pytest.mark.parametrize("row", MINORS.values(), ids=MINORS.keys())
def test_minor_is_stored_only(row: tuple[UnderAge | None, Relationship, list[bool]], today: date) -> None:
    under_18, relationship, minors = row

    people = stated_terms(StatedUse.COUNT, under_18, relationship, on=today)

    assert [terms.minor for terms in people] == minors
    assert [opened(terms) == {"store_identified", "store_stripped"} for terms in people] == minors


def test_skipped_age_is_not_taken_for_adult(today: date) -> None:
    (terms,) = stated_terms(StatedUse.KEEP, None, Relationship.SELF, on=today)

    assert terms.capacity is Capacity.NOT_RECORDED


def test_wording_and_labels_are_kept(today: date) -> None:
    consent = Consent(wording_version="3", on=today)

    giver, subject = stated_terms(
        StatedUse.KEEP, None, Relationship.LAWYER, on=today, consent=consent, giver="p1", subject="p2"
    )

    assert (giver.person, subject.person, giver.consent.wording_version) == ("p1", "p2", "3")
