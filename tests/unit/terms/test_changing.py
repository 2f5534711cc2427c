"""Changes of terms: a code narrows and stops, only a reviewer opens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from testimony.terms.changing import (
    WITHDRAWAL_DELAY,
    cancel_withdrawal,
    freeze,
    narrow,
    supersede,
    thaw,
    widen_requested,
    withdraw,
)
from testimony.terms.errors import NotNarrower, TermsError, TermsWithdrawn
from testimony.terms.model import Audience, Change, Hold, Risk, SensitiveGrant, Terms
from testimony.terms.vocabulary import (
    Answer,
    AttachmentLevel,
    Attribution,
    Basis,
    Effect,
    Element,
    Purpose,
    Recontact,
    RiskLevel,
    Sensitive,
    Showing,
    Status,
)

MakeTerms = Callable[..., Terms]


def test_narrowing_makes_the_next_version(make_terms: MakeTerms, change: Change) -> None:
    terms = make_terms()

    narrowed = narrow(
        terms,
        change,
        purposes={Purpose.MEDIA: Answer.NO},
        attribution=Attribution.PSEUDONYM,
        elements={Element.CITY: Showing.GENERALISE},
        attachments={"f1": AttachmentLevel.INTERNAL},
        holds=[Hold(condition="trial over")],
        recontact=Recontact.NEVER,
    )

    assert (narrowed.version, narrowed.supersedes, narrowed.status) == (2, 1, Status.NARROWED)
    assert narrowed.purposes[Purpose.MEDIA] is Answer.NO
    assert terms.purposes[Purpose.MEDIA] is Answer.YES


WIDER: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "purpose": ({"purposes": {}}, {"purposes": {Purpose.MEDIA: Answer.YES}}, "purposes.media"),
    "purpose to ask": (
        {"purposes": {Purpose.MEDIA: Answer.NO}},
        {"purposes": {Purpose.MEDIA: Answer.ASK_FIRST}},
        "purposes.media",
    ),
    "attribution": ({"attribution": Attribution.ROLE_ONLY}, {"attribution": Attribution.PSEUDONYM}, "attribution"),
    "element": (
        {"elements": {Element.CITY: Showing.HIDE}},
        {"elements": {Element.CITY: Showing.SHOW}},
        "elements.city",
    ),
    "attachment": ({}, {"attachments": {"f1": AttachmentLevel.PUBLISH}}, "attachments"),
    "recontact": ({}, {"recontact": Recontact.YES}, "recontact.answer"),
}


@pytest.mark.parametrize("row", WIDER.values(), ids=WIDER.keys())
def test_narrowing_that_opens_is_refused(
    row: tuple[dict[str, Any], dict[str, Any], str], make_terms: MakeTerms, change: Change
) -> None:
    before, wish, field = row

    with pytest.raises(NotNarrower) as refusal:
        narrow(make_terms(**before), change, **wish)

    assert refusal.value.field == field


def test_frozen_terms_stay_frozen_when_narrowed(make_terms: MakeTerms, change: Change) -> None:
    assert narrow(freeze(make_terms(), change), change).status is Status.FROZEN


def test_freezing_stops_use(make_terms: MakeTerms, change: Change) -> None:
    frozen = freeze(make_terms(), change)

    assert (frozen.status, frozen.change.effect) == (Status.FROZEN, Effect.STOP_USE)


def test_request_to_widen_opens_nothing(make_terms: MakeTerms, change: Change) -> None:
    terms = make_terms(purposes={})

    asked = widen_requested(widen_requested(terms, change, [Purpose.MEDIA]), change, [Purpose.CODING])

    assert asked.widening_asked == (Purpose.CODING, Purpose.MEDIA)
    assert (asked.purposes, asked.status, asked.version) == (terms.purposes, terms.status, 3)


def test_reviewers_wider_draft_is_marked_widened(make_terms: MakeTerms, change: Change) -> None:
    asked = widen_requested(make_terms(purposes={}), change, [Purpose.MEDIA])

    widened = supersede(asked, replace(asked, purposes={Purpose.MEDIA: Answer.YES}), change)

    assert (widened.status, widened.version, widened.widening_asked) == (Status.WIDENED, 3, ())


def test_reviewers_stricter_draft_is_marked_narrowed(make_terms: MakeTerms, change: Change) -> None:
    assert supersede(make_terms(), make_terms(purposes={}), change).status is Status.NARROWED


def test_reviewers_stricter_draft_leaves_frozen_terms_frozen(make_terms: MakeTerms, change: Change) -> None:
    assert supersede(freeze(make_terms(), change), make_terms(purposes={}), change).status is Status.FROZEN


def test_draft_for_another_person_is_refused(make_terms: MakeTerms, change: Change) -> None:
    with pytest.raises(TermsError):
        supersede(make_terms(), make_terms(person="p2"), change)


OPENING: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "lifted hold": ({"holds": (Hold(condition="trial over"),)}, {"holds": ()}),
    "new audience": ({"audiences": ()}, {"audiences": (Audience(name="A court", expires=None, onward=False),)}),
    "other basis": (
        {"basis": Basis.NONE_RECORDED, "attribution": Attribution.INTERNAL_ONLY},
        {"basis": Basis.OWN_CONSENT},
    ),
    "renewed risk": ({"risk": Risk()}, {"risk": Risk(level=RiskLevel.LOW, valid_until=date(2027, 1, 1))}),
    "sensitive topic": ({"sensitive": {}}, {"sensitive": {Sensitive.HEALTH: SensitiveGrant(answer=Answer.YES)}}),
    "any reader of a sensitive topic": (
        {"sensitive": {Sensitive.HEALTH: SensitiveGrant(answer=Answer.YES, audiences=("A clinic",))}},
        {"sensitive": {Sensitive.HEALTH: SensitiveGrant(answer=Answer.YES)}},
    ),
    "another named kind": (
        {"basis": Basis.PUBLIC_RECORD, "attribution": Attribution.NAMED_PUBLIC_RECORD},
        {"basis": Basis.OWN_CONSENT, "attribution": Attribution.NAMED_SELF},
    ),
}


@pytest.mark.parametrize("row", OPENING.values(), ids=OPENING.keys())
def test_whatever_opens_is_marked_widened(
    row: tuple[dict[str, Any], dict[str, Any]], make_terms: MakeTerms, change: Change
) -> None:
    before, after = row
    old = make_terms(**before)

    assert supersede(old, replace(old, **after), change).status is Status.WIDENED


def test_fewer_readers_of_a_sensitive_topic_is_narrower(make_terms: MakeTerms, change: Change) -> None:
    fewer = {Sensitive.HEALTH: SensitiveGrant(answer=Answer.YES, audiences=("A clinic",))}
    more = {Sensitive.HEALTH: SensitiveGrant(answer=Answer.YES, audiences=("A clinic", "A court"))}

    old = make_terms(sensitive=more)

    assert supersede(old, replace(old, sensitive=fewer), change).status is Status.NARROWED


def test_thawing_opens_frozen_terms_again(make_terms: MakeTerms, change: Change) -> None:
    assert thaw(freeze(make_terms(), change), change).status is Status.WIDENED


def test_thawing_what_is_not_frozen_is_refused(make_terms: MakeTerms, change: Change) -> None:
    with pytest.raises(TermsError):
        thaw(make_terms(), change)


def test_withdrawal_stops_use_and_asks_for_deletion(make_terms: MakeTerms, change: Change) -> None:
    withdrawn = withdraw(make_terms(), change)

    assert (withdrawn.status, withdrawn.change.effect) == (Status.WITHDRAWN, Effect.DELETE)


@pytest.mark.parametrize("act", [narrow, freeze, withdraw], ids=["narrow", "freeze", "withdraw"])
def test_withdrawn_terms_take_no_change(
    act: Callable[[Terms, Change], Terms], make_terms: MakeTerms, change: Change
) -> None:
    with pytest.raises(TermsWithdrawn):
        act(withdraw(make_terms(), change), change)


def test_cancelled_withdrawal_stays_frozen(make_terms: MakeTerms, change: Change) -> None:
    last_day = replace(change, on=change.on + WITHDRAWAL_DELAY)

    cancelled = cancel_withdrawal(withdraw(make_terms(), change), last_day)

    assert (cancelled.status, cancelled.version, cancelled.supersedes) == (Status.FROZEN, 3, 2)


def test_withdrawal_can_not_be_cancelled_late(make_terms: MakeTerms, change: Change) -> None:
    late = replace(change, on=change.on + WITHDRAWAL_DELAY + timedelta(days=1))

    with pytest.raises(TermsError) as refusal:
        cancel_withdrawal(withdraw(make_terms(), change), late)

    assert refusal.value.field == "change.on"


def test_only_a_withdrawal_can_be_cancelled(make_terms: MakeTerms, change: Change) -> None:
    with pytest.raises(TermsError) as refusal:
        cancel_withdrawal(make_terms(), change)

    assert refusal.value.field == "status"
