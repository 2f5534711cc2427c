"""Terms to JSON-ready values and back; reading names the field that is wrong."""

from testimony.fields import Fields
from testimony.fields import to_json as value_to_json
from testimony.terms.errors import TermsError
from testimony.terms.model import (
    Audience,
    BestInterest,
    Change,
    Consent,
    Contact,
    Hold,
    Permission,
    Risk,
    SensitiveGrant,
    Terms,
)
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

_LONGEST_LABEL = 100
_LONGEST_TEXT = 1000

_NAMES = tuple(Terms.__dataclass_fields__)


def terms_to_json(terms: Terms) -> dict[str, object]:
    """Return the terms as JSON-ready values that `parse_terms` reads back to equal terms."""
    return {name: value_to_json(getattr(terms, name)) for name in _NAMES}


def parse_terms(values: object) -> Terms:
    """Return the terms in nested values (a form passes through `testimony.fields.nest` first).

    A missing field has its closed default; raise TermsError naming the field.
    """
    fields = Fields(values, error=TermsError).expect_only(*_NAMES)
    return Terms(
        person=fields.needed_text("person", longest=_LONGEST_LABEL),
        role=fields.choice("role", Role),
        change=_change(fields.child("change")),
        version=fields.whole_number("version", lowest=1, default=1),
        supersedes=_supersedes(fields),
        status=fields.choice("status", Status, Status.ACTIVE),
        basis=fields.choice("basis", Basis, Basis.NONE_RECORDED),
        permission=None if fields.absent("permission") else _permission(fields.child("permission")),
        child_assent=fields.choice("child_assent", Recorded, Recorded.NOT_RECORDED),
        best_interest=None if fields.absent("best_interest") else _best_interest(fields.child("best_interest")),
        capacity=fields.choice("capacity", Capacity, Capacity.NOT_RECORDED),
        minor_band=None if fields.absent("minor_band") else fields.choice("minor_band", MinorBand),
        consent=_consent(fields.child("consent")),
        purposes=fields.answers("purposes", Purpose, Answer, Answer.NOT_ASKED),
        audiences=tuple(_audience(item) for item in fields.children("audiences")),
        attribution=fields.choice("attribution", Attribution, Attribution.INTERNAL_ONLY),
        elements=fields.answers("elements", Element, Showing, Showing.HIDE),
        sensitive=_sensitive(fields.child("sensitive")),
        attachments=_attachments(fields.child("attachments")),
        holds=tuple(_hold(item) for item in fields.children("holds")),
        recontact=_contact(fields.child("recontact")),
        risk=_risk(fields.child("risk")),
        widening_asked=fields.choices("widening_asked", Purpose),
    )


def _supersedes(fields: Fields) -> int | None:
    return None if fields.absent("supersedes") else fields.whole_number("supersedes", lowest=1, default=1)


def _change(fields: Fields) -> Change:
    fields.expect_only("by", "on", "reason", "channel", "effect")
    on = fields.day("on")
    if on is None:
        raise fields.refuse("on", "is needed")
    return Change(
        by=fields.needed_text("by", longest=_LONGEST_LABEL),
        on=on,
        reason=fields.text("reason", longest=_LONGEST_TEXT),
        channel=fields.choice("channel", Channel, Channel.REVIEW),
        effect=fields.choice("effect", Effect, Effect.NONE),
    )


def _permission(fields: Fields) -> Permission:
    fields.expect_only("giver", "relation", "subject_state")
    return Permission(
        giver=fields.needed_text("giver", longest=_LONGEST_LABEL),
        relation=fields.choice("relation", Relation),
        subject_state=fields.choice("subject_state", SubjectState),
    )


def _best_interest(fields: Fields) -> BestInterest:
    fields.expect_only("note", "recorded_by", "on")
    on, recorded_by = fields.day("on"), fields.texts("recorded_by", longest=_LONGEST_LABEL)
    if on is None:
        raise fields.refuse("on", "is needed")
    if not recorded_by:
        raise fields.refuse("recorded_by", "is needed")
    return BestInterest(note=fields.needed_text("note", longest=_LONGEST_LABEL), recorded_by=recorded_by, on=on)


def _consent(fields: Fields) -> Consent:
    fields.expect_only(*Consent.__dataclass_fields__)
    return Consent(
        told=fields.answers("told", Told, Recorded, Recorded.NOT_RECORDED),
        understood=fields.choice("understood", Understood, Understood.NOT_CHECKED),
        method=fields.choice("method", Method, Method.WEB_FORM),
        language=fields.text("language", longest=_LONGEST_LABEL),
        interpreter=fields.choice("interpreter", Interpreter, Interpreter.NONE),
        taken_by=fields.text("taken_by", longest=_LONGEST_LABEL),
        witnessed_by=fields.text("witnessed_by", longest=_LONGEST_LABEL),
        on=fields.day("on"),
        wording_hash=fields.text("wording_hash", longest=_LONGEST_LABEL),
        wording_version=fields.text("wording_version", longest=_LONGEST_LABEL),
        situation=fields.choice("situation", Situation, Situation.NOT_RECORDED),
    )


def _audience(fields: Fields) -> Audience:
    fields.expect_only("name", "expires", "onward")
    return Audience(
        name=fields.needed_text("name", longest=_LONGEST_LABEL),
        expires=fields.day("expires"),
        onward=fields.flag("onward"),
    )


def _sensitive(fields: Fields) -> dict[Sensitive, SensitiveGrant]:
    fields.expect_only(*Sensitive)
    return {topic: _sensitive_grant(fields.child(topic)) for topic in Sensitive}


def _sensitive_grant(fields: Fields) -> SensitiveGrant:
    fields.expect_only("answer", "audiences")
    return SensitiveGrant(
        answer=fields.choice("answer", Answer, Answer.NOT_ASKED),
        audiences=fields.texts("audiences", longest=_LONGEST_LABEL),
    )


def _attachments(fields: Fields) -> dict[str, AttachmentLevel]:
    return {name: fields.choice(name, AttachmentLevel) for name in fields.names()}


def _hold(fields: Fields) -> Hold:
    fields.expect_only("until", "condition", "review_on")
    return Hold(
        until=fields.day("until"),
        condition=fields.text("condition", longest=_LONGEST_TEXT),
        review_on=fields.day("review_on"),
    )


def _contact(fields: Fields) -> Contact:
    fields.expect_only("answer", "hours")
    return Contact(
        answer=fields.choice("answer", Recontact, Recontact.ASK_FIRST),
        hours=fields.text("hours", longest=_LONGEST_LABEL),
    )


def _risk(fields: Fields) -> Risk:
    fields.expect_only("level", "by", "on", "valid_until")
    return Risk(
        level=fields.choice("level", RiskLevel, RiskLevel.NOT_ASSESSED),
        by=fields.text("by", longest=_LONGEST_LABEL),
        on=fields.day("on"),
        valid_until=fields.day("valid_until"),
    )
