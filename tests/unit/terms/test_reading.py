"""Terms to JSON and back, and refusals by field."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from testimony.fields import nest
from testimony.terms.errors import TermsError
from testimony.terms.model import BestInterest, Hold, Permission, Terms
from testimony.terms.reading import parse_terms, terms_to_json
from testimony.terms.stating import Relationship, StatedUse, UnderAge, stated_terms
from testimony.terms.vocabulary import (
    Answer,
    AttachmentLevel,
    Attribution,
    Basis,
    Capacity,
    Element,
    MinorBand,
    Purpose,
    Relation,
    Role,
    Showing,
    SubjectState,
)

MakeTerms = Callable[..., Terms]

LEAST: dict[str, Any] = {"person": "p1", "role": "subject", "change": {"by": "Tulip", "on": "2026-03-02"}}


def test_full_terms_survive_their_json(make_terms: MakeTerms, today: date) -> None:
    terms = make_terms(
        version=2,
        supersedes=1,
        basis=Basis.GUARDIAN_CONSENT,
        permission=Permission(giver="s1", relation=Relation.PARENT, subject_state=SubjectState.DETAINED),
        best_interest=BestInterest(note="n1", recorded_by=("Tulip", "Poplar"), on=today),
        capacity=Capacity.MINOR,
        minor_band=MinorBand.TO_17,
        attachments={"f1": AttachmentLevel.SHARE_WITH},
        holds=(Hold(until=today, condition="trial over", review_on=today),),
        widening_asked=(Purpose.MEDIA,),
    )

    assert parse_terms(json.loads(json.dumps(terms_to_json(terms)))) == terms


@pytest.mark.parametrize("under_18", [None, *UnderAge])
def test_stated_terms_survive_their_json(under_18: UnderAge | None, today: date) -> None:
    for terms in stated_terms(StatedUse.COUNT, under_18, Relationship.RELATIVE, on=today):
        assert parse_terms(json.loads(json.dumps(terms_to_json(terms)))) == terms


def test_what_is_not_given_is_closed() -> None:
    terms = parse_terms(LEAST)

    assert (terms.role, terms.attribution, terms.basis) == (
        Role.SUBJECT,
        Attribution.INTERNAL_ONLY,
        Basis.NONE_RECORDED,
    )
    assert set(terms.purposes.values()) == {Answer.NOT_ASKED}
    assert set(terms.elements.values()) == {Showing.HIDE}


def test_flat_form_is_read_through_nest() -> None:
    form = {
        "person": "p1",
        "role": "giver",
        "change.by": "Tulip",
        "change.on": "2026-03-02",
        "purposes.coding": "yes",
        "elements.city": "generalise",
        "holds.0.condition": "trial over",
        "minor_band": "",
    }

    terms = parse_terms(nest(form))

    assert (terms.purposes[Purpose.CODING], terms.elements[Element.CITY]) == (Answer.YES, Showing.GENERALISE)
    assert terms.holds == (Hold(condition="trial over"),)


PERMISSION = {"giver": "s1", "relation": "parent", "subject_state": "detained"}
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no person": ({"person": ""}, "person"),
    "unknown role": ({"role": "neighbour"}, "role"),
    "no author": ({"change": {"on": "2026-03-02"}}, "change.by"),
    "no day": ({"change": {"by": "Tulip"}}, "change.on"),
    "unknown purpose": ({"purposes": {"novel": "yes"}}, "purposes"),
    "unknown answer": ({"purposes": {"coding": "perhaps"}}, "purposes.coding"),
    "misspelt field": ({"hold": []}, "whole"),
    "empty hold": ({"holds": [{}]}, "holds"),
    "hold on no day": ({"holds": [{"until": "soon"}]}, "holds.0.until"),
    "family permission of nobody": ({"basis": "family_permission"}, "permission"),
    "permission without relation": ({"permission": {"giver": "s1"}}, "permission.relation"),
    "minor without band": ({"capacity": "minor"}, "minor_band"),
    "adult with a minor's band": ({"capacity": "adult", "minor_band": "12-15"}, "minor_band"),
    "note of nobody": ({"best_interest": {"note": "n1", "on": "2026-03-02"}}, "best_interest.recorded_by"),
    "note of no day": ({"best_interest": {"note": "n1", "recorded_by": ["Tulip"]}}, "best_interest.on"),
    "named without basis": ({"attribution": "named_self"}, "attribution"),
    "named by family without its permission": (
        {"attribution": "named_family_permission", "basis": "own_consent"},
        "attribution",
    ),
    "second version of nothing": ({"version": 2}, "supersedes"),
    "first version after another": ({"version": 1, "supersedes": 1}, "supersedes"),
    "version gap": ({"version": 3, "supersedes": 1}, "supersedes"),
    "audience without name": ({"audiences": [{"onward": "no"}]}, "audiences.0.name"),
    "sensitive topic of nobody's list": ({"sensitive": {"money": {}}}, "sensitive"),
    "attachment at no level": ({"attachments": {"f1": "secret"}}, "attachments.f1"),
}


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED.keys())
def test_wrong_terms_are_refused_by_field(row: tuple[dict[str, Any], str]) -> None:
    changes, field = row

    with pytest.raises(TermsError) as refusal:
        parse_terms(LEAST | changes)

    assert refusal.value.field == field


def test_recorded_answers_can_not_be_changed(make_terms: MakeTerms) -> None:
    answers: Any = make_terms().purposes

    with pytest.raises(TypeError):
        answers[Purpose.MEDIA] = Answer.YES
