"""Coding: the acts that a testimony tells of, by the codebook, each with date, place and who says so."""

from dataclasses import replace
from secrets import token_hex

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.forms import given, needed, problem_of, typed
from review.record import texts_of
from review.services import services
from review.steps import go, hand_back, mended
from review.terms import names_in
from testimony.coding.act import parse_act
from testimony.coding.coding import Coding
from testimony.coding.errors import CodingError, UnknownAct
from testimony.coding.regions import REGIONS
from testimony.desk.record import OpenRecord
from testimony.fields import nest
from testimony.people.unlocked import Unlocked
from web.forms import Problem
from web.languages import current_language

FIELDS = (
    "victim",
    "code",
    "date.precision",
    "date.start",
    "date.end",
    "date.not_known",
    "place.region",
    "place.city",
    "place.location_type",
    "unit.name",
    "unit.not_known",
    "allegation",
    "grade",
    "note",
)
_ACT_ID_BYTES = 8

pages = Blueprint("coding", __name__)


@pages.get("/records/<hex:record_id>/coding")
@proven
def coding(unlocked: Unlocked, record_id: str) -> str:
    """Show the text, the acts so far, and the form for one more."""
    opened = services().desk.open(unlocked, record_id)
    back = mended()
    regions = [(region.code, region.name(current_language())) for region in REGIONS]
    return render_template(
        "coding.html",
        record=opened,
        texts=texts_of(opened),
        coding=_coding(opened, unlocked),
        codebook=services().codebook,
        labels={code.code: code.label for code in services().codebook.codes},
        regions=regions,
        region_names=dict(regions),
        names=names_in(opened),
        values=back.fields,
        mended=back,
    )


@pages.post("/records/<hex:record_id>/coding")
@proven
def add(unlocked: Unlocked, record_id: str) -> AnyResponse:
    """Add one act."""
    opened = services().desk.open(unlocked, record_id)
    before = _coding(opened, unlocked)
    if typed("version") != str(before.version):
        return hand_back("coding.coding", [_overtaken()], record_id=record_id)
    if typed("victim") not in names_in(opened):
        return hand_back("coding.coding", [needed("victim")], record_id=record_id)
    try:
        act = parse_act({**nest(given(FIELDS)), "id": token_hex(_ACT_ID_BYTES)}, services().codebook)
        following = before.add(act)
    except CodingError as error:
        return hand_back("coding.coding", [problem_of(error)], record_id=record_id)
    services().desk.save_coding(unlocked, record_id, following)
    return go("coding.coding", record_id=record_id, said="act_added")


@pages.post("/records/<hex:record_id>/coding/<act_id>/remove")
@proven
def remove(unlocked: Unlocked, record_id: str, act_id: str) -> AnyResponse:
    """Remove one act; the version that had it stays."""
    before = _coding(services().desk.open(unlocked, record_id), unlocked)
    try:
        following = before.remove(act_id)
    except UnknownAct:
        # Somebody else, or a second click, was faster: it is gone, as wished.
        return go("coding.coding", record_id=record_id, said="act_removed")
    services().desk.save_coding(unlocked, record_id, following)
    return go("coding.coding", record_id=record_id, said="act_removed")


def _coding(opened: OpenRecord, unlocked: Unlocked) -> Coding:
    if opened.coding is None:
        # Version 1 is the first that is stored, so that of an untouched record counts as the one before.
        return Coding(coder=unlocked.handle, codebook_version=services().codebook.version, version=0)
    coding: Coding = replace(opened.coding, coder=unlocked.handle)
    return coding


def _overtaken() -> Problem:
    sentence = gettext("Somebody changed the coding meanwhile. Look at the acts above, then add yours again.")
    return Problem(field="code", sentence=sentence)
