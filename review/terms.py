"""Terms per person: what each person in a testimony allows, recorded by a reviewer as a new version."""

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.forms import needed, problem_of, typed
from review.pieces import Naming
from review.services import services
from review.steps import go, hand_back, mended
from review.terms_form import completed, field_values
from review.who import names_of
from review.words import word
from testimony.desk.record import OpenRecord
from testimony.people.unlocked import Unlocked
from testimony.pseudonyms.spans import SpanType
from testimony.terms.changing import supersede
from testimony.terms.errors import TermsError
from testimony.terms.model import Change, Terms
from testimony.terms.reading import parse_terms
from testimony.terms.vocabulary import Role
from web.forms import Problem

pages = Blueprint("terms", __name__)


@pages.get("/records/<hex:record_id>/terms")
@proven
def terms(unlocked: Unlocked, record_id: str) -> str:
    """Show what everybody allows, and one person's terms to complete."""
    opened = services().desk.open(unlocked, record_id)
    asked = request.args.get("person", "0")
    place = int(asked) if asked in {str(number) for number in range(len(opened.terms))} else 0
    back = mended()
    chosen = opened.terms[place] if opened.terms else None
    values = {} if chosen is None else {**field_values(chosen), **back.fields}
    return render_template(
        "terms.html",
        record=opened,
        place=place,
        chosen=chosen,
        values=values,
        names=names_in(opened),
        others=_without_terms(opened),
        mended=back,
    )


@pages.post("/records/<hex:record_id>/terms/<int:place>")
@proven
def save(unlocked: Unlocked, record_id: str, place: int) -> AnyResponse:
    """Record one person's terms as the next version."""
    opened = services().desk.open(unlocked, record_id)
    if place >= len(opened.terms):
        abort(404)
    current = opened.terms[place]
    if typed("version") != str(current.version):
        return hand_back("terms.terms", [_overtaken()], record_id=record_id, person=place)
    try:
        today = services().clock().date()
        draft = parse_terms(completed(current, request.form, by=unlocked.handle, today=today))
        following = supersede(current, draft, draft.change)
    except TermsError as error:
        return hand_back("terms.terms", [problem_of(error)], record_id=record_id, person=place)
    everybody = (*opened.terms[:place], following, *opened.terms[place + 1 :])
    services().desk.save_terms(unlocked, record_id, everybody)
    return go("terms.terms", record_id=record_id, person=place, said="terms")


@pages.post("/records/<hex:record_id>/terms")
@proven
def add_person(unlocked: Unlocked, record_id: str) -> AnyResponse:
    """Add somebody who is mentioned; all their answers start closed."""
    opened = services().desk.open(unlocked, record_id)
    person, role = typed("person"), typed("role")
    if person not in _without_terms(opened):
        return hand_back("terms.terms", [needed("person")], record_id=record_id)
    if role not in set(Role):
        return hand_back("terms.terms", [needed("role")], record_id=record_id)
    change = Change(by=unlocked.handle, on=services().clock().date())
    added = (*opened.terms, Terms(person=person, role=Role(role), change=change))
    services().desk.save_terms(unlocked, record_id, added)
    return go("terms.terms", record_id=record_id, person=len(opened.terms), said="person")


def names_in(opened: OpenRecord) -> dict[str, str]:
    """Return the labels under which the persons of a record stand on pages."""
    known = names_of(opened.texts[0]) if opened.texts else {}
    return {terms.person: known.get(terms.person, word(terms.person, "person")) for terms in opened.terms}


def _without_terms(opened: OpenRecord) -> dict[str, str]:
    known = {terms.person for terms in opened.terms}
    return {person: name for person, name in _mentioned(opened).items() if person not in known}


def _mentioned(opened: OpenRecord) -> dict[str, str]:
    # Ids count anew in each text; those of the first, the account itself, stand for the record.
    first = opened.texts[0].stripped if opened.texts else None
    if first is None:
        return {}
    naming = Naming()
    return {entity.id: naming.full(entity) for entity in first.entities if entity.type is SpanType.PERSON}


def _overtaken() -> Problem:
    sentence = gettext("Somebody recorded other terms meanwhile. Compare them with yours below, then record again.")
    return Problem(field="purposes", sentence=sentence)
