"""What the gate answers: allowed or not, by which rule, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why the gate decided as it did; a key that pages translate and manifests count by."""

    ALLOWED = "allowed"
    NO_TERMS = "no_terms"
    OUTPUT_TOO_WIDE = "output_too_wide"
    OTHER_PURPOSE = "other_purpose"
    NOT_YES = "not_yes"
    STRICTER_PERSON = "stricter_person"
    ATTRIBUTION = "attribution"
    OTHERS_ATTRIBUTION = "others_attribution"
    FAMILY_PERMISSION_ENDED = "family_permission_ended"
    NO_BASIS = "no_basis"
    NO_CITATION = "no_citation"
    MINOR_UNDECIDED = "minor_undecided"
    MINOR_NAMED = "minor_named"
    MINOR_AGE = "minor_age"
    THIRD_PARTY = "third_party"
    SENSITIVE = "sensitive"
    AUDIENCE = "audience"
    APPROVAL = "approval"
    HOLD = "hold"
    WITHDRAWN = "withdrawn"
    FROZEN = "frozen"
    TEXT_UNCHECKED = "text_unchecked"
    ELEMENT = "element"
    ATTACHMENT = "attachment"
    RISK_EXPIRED = "risk_expired"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Whether the use may happen; `rule` and `reason` say why, `person` whose terms refused (or empty)."""

    allowed: bool
    rule: str
    reason: Reason
    person: str = ""
