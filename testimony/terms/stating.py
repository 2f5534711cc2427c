"""Terms as the source states them: one question on the form, and nothing more than its answer."""

from datetime import date
from enum import StrEnum

from testimony.terms.model import Change, Consent, Terms
from testimony.terms.vocabulary import (
    Answer,
    Basis,
    Capacity,
    Channel,
    Method,
    MinorBand,
    Purpose,
    Role,
)


class StatedUse(StrEnum):
    """The answers to the form's question on use."""

    KEEP = "keep"
    COUNT = "count"


class UnderAge(StrEnum):
    """The answers to the form's question on age."""

    SELF = "self"
    SUBJECT = "subject"
    NO = "no"


class Relationship(StrEnum):
    """Who the giver is to the person harmed."""

    SELF = "self"
    RELATIVE = "relative"
    LAWYER = "lawyer"
    MEDICAL = "medical"
    WITNESS = "witness"
    OTHER = "other"


_BY_THE_SOURCE = "source"
_STORED = (Purpose.STORE_IDENTIFIED, Purpose.STORE_STRIPPED)


def stated_terms(
    use: StatedUse,
    under_18: UnderAge | None,
    relationship: Relationship | None,
    *,
    on: date,
    consent: Consent | None = None,
    giver: str = "giver",
    subject: str = "subject",
) -> tuple[Terms, ...]:
    """Return the first version for the giver and, where that may be somebody else, for the subject.

    None means skipped. A giver writing about themselves is one person with one set of terms. The giver's
    answer lets a subject's account be stored, coded and counted without names; it never sets how a subject
    may appear (rule R3), so the subject's basis stays unrecorded. `consent` says in what words it was asked.
    """
    asked = consent or Consent(method=Method.WEB_FORM, on=on)
    change = Change(by=_BY_THE_SOURCE, on=on, channel=Channel.WEB_FORM)
    alone = relationship is Relationship.SELF
    giver_is_minor = under_18 is UnderAge.SELF or (alone and under_18 is UnderAge.SUBJECT)
    people = [(giver, Role.GIVER, Basis.OWN_CONSENT, giver_is_minor)]
    if not alone:
        people.append((subject, Role.SUBJECT, Basis.NONE_RECORDED, under_18 is UnderAge.SUBJECT))
    return tuple(
        Terms(
            person=person,
            role=role,
            basis=basis,
            change=change,
            consent=asked,
            capacity=_capacity(under_18, minor=minor),
            minor_band=MinorBand.UNKNOWN if minor else None,
            purposes=_purposes(use, minor=minor),
        )
        for person, role, basis, minor in people
    )


def _purposes(use: StatedUse, *, minor: bool) -> dict[Purpose, Answer]:
    opened = set(_STORED)
    if not minor:
        # A minor's account is stored only, until a trained reviewer has decided.
        opened.add(Purpose.CODING)
        if use is StatedUse.COUNT:
            opened.add(Purpose.AGGREGATE_STATISTICS)
    return {purpose: Answer.YES if purpose in opened else Answer.ASK_FIRST for purpose in Purpose}


def _capacity(under_18: UnderAge | None, *, minor: bool) -> Capacity:
    if minor:
        return Capacity.MINOR
    return Capacity.ADULT if under_18 is UnderAge.NO else Capacity.NOT_RECORDED
