"""The form of one person's terms: its fields from a version, and the next version's values from its fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from testimony.terms.model import Terms
from testimony.terms.reading import terms_to_json
from testimony.terms.vocabulary import Basis, Element, Purpose, Sensitive

_ASKED = (
    "basis",
    "attribution",
    "capacity",
    "minor_band",
    "child_assent",
    "permission.giver",
    "permission.relation",
    "permission.subject_state",
    "recontact.answer",
    "recontact.hours",
    "risk.level",
    "risk.valid_until",
    *(f"purposes.{purpose}" for purpose in Purpose),
    *(f"sensitive.{topic}.answer" for topic in Sensitive),
    *(f"elements.{element}" for element in Element),
)
_NEEDS_PERMISSION = {Basis.FAMILY_PERMISSION.value, Basis.GUARDIAN_CONSENT.value}
_RISK = ("risk.level", "risk.valid_until")

Values = dict[str, Any]


def field_values(terms: Terms) -> dict[str, str]:
    """Return the form's fields as this version fills them."""
    values = terms_to_json(terms)
    return {name: str(_get(values, name) or "") for name in _ASKED}


def completed(terms: Terms, form: Mapping[str, str], *, by: str, today: date) -> Values:
    """Return the values of a draft: this version, with what the form says in place of what it asks."""
    values: Values = dict(terms_to_json(terms))
    before = field_values(terms)
    for name in _ASKED:
        if name in form:
            _put(values, name, form[name].strip())
    if values["basis"] not in _NEEDS_PERMISSION:
        values["permission"] = None
    if any(form.get(name, before[name]).strip() != before[name] for name in _RISK):
        values["risk"] = {**values["risk"], "by": by, "on": today.isoformat()}
    values["holds"] = _holds(values["holds"], form)
    values["change"] = {"by": by, "on": today.isoformat(), "reason": form.get("change.reason", "")}
    return values


def _holds(holds: list[Values], form: Mapping[str, str]) -> list[Values]:
    kept = [hold for number, hold in enumerate(holds) if f"lift.{number}" not in form]
    new = {name: form.get(f"hold.{name}", "").strip() for name in ("until", "condition", "review_on")}
    return [*kept, new] if any(new.values()) else kept


def _get(values: Values | Mapping[str, object], dotted: str) -> object:
    found: Any = values
    for name in dotted.split("."):
        found = None if found is None else found.get(name)
    return found


def _put(values: Values, dotted: str, value: str) -> None:
    *groups, last = dotted.split(".")
    place = values
    for group in groups:
        # A copy at each step: the version's own values stay as they are.
        place[group] = dict(place.get(group) or {})
        place = place[group]
    place[last] = value
