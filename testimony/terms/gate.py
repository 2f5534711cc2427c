"""The gate: one pure function that every use of a testimony passes, closed unless the terms open it.

Each refusal names the rule of the domain that made it. Decided here are R1 to R12, R17, R19 and R22 as far
as terms and the intended use tell. Elsewhere, for want of the facts:

- R12, the part on recipients and tombstones: the release register and erasure.
- R13 (uniqueness), R14 (published pseudonyms), R20 (small cells): the release package.
- R15: no element bears a perpetrator's name, so no use can ask for one; sign-off on names isn't built.
- R16: officials acting publicly are decided when the text is stripped.
- R18: the manifest. R21: `select` in the release package, for grades belong to acts.
- R22, the part on keys that die after 30 days: retention.
"""

from collections.abc import Callable, Sequence
from datetime import date

from testimony.terms.decision import Decision, Reason
from testimony.terms.model import Terms
from testimony.terms.outputs import GATE_MATRIX, Files, Output, OutputRow, Text, Use
from testimony.terms.vocabulary import (
    NAMED,
    Answer,
    AttachmentLevel,
    Attribution,
    Basis,
    Capacity,
    Element,
    MinorBand,
    Purpose,
    Recorded,
    Role,
    Sensitive,
    Showing,
    Status,
    SubjectState,
    openness,
    within,
)


def gate(persons: Sequence[Terms], use: Use, today: date) -> Decision:
    """Decide one use of one item in which exactly these persons are identifiable; the strictest one wins."""
    row = GATE_MATRIX[use.output]
    if not persons:
        return _no("R1", Reason.NO_TERMS)
    for check_use in (_purpose_fits, _fits_the_row, _text_is_checked, _approved):
        refusal = check_use(use, row)
        if refusal is not None:
            return refusal
    # Stops come before all else and count for everybody, third parties too.
    refusal = _first(persons, use, row, today, (_not_stopped, _not_held))
    if refusal is not None:
        return refusal
    # A third party without a grant is either removed from the item or blocks it; a removed one has no say.
    remaining = [person for person in persons if not _ungranted_third_party(person)]
    if len(remaining) < len(persons) and _shows_third_parties(use):
        return _no("R7", Reason.THIRD_PARTY, next(p for p in persons if p not in remaining))
    if not remaining:
        return _no("R1", Reason.NO_TERMS)
    return _first(remaining, use, row, today, _PERSON_CHECKS) or _files_allowed(remaining, use, row) or _YES


Check = Callable[[Terms, Use, OutputRow, date], Decision | None]
_YES = Decision(allowed=True, rule="R1", reason=Reason.ALLOWED)

# What R7 takes out of an item unless the third party granted it.
_THIRD_PARTY_DETAILS = frozenset(
    {
        Element.NAME,
        Element.FAMILY_DETAILS,
        Element.OCCUPATION,
        Element.ORGANISATION,
        Element.HEALTH,
        Element.PHOTO,
        Element.VOICE,
        Element.DOCUMENT_IMAGE,
        Element.VERBATIM,
    }
)
_AUTHORITIES_AND_COURTS = frozenset(
    {Purpose.NATIONAL_AUTHORITY, Purpose.NATIONAL_COURT, Purpose.INTERNATIONAL_OR_FOREIGN_COURT}
)
_SECOND_APPROVER = 2
_FILE_FLOOR = {Files.SHARED: AttachmentLevel.SHARE_WITH, Files.PUBLISHED: AttachmentLevel.PUBLISH_REDACTED}
# A summary and a quote are different purposes in public (R9: one doesn't imply the other).
_PUBLIC_TEXT = {Text.SUMMARY: Purpose.PUBLIC_PARAPHRASE, Text.QUOTE: Purpose.PUBLIC_QUOTE}


def _no(rule: str, reason: Reason, person: Terms | None = None) -> Decision:
    return Decision(allowed=False, rule=rule, reason=reason, person=person.person if person else "")


def _first(persons: Sequence[Terms], use: Use, row: OutputRow, today: date, checks: Sequence[Check]) -> Decision | None:
    """Return the first refusal, check by check, so that a stop outranks any later rule for whomever it is."""
    for check in checks:
        refusals = [refusal for person in persons if (refusal := check(person, use, row, today)) is not None]
        if refusals:
            # One person's yes next to another's no is the rule of the strictest, not a missing yes.
            if refusals[0].reason is Reason.NOT_YES and len(refusals) < len(persons):
                return Decision(allowed=False, rule="R2", reason=Reason.STRICTER_PERSON, person=refusals[0].person)
            return refusals[0]
    return None


def _purpose_fits(use: Use, row: OutputRow) -> Decision | None:
    if use.purpose not in row.purposes:
        return _no("R9", Reason.OTHER_PURPOSE)
    in_public = use.output is Output.PUBLIC_NARRATIVE and use.purpose is not Purpose.MEDIA
    if in_public and _PUBLIC_TEXT.get(use.text, use.purpose) is not use.purpose:
        return _no("R9", Reason.OTHER_PURPOSE)
    return None


def _fits_the_row(use: Use, row: OutputRow) -> Decision | None:
    if not use.fields <= row.shown or not use.generalised <= row.generalised:
        return _no("R1", Reason.OUTPUT_TOO_WIDE)
    limit = row.attribution
    if limit is not None and any(openness(wanted) > openness(limit) for wanted in use.attributions.values()):
        return _no("R1", Reason.OUTPUT_TOO_WIDE)
    if use.files and row.files is Files.NO:
        return _no("R1", Reason.OUTPUT_TOO_WIDE)
    return None


def _text_is_checked(use: Use, row: OutputRow) -> Decision | None:
    if use.text not in row.texts:
        return _no("R17", Reason.OUTPUT_TOO_WIDE)
    if row.leaves and use.text in _PUBLIC_TEXT and not use.text_checked:
        return _no("R17", Reason.TEXT_UNCHECKED)
    return None


def _approved(use: Use, row: OutputRow) -> Decision | None:
    # Other approvals are counted when a release is let out; R10 wants these before the item is put together.
    if use.purpose not in _AUTHORITIES_AND_COURTS:
        return None
    if len(use.approvers) < _SECOND_APPROVER or (row.legal_sign_off and not use.legal_sign_off):
        return _no("R10", Reason.APPROVAL)
    return None


def _not_stopped(person: Terms, _use: Use, row: OutputRow, _today: date) -> Decision | None:
    if person.status is Status.WITHDRAWN:
        return _no("R12" if row.leaves else "R22", Reason.WITHDRAWN, person)
    if person.status is Status.FROZEN:
        return _no("R22", Reason.FROZEN, person)
    return None


def _not_held(person: Terms, _use: Use, _row: OutputRow, today: date) -> Decision | None:
    # R11 lets statistics pass a hold where the cell is large; no cell size is known here, so none passes.
    if person.attribution is Attribution.HOLD_UNTIL_CONDITION or any(hold.stands(today) for hold in person.holds):
        return _no("R11", Reason.HOLD, person)
    return None


def _ungranted_third_party(person: Terms) -> bool:
    return person.role is Role.THIRD_PARTY and person.basis is Basis.NONE_RECORDED


def _shows_third_parties(use: Use) -> bool:
    if use.output is Output.IDENTIFIED_VIEW:
        return False
    return use.text is Text.FULL or bool((use.fields | use.generalised) & _THIRD_PARTY_DETAILS)


def _purpose_is_yes(person: Terms, use: Use, _row: OutputRow, _today: date) -> Decision | None:
    if person.purposes[use.purpose] is not Answer.YES:
        return _no("R1", Reason.NOT_YES, person)
    return None


def _basis_holds(person: Terms, _use: Use, row: OutputRow, _today: date) -> Decision | None:
    if person.basis is Basis.FAMILY_PERMISSION and row.leaves:
        permission = person.permission
        if permission is None or permission.subject_state is SubjectState.CAN_DECIDE:
            return _no("R4", Reason.FAMILY_PERMISSION_ENDED, person)
    if person.basis is Basis.NONE_RECORDED and not row.on_stated_use:
        return _no("R1", Reason.NO_BASIS, person)
    return None


def _minor_is_protected(person: Terms, use: Use, _row: OutputRow, _today: date) -> Decision | None:
    if not person.minor:
        return None
    # Custodians may open a minor's identity undecided: it may be needed to reach a child in danger.
    if not _decided_for_minor(person) and use.output is not Output.IDENTIFIED_VIEW:
        return _no("R6", Reason.MINOR_UNDECIDED, person)
    if use.output in {Output.IDENTIFIED_VIEW, Output.CODING_VIEW}:
        return None
    appears = use.attributions.get(person.person, Attribution.INTERNAL_ONLY)
    named = Element.NAME in use.fields or openness(appears) > openness(Attribution.ROLE_ONLY)
    if named and not (_guardian_agreed(person) and person.best_interest):
        return _no("R6", Reason.MINOR_NAMED, person)
    if Element.EXACT_AGE in use.fields:
        return _no("R6", Reason.MINOR_AGE, person)
    return None


def _guardian_agreed(person: Terms) -> bool:
    return person.basis is Basis.GUARDIAN_CONSENT and person.child_assent is Recorded.YES


def _decided_for_minor(person: Terms) -> bool:
    """Say whether a reviewer decided: guardian and child agree with a note, or at 16-17 two people's note."""
    if person.best_interest is None:
        return False
    two_people = len(set(person.best_interest.recorded_by)) > 1
    return _guardian_agreed(person) or (person.minor_band is MinorBand.TO_17 and two_people)


def _audience_is_named(person: Terms, use: Use, row: OutputRow, today: date) -> Decision | None:
    if not row.needs_audience:
        return None
    for audience in person.audiences:
        if audience.name == use.audience and (audience.expires is None or today <= audience.expires):
            return None
    return _no("R9", Reason.AUDIENCE, person)


def _attribution_within(person: Terms, use: Use, row: OutputRow, _today: date) -> Decision | None:
    if row.attribution is not None:
        return None
    # A use that doesn't say how somebody appears may show them openly, so nothing allows it.
    wanted = use.attributions.get(person.person)
    if wanted is None or not within(wanted, person.attribution):
        if person.role is Role.GIVER:
            return _no("R1", Reason.ATTRIBUTION, person)
        return _no("R3", Reason.OTHERS_ATTRIBUTION, person)
    if wanted is Attribution.NAMED_PUBLIC_RECORD and not use.citation:
        return _no("R5", Reason.NO_CITATION, person)
    if wanted is Attribution.NAMED_SELF and not _may_name_themselves(person):
        return _no("R1", Reason.ATTRIBUTION, person)
    if Element.NAME in use.fields and wanted not in NAMED:
        return _no("R1", Reason.ATTRIBUTION, person)
    return None


def _may_name_themselves(person: Terms) -> bool:
    return person.minor or person.capacity in {Capacity.ADULT, Capacity.SUPPORTED_ADULT}


def _elements_allowed(person: Terms, use: Use, row: OutputRow, _today: date) -> Decision | None:
    if not row.per_element:
        return None
    shown = all(person.elements[element] is Showing.SHOW for element in use.fields)
    coarse = all(person.elements[element] is not Showing.HIDE for element in use.generalised)
    return None if shown and coarse else _no("R2", Reason.ELEMENT, person)


def _sensitive_allowed(person: Terms, use: Use, row: OutputRow, _today: date) -> Decision | None:
    topics = set(use.sensitive)
    if Element.HEALTH in use.fields | use.generalised:
        topics.add(Sensitive.HEALTH)
    for topic in sorted(topics):
        grant = person.sensitive[topic]
        # In a table the cell threshold protects, and inside the house the compartments do: there an answer
        # given counts, and a question never put doesn't block.
        unasked_is_safe = use.output is Output.AGGREGATE_TABLES or not row.leaves
        if grant.answer is Answer.NO or (grant.answer is not Answer.YES and not unasked_is_safe):
            return _no("R8", Reason.SENSITIVE, person)
        if row.leaves and grant.audiences and use.audience not in grant.audiences:
            return _no("R8", Reason.SENSITIVE, person)
    return None


def _risk_is_valid(person: Terms, use: Use, row: OutputRow, today: date) -> Decision | None:
    if not row.risk_must_be_valid or person.risk.valid(today):
        return None
    return _no("R10" if use.purpose in _AUTHORITIES_AND_COURTS else "R19", Reason.RISK_EXPIRED, person)


def _files_allowed(persons: Sequence[Terms], use: Use, row: OutputRow) -> Decision | None:
    floor = _FILE_FLOOR.get(row.files)
    if floor is None:
        return None
    for name in use.files:
        levels = [person.attachments[name] for person in persons if name in person.attachments]
        if not levels or any(openness(level) < openness(floor) for level in levels):
            return _no("R2", Reason.ATTACHMENT)
    return None


_PERSON_CHECKS: tuple[Check, ...] = (
    _minor_is_protected,
    _basis_holds,
    _purpose_is_yes,
    _audience_is_named,
    _attribution_within,
    _elements_allowed,
    _sensitive_allowed,
    _risk_is_valid,
)
