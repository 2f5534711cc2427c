"""The gate, rule by rule: each row is named after the rule of the domain that decides it.

A row is: what the persons' terms change from wide open, the use, and the decision as "rule:reason".
"""

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest

from testimony.terms.decision import Decision
from testimony.terms.gate import gate
from testimony.terms.model import Audience, BestInterest, Hold, Permission, Risk, SensitiveGrant, Terms
from testimony.terms.outputs import COUNTING, GATE_MATRIX, Output, Text, Use
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
    Recorded,
    Relation,
    RiskLevel,
    Role,
    Sensitive,
    Showing,
    Status,
    SubjectState,
)

MakeTerms = Callable[..., Terms]
Person = dict[str, Any]

ALLOWED = "R1:allowed"
YESTERDAY, TODAY, TOMORROW = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)

CODING = Use(output=Output.CODING_VIEW, purpose=Purpose.CODING, text=Text.STRIPPED)
IDENTITY = Use(output=Output.IDENTIFIED_VIEW, purpose=Purpose.STORE_IDENTIFIED, text=Text.FULL)


def narrative(**changes: Any) -> Use:
    values = {
        "output": Output.PUBLIC_NARRATIVE,
        "purpose": Purpose.PUBLIC_QUOTE,
        "text": Text.QUOTE,
        "text_checked": True,
        "attributions": {"giver": Attribution.PSEUDONYM, "subject": Attribution.PSEUDONYM},
    }
    return Use(**(values | changes))


def microdata(**changes: Any) -> Use:
    return Use(**({"output": Output.ANONYMISED_MICRODATA, "purpose": Purpose.ANONYMISED_MICRODATA} | changes))


def advocacy(**changes: Any) -> Use:
    values = {
        "output": Output.CONFIDENTIAL_ADVOCACY,
        "purpose": Purpose.UN_MECHANISM,
        "audience": "A commission",
        "attributions": {"giver": Attribution.ROLE_ONLY, "subject": Attribution.ROLE_ONLY},
    }
    return Use(**(values | changes))


def court(**changes: Any) -> Use:
    values = {
        "output": Output.COURT_BUNDLE,
        "purpose": Purpose.NATIONAL_COURT,
        "audience": "A commission",
        "text": Text.FULL,
        "attributions": {"giver": Attribution.NAMED_SELF},
        "approvers": frozenset({"Tulip", "Poplar"}),
        "legal_sign_off": True,
    }
    return Use(**(values | changes))


def counting(**changes: Any) -> Use:
    return Use(**({"output": Output.AGGREGATE_TABLES, "purpose": Purpose.AGGREGATE_STATISTICS} | changes))


def answers(**given: Answer) -> dict[Purpose, Answer]:
    return {purpose: given.get(purpose.value, Answer.YES) for purpose in Purpose}


def minor(**changes: Any) -> Person:
    return {"capacity": Capacity.MINOR, "minor_band": MinorBand.TO_15} | changes


def note(*people: str) -> BestInterest:
    return BestInterest(note="n1", recorded_by=people, on=TODAY)


def family(state: SubjectState) -> Person:
    permission = Permission(giver="sealed-1", relation=Relation.SPOUSE, subject_state=state)
    return {
        "person": "subject",
        "role": Role.SUBJECT,
        "basis": Basis.FAMILY_PERMISSION,
        "permission": permission,
        "attribution": Attribution.NAMED_FAMILY_PERMISSION,
    }


GUARDED: Person = {
    "basis": Basis.GUARDIAN_CONSENT,
    "permission": Permission(giver="sealed-2", relation=Relation.PARENT, subject_state=SubjectState.DETAINED),
    "child_assent": Recorded.YES,
}
SUBJECT: Person = {"person": "subject", "role": Role.SUBJECT}
THIRD: Person = {
    "person": "p3",
    "role": Role.THIRD_PARTY,
    "basis": Basis.NONE_RECORDED,
    "attribution": Attribution.INTERNAL_ONLY,
    "purposes": {},
}
NAMING = {"attributions": {"giver": Attribution.NAMED_SELF}, "fields": frozenset({Element.NAME})}
ON_RECORD: Person = {"basis": Basis.PUBLIC_RECORD, "attribution": Attribution.NAMED_PUBLIC_RECORD}
BY_RECORD = {"attributions": {"giver": Attribution.NAMED_PUBLIC_RECORD}}

CASES: dict[str, tuple[list[Person], Use, str]] = {
    # R1 Default deny.
    "R1 yes opens": ([{}], COUNTING, ALLOWED),
    "R1 nobody's terms": ([], COUNTING, "R1:no_terms"),
    "R1 ask_first blocks": ([{"purposes": answers(aggregate_statistics=Answer.ASK_FIRST)}], COUNTING, "R1:not_yes"),
    "R1 not_asked blocks": ([{"purposes": {}}], COUNTING, "R1:not_yes"),
    "R1 no blocks": ([{"purposes": answers(aggregate_statistics=Answer.NO)}], COUNTING, "R1:not_yes"),
    "R1 coding view needs its own yes": ([{"purposes": answers(coding=Answer.NO)}], CODING, "R1:not_yes"),
    "R1 coding view": ([{}], CODING, ALLOWED),
    "R1 identity": ([{}], IDENTITY, ALLOWED),
    "R1 table shows no name": ([{}], counting(fields=frozenset({Element.NAME})), "R1:output_too_wide"),
    "R1 table shows no exact date": ([{}], counting(fields=frozenset({Element.EXACT_DATE})), "R1:output_too_wide"),
    "R1 table holds no coarse family": (
        [{}],
        counting(generalised=frozenset({Element.FAMILY_DETAILS})),
        "R1:output_too_wide",
    ),
    "R1 table names nobody": ([{}], counting(attributions={"giver": Attribution.PSEUDONYM}), "R1:output_too_wide"),
    "R1 table may say aggregate": ([{}], counting(attributions={"giver": Attribution.AGGREGATE_ONLY}), ALLOWED),
    "R1 table holds no file": ([{}], counting(files=frozenset({"f1"})), "R1:output_too_wide"),
    "R1 microdata by region": ([{}], microdata(fields=frozenset({Element.REGION})), ALLOWED),
    "R1 microdata needs a basis": (
        [{**SUBJECT, "basis": Basis.NONE_RECORDED, "attribution": Attribution.INTERNAL_ONLY}],
        microdata(),
        "R1:no_basis",
    ),
    "R1 table on the giver's statement": (
        [{**SUBJECT, "basis": Basis.NONE_RECORDED, "attribution": Attribution.INTERNAL_ONLY}],
        COUNTING,
        ALLOWED,
    ),
    "R1 own attribution is the limit": ([{"attribution": Attribution.ROLE_ONLY}], narrative(), "R1:attribution"),
    "R1 unstated appearance": ([{}], narrative(attributions={}), "R1:attribution"),
    "R1 name under a pseudonym": ([{}], narrative(fields=frozenset({Element.NAME})), "R1:attribution"),
    "R1 named with unknown capacity": ([{"capacity": Capacity.NOT_RECORDED}], narrative(**NAMING), "R1:attribution"),
    "R1 named": ([{}], narrative(**NAMING), ALLOWED),
    # R2 Strictest person wins.
    "R2 another's missing yes": ([{}, {**SUBJECT, "purposes": {}}], COUNTING, "R2:stricter_person"),
    "R2 everybody's yes": ([{}, SUBJECT], COUNTING, ALLOWED),
    "R2 another hides the city": (
        [{}, {**SUBJECT, "elements": {Element.CITY: Showing.HIDE}}],
        narrative(fields=frozenset({Element.CITY})),
        "R2:element",
    ),
    "R2 a coarse city is not an exact one": (
        [{"elements": {Element.CITY: Showing.GENERALISE}}],
        narrative(fields=frozenset({Element.CITY})),
        "R2:element",
    ),
    "R2 a coarse city where coarse is allowed": (
        [{"elements": {Element.CITY: Showing.GENERALISE}}],
        narrative(generalised=frozenset({Element.CITY})),
        ALLOWED,
    ),
    "R2 a hidden city isn't coarse either": (
        [{"elements": {}} | {"elements": {Element.CITY: Showing.HIDE}}],
        narrative(generalised=frozenset({Element.CITY})),
        "R2:element",
    ),
    "R2 a file one person keeps internal": (
        [
            {"attachments": {"f1": AttachmentLevel.PUBLISH}},
            {**SUBJECT, "attachments": {"f1": AttachmentLevel.INTERNAL}},
        ],
        narrative(files=frozenset({"f1"})),
        "R2:attachment",
    ),
    "R2 a file nobody spoke of": ([{}], narrative(files=frozenset({"f1"})), "R2:attachment"),
    "R2 a file for publication": (
        [{"attachments": {"f1": AttachmentLevel.PUBLISH_REDACTED}}, SUBJECT],
        narrative(files=frozenset({"f1"})),
        ALLOWED,
    ),
    # R3 No waiver for others.
    "R3 a named giver names no subject": (
        [{}, {**SUBJECT, "attribution": Attribution.PSEUDONYM}],
        narrative(attributions={"giver": Attribution.NAMED_SELF, "subject": Attribution.NAMED_SELF}),
        "R3:others_attribution",
    ),
    "R3 a named giver beside a pseudonym": (
        [{}, {**SUBJECT, "attribution": Attribution.PSEUDONYM}],
        narrative(attributions={"giver": Attribution.NAMED_SELF, "subject": Attribution.PSEUDONYM}),
        ALLOWED,
    ),
    # R4 Family permission.
    "R4 while detained": (
        [family(SubjectState.DETAINED)],
        narrative(attributions={"subject": Attribution.NAMED_FAMILY_PERMISSION}),
        ALLOWED,
    ),
    "R4 ended": (
        [family(SubjectState.CAN_DECIDE)],
        narrative(attributions={"subject": Attribution.NAMED_FAMILY_PERMISSION}),
        "R4:family_permission_ended",
    ),
    "R4 ended for tables too": ([family(SubjectState.CAN_DECIDE)], COUNTING, "R4:family_permission_ended"),
    "R4 ended doesn't blind the coders": ([family(SubjectState.CAN_DECIDE)], CODING, ALLOWED),
    "R4 is no consent of their own": (
        [family(SubjectState.DEAD)],
        narrative(attributions={"subject": Attribution.NAMED_SELF}),
        "R3:others_attribution",
    ),
    # R5 Public record.
    "R5 without citation": ([ON_RECORD], narrative(**BY_RECORD), "R5:no_citation"),
    "R5 with citation": ([ON_RECORD], narrative(**BY_RECORD, citation="A newspaper, 5 January 2022"), ALLOWED),
    "R5 new testimony at pseudonym": ([ON_RECORD], narrative(), ALLOWED),
    # R6 Minors.
    "R6 undecided is stored only": ([minor()], COUNTING, "R6:minor_undecided"),
    "R6 undecided isn't coded": ([minor()], CODING, "R6:minor_undecided"),
    "R6 undecided identity stays with custodians": ([minor()], IDENTITY, ALLOWED),
    "R6 guardian, assent and note": ([minor(**GUARDED, best_interest=note("Tulip"))], COUNTING, ALLOWED),
    "R6 guardian without note": ([minor(**GUARDED)], COUNTING, "R6:minor_undecided"),
    "R6 guardian without the child": (
        [minor(**GUARDED | {"child_assent": Recorded.NO}, best_interest=note("Tulip"))],
        COUNTING,
        "R6:minor_undecided",
    ),
    "R6 16-17 by two people": (
        [minor(minor_band=MinorBand.TO_17, best_interest=note("Tulip", "Poplar"))],
        COUNTING,
        ALLOWED,
    ),
    "R6 16-17 by one person twice": (
        [minor(minor_band=MinorBand.TO_17, best_interest=note("Tulip", "Tulip"))],
        COUNTING,
        "R6:minor_undecided",
    ),
    "R6 younger by two people": ([minor(best_interest=note("Tulip", "Poplar"))], COUNTING, "R6:minor_undecided"),
    "R6 coded once decided": ([minor(**GUARDED, best_interest=note("Tulip"))], CODING, ALLOWED),
    "R6 named without guardian": (
        [minor(minor_band=MinorBand.TO_17, best_interest=note("Tulip", "Poplar"))],
        narrative(),
        "R6:minor_named",
    ),
    "R6 role only without guardian": (
        [minor(minor_band=MinorBand.TO_17, best_interest=note("Tulip", "Poplar"))],
        narrative(attributions={"giver": Attribution.ROLE_ONLY}),
        ALLOWED,
    ),
    "R6 named with guardian and note": ([minor(**GUARDED, best_interest=note("Tulip"))], narrative(**NAMING), ALLOWED),
    "R6 exact age": (
        [minor(**GUARDED, best_interest=note("Tulip"))],
        narrative(fields=frozenset({Element.EXACT_AGE})),
        "R6:minor_age",
    ),
    # R7 Third parties.
    "R7 details of a third party": (
        [{}, THIRD],
        narrative(fields=frozenset({Element.FAMILY_DETAILS})),
        "R7:third_party",
    ),
    "R7 full text holds third parties": ([{}, THIRD], court(), "R7:third_party"),
    "R7 third party removed": ([{}, THIRD], narrative(), ALLOWED),
    "R7 identity view is another door": ([{}, THIRD], IDENTITY, ALLOWED),
    "R7 nobody but a third party": ([THIRD], narrative(), "R1:no_terms"),
    "R7 third party with a grant has a say": (
        [{}, THIRD | {"basis": Basis.OWN_CONSENT}],
        narrative(),
        "R2:stricter_person",
    ),
    # R8 Sensitive topics.
    "R8 not asked": (
        [{"sensitive": {Sensitive.SEXUAL_VIOLENCE: SensitiveGrant()}}],
        narrative(sensitive=frozenset({Sensitive.SEXUAL_VIOLENCE})),
        "R8:sensitive",
    ),
    "R8 yes": ([{}], narrative(sensitive=frozenset({Sensitive.SEXUAL_VIOLENCE})), ALLOWED),
    "R8 yes for another audience": (
        [{"sensitive": {Sensitive.HEALTH: SensitiveGrant(answer=Answer.YES, audiences=("A clinic",))}}],
        advocacy(fields=frozenset({Element.HEALTH})),
        "R8:sensitive",
    ),
    "R8 yes for this audience": (
        [{"sensitive": {Sensitive.HEALTH: SensitiveGrant(answer=Answer.YES, audiences=("A commission",))}}],
        advocacy(fields=frozenset({Element.HEALTH})),
        ALLOWED,
    ),
    "R8 health is a topic by itself": (
        [{"sensitive": {Sensitive.HEALTH: SensitiveGrant()}}],
        narrative(fields=frozenset({Element.HEALTH})),
        "R8:sensitive",
    ),
    "R8 unasked is counted above the threshold": (
        [{"sensitive": {Sensitive.SEXUAL_VIOLENCE: SensitiveGrant()}}],
        counting(sensitive=frozenset({Sensitive.SEXUAL_VIOLENCE})),
        ALLOWED,
    ),
    "R8 a no isn't counted": (
        [{"sensitive": {Sensitive.SEXUAL_VIOLENCE: SensitiveGrant(answer=Answer.NO)}}],
        counting(sensitive=frozenset({Sensitive.SEXUAL_VIOLENCE})),
        "R8:sensitive",
    ),
    # R9 Purposes do not chain.
    "R9 counting isn't microdata": ([{}], counting(purpose=Purpose.ANONYMISED_MICRODATA), "R9:other_purpose"),
    "R9 a summary isn't a quote": ([{}], narrative(text=Text.SUMMARY), "R9:other_purpose"),
    "R9 a summary as paraphrase": ([{}], narrative(text=Text.SUMMARY, purpose=Purpose.PUBLIC_PARAPHRASE), ALLOWED),
    "R9 quote yes, paraphrase no": (
        [{"purposes": answers(public_paraphrase=Answer.NO)}],
        narrative(text=Text.SUMMARY, purpose=Purpose.PUBLIC_PARAPHRASE),
        "R1:not_yes",
    ),
    "R9 media by their own yes": ([{}], narrative(purpose=Purpose.MEDIA), ALLOWED),
    "R9 named audience": ([{}], advocacy(), ALLOWED),
    "R9 another audience": ([{}], advocacy(audience="A ministry"), "R9:audience"),
    "R9 audience expired": (
        [{"audiences": (Audience(name="A commission", expires=YESTERDAY, onward=False),)}],
        advocacy(),
        "R9:audience",
    ),
    "R9 audience on its last day": (
        [{"audiences": (Audience(name="A commission", expires=TODAY, onward=False),)}],
        advocacy(),
        ALLOWED,
    ),
    "R9 audience without end": (
        [{"audiences": (Audience(name="A commission", expires=None, onward=False),)}],
        advocacy(),
        ALLOWED,
    ),
    # R10 Authorities and courts.
    "R10 court": ([{}], court(), ALLOWED),
    "R10 one approver": ([{}], court(approvers=frozenset({"Tulip"})), "R10:approval"),
    "R10 no legal sign-off": ([{}], court(legal_sign_off=False), "R10:approval"),
    "R10 own yes": ([{"purposes": answers(national_court=Answer.ASK_FIRST)}], court(), "R1:not_yes"),
    "R10 risk expired": ([{"risk": Risk(level=RiskLevel.LOW, valid_until=YESTERDAY)}], court(), "R10:risk_expired"),
    "R10 authority by two": (
        [{}],
        advocacy(purpose=Purpose.NATIONAL_AUTHORITY, approvers=frozenset({"Tulip", "Poplar"})),
        ALLOWED,
    ),
    "R10 authority by one": ([{}], advocacy(purpose=Purpose.NATIONAL_AUTHORITY), "R10:approval"),
    # R11 Holds.
    "R11 until tomorrow": ([{"holds": (Hold(until=TOMORROW),)}], COUNTING, "R11:hold"),
    "R11 last day": ([{"holds": (Hold(until=TODAY),)}], COUNTING, "R11:hold"),
    "R11 day passed": ([{"holds": (Hold(until=YESTERDAY),)}], COUNTING, ALLOWED),
    "R11 condition stands past its review": (
        [{"holds": (Hold(condition="co-detainees released", review_on=YESTERDAY),)}],
        COUNTING,
        "R11:hold",
    ),
    "R11 condition stands past its day": (
        [{"holds": (Hold(condition="trial over", until=YESTERDAY),)}],
        COUNTING,
        "R11:hold",
    ),
    "R11 as attribution": ([{"attribution": Attribution.HOLD_UNTIL_CONDITION}], CODING, "R11:hold"),
    "R11 blocks the identity too": ([{"holds": (Hold(until=TOMORROW),)}], IDENTITY, "R11:hold"),
    "R11 of a third party": ([{}, THIRD | {"holds": (Hold(until=TOMORROW),)}], COUNTING, "R11:hold"),
    "R11 beats a missing yes": (
        [{"purposes": {}}, {**SUBJECT, "holds": (Hold(until=TOMORROW),)}],
        COUNTING,
        "R11:hold",
    ),
    # R12 and R22 Withdrawal and freezing.
    "R12 withdrawn leaves no more": ([{"status": Status.WITHDRAWN}], COUNTING, "R12:withdrawn"),
    "R12 by one of two": ([{}, {**SUBJECT, "status": Status.WITHDRAWN}], COUNTING, "R12:withdrawn"),
    "R12 beats a hold": ([{"status": Status.WITHDRAWN, "holds": (Hold(until=TOMORROW),)}], COUNTING, "R12:withdrawn"),
    "R22 withdrawn isn't coded": ([{"status": Status.WITHDRAWN}], CODING, "R22:withdrawn"),
    "R22 withdrawn isn't opened": ([{"status": Status.WITHDRAWN}], IDENTITY, "R22:withdrawn"),
    "R22 frozen": ([{"status": Status.FROZEN}], COUNTING, "R22:frozen"),
    "R22 frozen isn't coded": ([{"status": Status.FROZEN}], CODING, "R22:frozen"),
    "R22 frozen third party": ([{}, THIRD | {"status": Status.FROZEN}], COUNTING, "R22:frozen"),
    "R22 narrowed is not stopped": ([{"status": Status.NARROWED}], COUNTING, ALLOWED),
    # R17 Free text.
    "R17 table holds no text": ([{}], counting(text=Text.SUMMARY), "R17:output_too_wide"),
    "R17 coders see no full text": (
        [{}],
        Use(output=Output.CODING_VIEW, purpose=Purpose.CODING, text=Text.FULL),
        "R17:output_too_wide",
    ),
    "R17 unchecked quote": ([{}], narrative(text_checked=False), "R17:text_unchecked"),
    "R17 stripped text isn't a summary": ([{}], narrative(text=Text.STRIPPED), "R17:output_too_wide"),
    # R19 Expired risk.
    "R19 expired": ([{"risk": Risk(level=RiskLevel.LOW, valid_until=YESTERDAY)}], narrative(), "R19:risk_expired"),
    "R19 on its last day": ([{"risk": Risk(level=RiskLevel.LOW, valid_until=TODAY)}], narrative(), ALLOWED),
    "R19 never assessed": ([{"risk": Risk(valid_until=TOMORROW)}], narrative(), "R19:risk_expired"),
    "R19 without end": ([{"risk": Risk(level=RiskLevel.LOW)}], advocacy(), "R19:risk_expired"),
    "R19 leaves tables alone": ([{"risk": Risk()}], COUNTING, ALLOWED),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_rule_decides(case: tuple[list[Person], Use, str], make_terms: MakeTerms, today: date) -> None:
    people, use, expected = case

    decision = gate([make_terms(**person) for person in people], use, today)

    assert f"{decision.rule}:{decision.reason}" == expected
    assert decision.allowed == (expected == ALLOWED)


def test_refusal_names_the_person_whose_terms_refused(make_terms: MakeTerms, today: date) -> None:
    decision = gate([make_terms(), make_terms(**SUBJECT, status=Status.FROZEN)], COUNTING, today)

    assert decision.person == "subject"


def test_every_output_has_its_row() -> None:
    assert set(GATE_MATRIX) == set(Output)


def test_no_purpose_without_a_row_opens_anything(make_terms: MakeTerms, today: date) -> None:
    used = frozenset[Purpose]().union(*(row.purposes for row in GATE_MATRIX.values()))
    unused = [purpose for purpose in Purpose if purpose not in used]

    decisions = [
        gate([make_terms()], Use(output=output, purpose=purpose), today) for output, purpose in product(Output, unused)
    ]

    assert unused
    assert not any(decision.allowed for decision in decisions)


STATED: dict[str, tuple[StatedUse, UnderAge | None, Relationship | None, Use, bool]] = {
    "keep isn't counted": (StatedUse.KEEP, UnderAge.NO, Relationship.SELF, COUNTING, False),
    "keep is coded": (StatedUse.KEEP, UnderAge.NO, Relationship.SELF, CODING, True),
    "count is counted": (StatedUse.COUNT, UnderAge.NO, Relationship.SELF, COUNTING, True),
    "count for a relative": (StatedUse.COUNT, None, Relationship.RELATIVE, COUNTING, True),
    "count opens no rows": (StatedUse.COUNT, UnderAge.NO, Relationship.SELF, microdata(), False),
    "count opens no quote": (StatedUse.COUNT, UnderAge.NO, Relationship.SELF, narrative(), False),
    "a minor giver": (StatedUse.COUNT, UnderAge.SELF, Relationship.WITNESS, COUNTING, False),
    "a minor subject": (StatedUse.COUNT, UnderAge.SUBJECT, Relationship.RELATIVE, COUNTING, False),
    "a minor isn't coded": (StatedUse.COUNT, UnderAge.SELF, Relationship.SELF, CODING, False),
}


@pytest.mark.parametrize("case", STATED.values(), ids=STATED.keys())
def test_what_the_source_stated_opens_just_that(
    case: tuple[StatedUse, UnderAge | None, Relationship | None, Use, bool], today: date
) -> None:
    stated_use, under_18, relationship, use, allowed = case

    decision: Decision = gate(stated_terms(stated_use, under_18, relationship, on=today), use, today)

    assert decision.allowed == allowed
