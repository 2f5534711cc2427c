"""The gate matrix as values: what each kind of output needs and at most shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from testimony.terms.vocabulary import Attribution, Element, Purpose, Sensitive


class Output(StrEnum):
    """The rows of the gate matrix."""

    CODING_VIEW = "coding_view"
    IDENTIFIED_VIEW = "identified_view"
    AGGREGATE_TABLES = "aggregate_tables"
    ANONYMISED_MICRODATA = "anonymised_microdata"
    PUBLIC_NARRATIVE = "public_narrative"
    CONFIDENTIAL_ADVOCACY = "confidential_advocacy"
    COURT_BUNDLE = "court_bundle"
    REFERRAL = "referral"


class Text(StrEnum):
    """In what form words of the account stand in an output."""

    NONE = "none"
    STRIPPED = "stripped"
    FULL = "full"
    SUMMARY = "summary"
    QUOTE = "quote"


class Files(StrEnum):
    """Which attached files an output may hold."""

    NO = "no"
    ALL = "all"
    SHARED = "shared"
    PUBLISHED = "published"


@dataclass(frozen=True, kw_only=True)
class OutputRow:
    """One row of the matrix.

    `attribution` is None where each person's own terms decide. `shown` and `generalised` are the elements
    that may stand there exactly and coarsely; with `per_element` each person's own terms decide as well.
    `leaves` tells an output for outsiders from a look inside; `on_stated_use` that the giver's statement
    opens it for a subject whose own basis isn't recorded. `k` names the uniqueness rule that the release
    engine keeps, empty for none.
    """

    purposes: frozenset[Purpose]
    attribution: Attribution | None
    shown: frozenset[Element]
    generalised: frozenset[Element]
    texts: frozenset[Text]
    files: Files
    approvals: int
    leaves: bool
    legal_sign_off: bool = False
    needs_audience: bool = False
    per_element: bool = False
    risk_must_be_valid: bool = False
    on_stated_use: bool = False
    k: str = ""


@dataclass(frozen=True, kw_only=True)
class Use:
    """One intended use of one item: the output, the purpose, for whom, and exactly what it would show.

    `attributions` says per person label how the person would appear. `text_checked`: an identifier scan
    found nothing and a second reader agreed. `citation` is the public record that a naming repeats.
    """

    output: Output
    purpose: Purpose
    audience: str = ""
    fields: frozenset[Element] = frozenset()
    generalised: frozenset[Element] = frozenset()
    attributions: Mapping[str, Attribution] = field(default_factory=dict)
    sensitive: frozenset[Sensitive] = frozenset()
    text: Text = Text.NONE
    text_checked: bool = False
    files: frozenset[str] = frozenset()
    approvers: frozenset[str] = frozenset()
    legal_sign_off: bool = False
    citation: str = ""


_EVERY_ELEMENT = frozenset(Element)
_IDENTIFYING = frozenset({Element.NAME, Element.PHOTO, Element.VOICE, Element.DOCUMENT_IMAGE, Element.VERBATIM})
_COUNTED = frozenset({Element.SEX, Element.REGION, Element.UNIT})
_COARSE = frozenset(
    {Element.EXACT_AGE, Element.CITY, Element.OCCUPATION, Element.EXACT_DATE, Element.FACILITY, Element.HEALTH}
)
_REVIEWED = frozenset({Text.NONE, Text.SUMMARY, Text.QUOTE})

GATE_MATRIX: Mapping[Output, OutputRow] = {
    Output.CODING_VIEW: OutputRow(
        purposes=frozenset({Purpose.CODING}),
        attribution=Attribution.INTERNAL_ONLY,
        shown=_EVERY_ELEMENT - _IDENTIFYING,
        generalised=_EVERY_ELEMENT,
        texts=frozenset({Text.NONE, Text.STRIPPED}),
        files=Files.NO,
        approvals=0,
        leaves=False,
        on_stated_use=True,
    ),
    Output.IDENTIFIED_VIEW: OutputRow(
        purposes=frozenset({Purpose.STORE_IDENTIFIED}),
        attribution=Attribution.NAMED_SELF,
        shown=_EVERY_ELEMENT,
        generalised=_EVERY_ELEMENT,
        texts=frozenset({Text.NONE, Text.STRIPPED, Text.FULL}),
        files=Files.ALL,
        approvals=0,  # the custodians answer the request; that is another door than this gate
        leaves=False,
        on_stated_use=True,
    ),
    Output.AGGREGATE_TABLES: OutputRow(
        purposes=frozenset({Purpose.AGGREGATE_STATISTICS}),
        attribution=Attribution.AGGREGATE_ONLY,
        shown=_COUNTED,
        generalised=_COUNTED | _COARSE,
        texts=frozenset({Text.NONE}),
        files=Files.NO,
        approvals=1,
        leaves=True,
        on_stated_use=True,
        k="cells",
    ),
    Output.ANONYMISED_MICRODATA: OutputRow(
        purposes=frozenset({Purpose.ANONYMISED_MICRODATA}),
        attribution=Attribution.AGGREGATE_ONLY,
        shown=_COUNTED | {Element.CITY},
        generalised=_COUNTED | _COARSE,
        texts=frozenset({Text.NONE}),
        files=Files.NO,
        approvals=2,
        leaves=True,
        k="classes",
    ),
    Output.PUBLIC_NARRATIVE: OutputRow(
        purposes=frozenset({Purpose.PUBLIC_PARAPHRASE, Purpose.PUBLIC_QUOTE, Purpose.MEDIA}),
        attribution=None,
        shown=_EVERY_ELEMENT,
        generalised=_EVERY_ELEMENT,
        texts=_REVIEWED,
        files=Files.PUBLISHED,
        approvals=2,
        leaves=True,
        per_element=True,
        risk_must_be_valid=True,
        k="R13",
    ),
    Output.CONFIDENTIAL_ADVOCACY: OutputRow(
        purposes=frozenset(
            {
                Purpose.CONFIDENTIAL_ADVOCACY,
                Purpose.UN_MECHANISM,
                Purpose.NATIONAL_AUTHORITY,
                Purpose.PARTNER_ORG,
            }
        ),
        attribution=None,
        shown=_EVERY_ELEMENT,
        generalised=_EVERY_ELEMENT,
        texts=_REVIEWED,
        files=Files.SHARED,
        approvals=2,
        leaves=True,
        needs_audience=True,
        per_element=True,
        risk_must_be_valid=True,
        k="R13",
    ),
    Output.COURT_BUNDLE: OutputRow(
        purposes=frozenset({Purpose.NATIONAL_COURT, Purpose.INTERNATIONAL_OR_FOREIGN_COURT}),
        attribution=None,
        shown=_EVERY_ELEMENT,
        generalised=_EVERY_ELEMENT,
        texts=frozenset({Text.NONE, Text.FULL, Text.SUMMARY, Text.QUOTE}),
        files=Files.SHARED,
        approvals=2,
        leaves=True,
        legal_sign_off=True,
        needs_audience=True,
        risk_must_be_valid=True,
    ),
    Output.REFERRAL: OutputRow(
        purposes=frozenset({Purpose.LEGAL_AID, Purpose.MEDICAL_PSYCHOSOCIAL}),
        attribution=None,
        shown=_EVERY_ELEMENT,
        generalised=_EVERY_ELEMENT,
        texts=frozenset({Text.NONE, Text.SUMMARY}),
        files=Files.NO,
        approvals=1,
        leaves=True,
        needs_audience=True,
        per_element=True,
        risk_must_be_valid=True,
    ),
}

# Counting acts by month without names: the one use that the first releases make.
COUNTING = Use(
    output=Output.AGGREGATE_TABLES,
    purpose=Purpose.AGGREGATE_STATISTICS,
    generalised=frozenset({Element.EXACT_DATE}),
)
