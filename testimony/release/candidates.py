"""Which coded acts may leave: the gate per act and its people, and a count of what stays and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from testimony.coding.act import Act, Grade
from testimony.release.tables.acts import Countable
from testimony.terms.decision import Decision, Reason
from testimony.terms.gate import gate
from testimony.terms.model import Terms
from testimony.terms.outputs import Use
from testimony.terms.vocabulary import Role, Sensitive

# Reasons that arise here; the others are the gate's own.
NOT_CODED = "not_coded"
GRADE_TOO_LOW = "R21:grade"

_SENSITIVE_FAMILIES = {"sex": Sensitive.SEXUAL_VIOLENCE, "med": Sensitive.HEALTH, "inj": Sensitive.HEALTH}
_SENSITIVE_CODES = {"psy.threat_sexual": Sensitive.SEXUAL_VIOLENCE, "fam.child_removal_threat": Sensitive.MINORS}
_CRIMINAL_RECORD_PREFIXES = ("jud.admin_", "jud.crim_", "jud.prison_")

# What a use that requires a grade accepts. A contradicted act satisfies none.
_GRADES_FROM = {
    Grade.UNCORROBORATED: frozenset({Grade.UNCORROBORATED, Grade.DOCUMENT, Grade.SECOND_SOURCE}),
    Grade.DOCUMENT: frozenset({Grade.DOCUMENT, Grade.SECOND_SOURCE}),
    Grade.SECOND_SOURCE: frozenset({Grade.SECOND_SOURCE}),
}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One record that a release may draw on.

    `persons` holds each person's latest terms. `victims` and `households` lead from a person's label in
    this record to the id that is the same across records; a victim without an entry counts as a person
    of this record only.
    """

    record_id: str
    persons: tuple[Terms, ...]
    acts: tuple[Act, ...]
    victims: Mapping[str, str]
    households: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What may be counted, from how many records, and how many records and acts stay behind by reason.

    A record is withheld where none of its acts may leave, and counts once, under its first refusal.
    """

    countables: tuple[Countable, ...]
    included: int
    withheld: Mapping[str, int]
    acts_withheld: Mapping[str, int]


def select(records: Sequence[Candidate], use: Use, today: date, *, grade: Grade | None = None) -> Selection:
    """Pass every act through the gate; `grade` is the corroboration that the use requires (rule R21)."""
    countables: list[Countable] = []
    withheld: Counter[str] = Counter()
    acts_withheld: Counter[str] = Counter()
    included = 0
    for record in records:
        refusals = [_refusal(record, act, use, today, grade) for act in record.acts]
        allowed = [act for act, refusal in zip(record.acts, refusals, strict=True) if refusal is None]
        refused = [refusal for refusal in refusals if refusal is not None]
        acts_withheld.update(refused)
        countables.extend(_countable(record, act) for act in allowed)
        if allowed:
            included += 1
        else:
            withheld[refused[0] if refused else NOT_CODED] += 1
    return Selection(countables=tuple(countables), included=included, withheld=withheld, acts_withheld=acts_withheld)


def reason_key(decision: Decision) -> str:
    """Return the key under which a refusal is counted: rule and reason."""
    return f"{decision.rule}:{decision.reason}"


def sensitive_topics(code: str) -> frozenset[Sensitive]:
    """Return the sensitive topics that a code touches."""
    topics = {_SENSITIVE_FAMILIES.get(code.partition(".")[0]), _SENSITIVE_CODES.get(code)}
    if code.startswith(_CRIMINAL_RECORD_PREFIXES):
        topics.add(Sensitive.CRIMINAL_RECORD)
    return frozenset(topic for topic in topics if topic is not None)


def _refusal(record: Candidate, act: Act, use: Use, today: date, grade: Grade | None) -> str | None:
    # In a counted act two people can be recognised: who suffered it and who told of it.
    victim = [terms for terms in record.persons if terms.person == act.victim]
    if not victim:
        return f"R1:{Reason.NO_TERMS}"
    tellers = [terms for terms in record.persons if terms.role is Role.GIVER and terms.person != act.victim]
    asked = replace(use, sensitive=use.sensitive | sensitive_topics(act.code))
    decision = gate((*victim, *tellers), asked, today)
    if not decision.allowed:
        return reason_key(decision)
    if grade is not None and act.grade not in _GRADES_FROM.get(grade, frozenset()):
        return GRADE_TOO_LOW
    return None


def _countable(record: Candidate, act: Act) -> Countable:
    return Countable(
        victim_id=record.victims.get(act.victim, f"{record.record_id}/{act.victim}"),
        household_id=record.households.get(act.victim),
        code=act.code,
        month=act.date.month(),
    )
