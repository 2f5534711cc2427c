"""Changes of terms: each makes the next version and leaves the earlier ones as they were."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from testimony.terms.errors import NotNarrower, TermsError, TermsWithdrawn
from testimony.terms.model import Change, Hold, Terms
from testimony.terms.vocabulary import (
    Answer,
    AttachmentLevel,
    Attribution,
    Effect,
    Element,
    Purpose,
    Recontact,
    Sensitive,
    Showing,
    Status,
    within,
)

WITHDRAWAL_DELAY = timedelta(days=30)


def narrow(
    terms: Terms,
    change: Change,
    *,
    purposes: Mapping[Purpose, Answer] | None = None,
    attribution: Attribution | None = None,
    elements: Mapping[Element, Showing] | None = None,
    attachments: Mapping[str, AttachmentLevel] | None = None,
    holds: Iterable[Hold] = (),
    recontact: Recontact | None = None,
) -> Terms:
    """Return the next version with less opened; raise NotNarrower where anything would open.

    Frozen terms stay frozen. New holds join the old ones.
    """
    narrowed = replace(
        terms,
        purposes={**terms.purposes, **(purposes or {})},
        attribution=attribution or terms.attribution,
        elements={**terms.elements, **(elements or {})},
        attachments={**terms.attachments, **(attachments or {})},
        holds=(*terms.holds, *holds),
        recontact=replace(terms.recontact, answer=recontact or terms.recontact.answer),
    )
    expect_no_wider(narrowed, terms)
    return _next(terms, narrowed, change, Status.FROZEN if terms.status is Status.FROZEN else Status.NARROWED)


def freeze(terms: Terms, change: Change) -> Terms:
    """Return the next version, in which every use stops until a reviewer records wider terms."""
    return _next(terms, terms, replace(change, effect=Effect.STOP_USE), Status.FROZEN)


def widen_requested(terms: Terms, change: Change, purposes: Iterable[Purpose]) -> Terms:
    """Return the next version, which notes what the source would open and opens nothing yet."""
    wished = {*terms.widening_asked, *purposes}
    asking = replace(terms, widening_asked=tuple(purpose for purpose in Purpose if purpose in wished))
    return _next(terms, asking, change, terms.status)


def supersede(terms: Terms, draft: Terms, change: Change) -> Terms:
    """Return a reviewer's completed draft as the next version, marked narrowed or widened by what it does.

    Frozen terms that a draft leaves no wider stay frozen. The wish to widen counts as answered.
    """
    if (draft.person, draft.role) != (terms.person, terms.role):
        raise TermsError("person", "must be the person of the earlier version")
    answered = replace(draft, widening_asked=())
    try:
        expect_no_wider(answered, terms)
    except NotNarrower:
        return _next(terms, answered, change, Status.WIDENED)
    return _next(terms, answered, change, Status.FROZEN if terms.status is Status.FROZEN else Status.NARROWED)


def thaw(terms: Terms, change: Change) -> Terms:
    """Return the next version of frozen terms, open again as they were: a reviewer's act, never a code's."""
    if terms.status is not Status.FROZEN:
        raise TermsError("status", "must be frozen")
    return _next(terms, terms, change, Status.WIDENED)


def withdraw(terms: Terms, change: Change) -> Terms:
    """Return the next version, in which every use stops; keys die after WITHDRAWAL_DELAY unless cancelled."""
    return _next(terms, terms, replace(change, effect=Effect.DELETE), Status.WITHDRAWN)


def cancel_withdrawal(terms: Terms, change: Change) -> Terms:
    """Return the next version, which keeps the keys but stays frozen.

    A code may stop things and never open them: whoever holds phone and code could else undo a withdrawal.
    Raise TermsError where nothing was withdrawn or the delay is over.
    """
    if terms.status is not Status.WITHDRAWN:
        raise TermsError("status", "must be withdrawn")
    if change.on > terms.change.on + WITHDRAWAL_DELAY:
        raise TermsError("change.on", "is after the withdrawal took effect")
    stopped = replace(change, effect=Effect.STOP_USE)
    return replace(terms, status=Status.FROZEN, version=terms.version + 1, supersedes=terms.version, change=stopped)


def expect_no_wider(new: Terms, old: Terms) -> None:
    """Raise NotNarrower, naming the field, where the new terms open anything that the old ones keep closed."""
    for purpose in Purpose:
        _expect(within(new.purposes[purpose], old.purposes[purpose]), f"purposes.{purpose}")
    for element in Element:
        _expect(within(new.elements[element], old.elements[element]), f"elements.{element}")
    for topic in Sensitive:
        _expect(_sensitive_no_wider(new, old, topic), f"sensitive.{topic}")
    for name, level in new.attachments.items():
        _expect(within(level, old.attachments.get(name, AttachmentLevel.INTERNAL)), "attachments")
    _expect(within(new.attribution, old.attribution), "attribution")
    _expect(within(new.recontact.answer, old.recontact.answer), "recontact.answer")
    _expect(set(old.holds) <= set(new.holds), "holds")
    _expect(set(new.audiences) <= set(old.audiences), "audiences")
    # Basis, capacity and risk decide whether a yes counts, so another one may open what was closed.
    for name in ("basis", "permission", "capacity", "minor_band", "child_assent", "best_interest", "risk"):
        _expect(getattr(new, name) == getattr(old, name), name)


def _sensitive_no_wider(new: Terms, old: Terms, topic: Sensitive) -> bool:
    wanted, limit = new.sensitive[topic], old.sensitive[topic]
    # No audience named means any audience.
    same_readers = not limit.audiences or (bool(wanted.audiences) and set(wanted.audiences) <= set(limit.audiences))
    return within(wanted.answer, limit.answer) and same_readers


def _expect(holds: bool, field: str) -> None:  # noqa: FBT001  # an assertion reads best with its claim first
    if not holds:
        raise NotNarrower(field, "would open what is closed")


def _next(old: Terms, new: Terms, change: Change, status: Status) -> Terms:
    if old.status is Status.WITHDRAWN:
        raise TermsWithdrawn("status", "withdrawn terms take no change")
    return replace(new, status=status, version=old.version + 1, supersedes=old.version, change=change)
