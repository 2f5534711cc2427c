"""The form of one person's terms asks for what is there and changes only what it asked."""

from datetime import date

import pytest

from review.terms_form import completed, field_values
from testimony.terms.model import Audience, Change, Hold, Risk, Terms
from testimony.terms.reading import parse_terms
from testimony.terms.vocabulary import Answer, AttachmentLevel, Purpose, RiskLevel, Role

TODAY = date(2022, 3, 1)


@pytest.fixture
def terms() -> Terms:
    """Return terms with parts that the form does not ask about."""
    return Terms(
        person="giver",
        role=Role.GIVER,
        change=Change(by="source", on=date(2022, 1, 5)),
        purposes={Purpose.CODING: Answer.YES},
        audiences=(Audience(name="a court", expires=None, onward=False),),
        attachments={"photo.1.jpg": AttachmentLevel.INTERNAL},
        holds=(Hold(condition="trial over"),),
        risk=Risk(level=RiskLevel.LOW, by="madina", on=date(2022, 1, 6), valid_until=date(2022, 6, 1)),
    )


def test_the_fields_are_filled_as_the_version_says(terms: Terms) -> None:
    values = field_values(terms)

    assert values["purposes.coding"] == "yes"
    assert values["purposes.media"] == "not_asked"
    assert values["risk.valid_until"] == "2022-06-01"
    assert values["permission.giver"] == ""


def test_an_untouched_form_changes_nothing_but_who_and_when(terms: Terms) -> None:
    draft = parse_terms(completed(terms, field_values(terms), by="aru", today=TODAY))

    assert (draft.change.by, draft.change.on) == ("aru", TODAY)
    assert (draft.purposes, draft.audiences, draft.attachments) == (terms.purposes, terms.audiences, terms.attachments)
    assert (draft.holds, draft.risk) == (terms.holds, terms.risk)


def test_a_field_that_the_form_does_not_know_is_not_taken(terms: Terms) -> None:
    draft = parse_terms(completed(terms, {"person": "king", "version": "7"}, by="aru", today=TODAY))

    assert (draft.person, draft.version) == ("giver", 1)


def test_another_risk_bears_the_name_of_who_assessed_it(terms: Terms) -> None:
    draft = parse_terms(completed(terms, {"risk.level": "high"}, by="aru", today=TODAY))

    assert (draft.risk.level, draft.risk.by, draft.risk.on) == (RiskLevel.HIGH, "aru", TODAY)


def test_a_hold_joins_the_others_and_one_is_lifted(terms: Terms) -> None:
    joined = parse_terms(completed(terms, {"hold.until": "2022-09-01"}, by="aru", today=TODAY))
    lifted = parse_terms(completed(terms, {"lift.0": "1"}, by="aru", today=TODAY))

    assert [hold.condition for hold in joined.holds] == ["trial over", ""]
    assert lifted.holds == ()


def test_the_version_itself_stays_as_it_was(terms: Terms) -> None:
    completed(terms, {"purposes.media": "yes", "risk.level": "high"}, by="aru", today=TODAY)

    assert terms.purposes[Purpose.MEDIA] is Answer.NOT_ASKED
    assert terms.risk.level is RiskLevel.LOW
