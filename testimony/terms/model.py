"""Terms: what one person in one testimony allows, as one immutable version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from testimony.terms.errors import TermsError
from testimony.terms.vocabulary import (
    Answer,
    AttachmentLevel,
    Attribution,
    Basis,
    Capacity,
    Channel,
    Effect,
    Element,
    Interpreter,
    Method,
    MinorBand,
    Purpose,
    Recontact,
    Recorded,
    Relation,
    RiskLevel,
    Role,
    Sensitive,
    Showing,
    Situation,
    Status,
    SubjectState,
    Told,
    Understood,
)

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Permission:
    """A permission that somebody else gave; `giver` is a reference to a sealed item, never a name."""

    giver: str
    relation: Relation
    subject_state: SubjectState


@dataclass(frozen=True, kw_only=True)
class BestInterest:
    """A minor's best-interest note: a reference to the sealed note, and who recorded it."""

    note: str
    recorded_by: tuple[str, ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class Consent:
    """How the terms were taken: by whom, in what words, from whom in what situation."""

    told: Mapping[Told, Recorded] = field(default_factory=lambda: dict.fromkeys(Told, Recorded.NOT_RECORDED))
    understood: Understood = Understood.NOT_CHECKED
    method: Method = Method.WEB_FORM
    language: str = ""
    interpreter: Interpreter = Interpreter.NONE
    taken_by: str = ""
    witnessed_by: str = ""
    on: date | None = None
    wording_hash: str = ""
    wording_version: str = ""
    situation: Situation = Situation.NOT_RECORDED

    def __post_init__(self) -> None:
        object.__setattr__(self, "told", MappingProxyType(dict(self.told)))


@dataclass(frozen=True, kw_only=True)
class Audience:
    """A named recipient, until when (that day included), and whether they may pass it on."""

    name: str
    expires: date | None
    onward: bool


@dataclass(frozen=True, kw_only=True)
class SensitiveGrant:
    """The separate answer for a sensitive topic; with audiences it counts for these only."""

    answer: Answer = Answer.NOT_ASKED
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hold:
    """No use before a day (that day included) or a condition; a condition stands until a person lifts it."""

    until: date | None = None
    condition: str = ""
    review_on: date | None = None

    def __post_init__(self) -> None:
        if self.until is None and not self.condition:
            raise TermsError("holds", "a hold needs a day or a condition")

    def stands(self, today: date) -> bool:
        """Say whether the hold still blocks; a passed review day lifts nothing."""
        return bool(self.condition) or (self.until is not None and today <= self.until)


@dataclass(frozen=True, kw_only=True)
class Risk:
    """An assessment of danger; after `valid_until`, or without it, it counts as expired."""

    level: RiskLevel = RiskLevel.NOT_ASSESSED
    by: str = ""
    on: date | None = None
    valid_until: date | None = None

    def valid(self, today: date) -> bool:
        """Say whether somebody assessed the risk and the assessment still counts."""
        return self.level is not RiskLevel.NOT_ASSESSED and self.valid_until is not None and today <= self.valid_until


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whether and how one may ask again; the channel itself rests in the contact compartment."""

    answer: Recontact = Recontact.ASK_FIRST
    hours: str = ""


@dataclass(frozen=True, kw_only=True)
class Change:
    """Why this version exists; the day is as fine as time gets here."""

    by: str
    on: date
    reason: str = ""
    channel: Channel = Channel.REVIEW
    effect: Effect = Effect.NONE


@dataclass(frozen=True, kw_only=True)
class Terms:
    """One version of one person's terms; `person` is the label in the record, `supersedes` the version before.

    What isn't recorded is closed: purposes start as not_asked, elements as hide, attribution as internal_only.
    """

    person: str
    role: Role
    change: Change
    version: int = 1
    supersedes: int | None = None
    status: Status = Status.ACTIVE
    basis: Basis = Basis.NONE_RECORDED
    permission: Permission | None = None
    child_assent: Recorded = Recorded.NOT_RECORDED
    best_interest: BestInterest | None = None
    capacity: Capacity = Capacity.NOT_RECORDED
    minor_band: MinorBand | None = None
    consent: Consent = field(default_factory=Consent)
    purposes: Mapping[Purpose, Answer] = field(default_factory=dict)
    audiences: tuple[Audience, ...] = ()
    attribution: Attribution = Attribution.INTERNAL_ONLY
    elements: Mapping[Element, Showing] = field(default_factory=dict)
    sensitive: Mapping[Sensitive, SensitiveGrant] = field(default_factory=dict)
    attachments: Mapping[str, AttachmentLevel] = field(default_factory=dict)
    holds: tuple[Hold, ...] = ()
    recontact: Contact = field(default_factory=Contact)
    risk: Risk = field(default_factory=Risk)
    widening_asked: tuple[Purpose, ...] = ()

    def __post_init__(self) -> None:
        self._fix("purposes", dict.fromkeys(Purpose, Answer.NOT_ASKED) | dict(self.purposes))
        self._fix("elements", dict.fromkeys(Element, Showing.HIDE) | dict(self.elements))
        self._fix("sensitive", dict.fromkeys(Sensitive, SensitiveGrant()) | dict(self.sensitive))
        self._fix("attachments", dict(self.attachments))
        _check(self)

    @property
    def minor(self) -> bool:
        """Say whether the person is under 18."""
        return self.capacity is Capacity.MINOR

    def _fix(self, name: str, values: Mapping[Key, Value]) -> None:
        # A frozen dataclass offers no other way to make its mappings complete and unchangeable.
        object.__setattr__(self, name, MappingProxyType(values))


def _check(terms: Terms) -> None:
    """Refuse values that contradict one another."""
    needs_permission = terms.basis in {Basis.FAMILY_PERMISSION, Basis.GUARDIAN_CONSENT}
    if needs_permission and terms.permission is None:
        raise TermsError("permission", "is needed with this basis")
    if (terms.minor_band is not None) != terms.minor:
        raise TermsError("minor_band", "is needed for a minor and for nobody else")
    if (terms.supersedes is None) != (terms.version == 1):
        raise TermsError("supersedes", "is needed from the second version on")
    if terms.supersedes is not None and terms.supersedes != terms.version - 1:
        raise TermsError("supersedes", "must be the version before")
    grounds = {
        Attribution.NAMED_SELF: {Basis.OWN_CONSENT, Basis.GUARDIAN_CONSENT},
        Attribution.NAMED_FAMILY_PERMISSION: {Basis.FAMILY_PERMISSION},
        Attribution.NAMED_PUBLIC_RECORD: {Basis.PUBLIC_RECORD},
    }
    if terms.basis not in grounds.get(terms.attribution, {terms.basis}):
        raise TermsError("attribution", "needs another basis")
