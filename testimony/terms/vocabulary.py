"""The closed lists of words that terms are written in; stored, so a value never changes its spelling."""

from enum import StrEnum


class Role(StrEnum):
    """What the person is in this testimony."""

    GIVER = "giver"
    SUBJECT = "subject"
    THIRD_PARTY = "third_party"
    NEXT_OF_KIN = "next_of_kin"
    GUARDIAN = "guardian"


class Status(StrEnum):
    """What the latest version did to the terms."""

    ACTIVE = "active"
    NARROWED = "narrowed"
    WIDENED = "widened"
    WITHDRAWN = "withdrawn"
    FROZEN = "frozen"


class Answer(StrEnum):
    """The answer for one purpose; only a yes opens anything."""

    YES = "yes"
    NO = "no"
    ASK_FIRST = "ask_first"
    NOT_ASKED = "not_asked"


class Purpose(StrEnum):
    """What a testimony may be used for; purposes never chain."""

    STORE_IDENTIFIED = "store_identified"
    STORE_STRIPPED = "store_stripped"
    CODING = "coding"
    AGGREGATE_STATISTICS = "aggregate_statistics"
    ANONYMISED_MICRODATA = "anonymised_microdata"
    PUBLIC_PARAPHRASE = "public_paraphrase"
    PUBLIC_QUOTE = "public_quote"
    MEDIA = "media"
    CONFIDENTIAL_ADVOCACY = "confidential_advocacy"
    UN_MECHANISM = "un_mechanism"
    NATIONAL_AUTHORITY = "national_authority"
    NATIONAL_COURT = "national_court"
    INTERNATIONAL_OR_FOREIGN_COURT = "international_or_foreign_court"
    PARTNER_ORG = "partner_org"
    LEGAL_AID = "legal_aid"
    MEDICAL_PSYCHOSOCIAL = "medical_psychosocial"
    ARCHIVE_RESEARCH = "archive_research"
    MACHINE_PROCESSING = "machine_processing"


class Basis(StrEnum):
    """What the person's terms rest on."""

    OWN_CONSENT = "own_consent"
    FAMILY_PERMISSION = "family_permission"
    GUARDIAN_CONSENT = "guardian_consent"
    PUBLIC_RECORD = "public_record"
    NONE_RECORDED = "none_recorded"


class Relation(StrEnum):
    """Who gave a permission for the person."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    OTHER = "other"
    LAWYER_WITH_MANDATE = "lawyer_with_mandate"


class SubjectState(StrEnum):
    """Where the person is for whom somebody else gave permission (rule R4)."""

    DETAINED = "detained"
    MISSING = "missing"
    DEAD = "dead"
    CAN_DECIDE = "can_decide"


class Capacity(StrEnum):
    """Whether the person decides alone."""

    ADULT = "adult"
    MINOR = "minor"
    SUPPORTED_ADULT = "supported_adult"
    DECEASED = "deceased"
    MISSING = "missing"
    NOT_RECORDED = "not_recorded"


class MinorBand(StrEnum):
    """The age band of a minor; of an unknown one only that it is below 18."""

    TO_11 = "0-11"
    TO_15 = "12-15"
    TO_17 = "16-17"
    UNKNOWN = "unknown"


class Told(StrEnum):
    """What the person was told before agreeing."""

    PURPOSE = "purpose"
    VOLUNTARY = "voluntary"
    USES = "uses"
    WHO_SEES = "who_sees"
    PUBLIC_VS_CONFIDENTIAL = "public_vs_confidential"
    RISKS = "risks"
    LIMITS_OF_CONFIDENTIALITY = "limits_of_confidentiality"
    MAY_SKIP_OR_STOP = "may_skip_or_stop"
    WITHDRAWAL_AND_ITS_LIMITS = "withdrawal_and_its_limits"
    NO_PAYMENT = "no_payment"


class Recorded(StrEnum):
    """A yes or no that may never have been written down."""

    YES = "yes"
    NO = "no"
    NOT_RECORDED = "not_recorded"


class Understood(StrEnum):
    """Whether the person understood what was told."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_CHECKED = "not_checked"


class Method(StrEnum):
    """How the terms were taken."""

    ORAL_REMOTE = "oral_remote"
    ORAL = "oral"
    WRITTEN = "written"
    RECORDED = "recorded"
    WEB_FORM = "web_form"
    VIA_INTERMEDIARY = "via_intermediary"


class Interpreter(StrEnum):
    """Who translated the conversation."""

    NONE = "none"
    INTERNAL = "internal"
    EXTERNAL = "external"


class Situation(StrEnum):
    """In what situation the person agreed."""

    FREE = "free"
    IN_CUSTODY = "in_custody"
    UNDER_SUMMONS = "under_summons"
    INTERMEDIARY_PRESENT = "intermediary_present"
    PRESSURE_REPORTED = "pressure_reported"
    NOT_RECORDED = "not_recorded"


class Attribution(StrEnum):
    """How the person may appear, from openly named to not at all."""

    NAMED_SELF = "named_self"
    NAMED_FAMILY_PERMISSION = "named_family_permission"
    NAMED_PUBLIC_RECORD = "named_public_record"
    PSEUDONYM = "pseudonym"
    ROLE_ONLY = "role_only"
    AGGREGATE_ONLY = "aggregate_only"
    INTERNAL_ONLY = "internal_only"
    HOLD_UNTIL_CONDITION = "hold_until_condition"


class Element(StrEnum):
    """A part of what is known about a person."""

    NAME = "name"
    EXACT_AGE = "exact_age"
    SEX = "sex"
    CITY = "city"
    REGION = "region"
    OCCUPATION = "occupation"
    ORGANISATION = "organisation"
    EXACT_DATE = "exact_date"
    FACILITY = "facility"
    UNIT = "unit"
    FAMILY_DETAILS = "family_details"
    HEALTH = "health"
    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT_IMAGE = "document_image"
    VERBATIM = "verbatim"


class Showing(StrEnum):
    """What may happen to an element."""

    SHOW = "show"
    GENERALISE = "generalise"
    HIDE = "hide"


class Sensitive(StrEnum):
    """Topics that need an answer of their own."""

    SEXUAL_VIOLENCE = "sexual_violence"
    HEALTH = "health"
    MINORS = "minors"
    POLITICAL_MEMBERSHIP = "political_membership"
    CRIMINAL_RECORD = "criminal_record"
    RELIGION_ETHNICITY = "religion_ethnicity"


class AttachmentLevel(StrEnum):
    """How far one attached file may go."""

    INTERNAL = "internal"
    SHARE_WITH = "share_with"
    PUBLISH_REDACTED = "publish_redacted"
    PUBLISH = "publish"


class Recontact(StrEnum):
    """Whether the person may be written to."""

    NEVER = "never"
    ASK_FIRST = "ask_first"
    YES = "yes"


class RiskLevel(StrEnum):
    """How dangerous a use would be for the person."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    NOT_ASSESSED = "not_assessed"


class Effect(StrEnum):
    """What a change asks for beyond the terms themselves."""

    NONE = "none"
    STOP_USE = "stop_use"
    SEAL = "seal"
    DELETE = "delete"


class Channel(StrEnum):
    """By which way a change came."""

    WEB_FORM = "web_form"
    RECEIPT = "receipt"
    CONVERSATION = "conversation"
    REVIEW = "review"


NAMED = frozenset({Attribution.NAMED_SELF, Attribution.NAMED_FAMILY_PERMISSION, Attribution.NAMED_PUBLIC_RECORD})

# From closed to open, per kind of word: members of two kinds with one spelling are equal as strings, so a
# single table of all words would confuse them.
_FROM_CLOSED_TO_OPEN: dict[type[StrEnum], tuple[StrEnum, ...]] = {
    Answer: (Answer.NO, Answer.NOT_ASKED, Answer.ASK_FIRST, Answer.YES),
    Attribution: (
        Attribution.HOLD_UNTIL_CONDITION,
        Attribution.INTERNAL_ONLY,
        Attribution.AGGREGATE_ONLY,
        Attribution.ROLE_ONLY,
        Attribution.PSEUDONYM,
    ),
    Showing: (Showing.HIDE, Showing.GENERALISE, Showing.SHOW),
    AttachmentLevel: tuple(AttachmentLevel),
    Recontact: tuple(Recontact),
}


def openness(word: StrEnum) -> int:
    """Return how much a word opens, comparable within its kind; all named attributions open most."""
    order = _FROM_CLOSED_TO_OPEN[type(word)]
    return len(order) if word in NAMED else order.index(word)


def within(wanted: StrEnum, limit: StrEnum) -> bool:
    """Say whether `wanted` opens no more than `limit`; one named kind never stands in for another."""
    return wanted == limit or openness(wanted) < openness(limit)
