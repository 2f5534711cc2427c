"""Colleagues: who is here, who waits to be vouched for, and closing a seat."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.forms import typed, wrong_passphrase
from review.services import services
from review.steps import go, hand_back, mended
from testimony.people.errors import SignInFailed, VouchRefused
from testimony.people.unlocked import Unlocked
from web.cookies import ensure_key
from web.forms import Problem

pages = Blueprint("people", __name__)


@pages.get("/people")
@proven
def people(_unlocked: Unlocked) -> str:
    """List call signs and roles; a steward also sees what can be done."""
    vouching = services().vouching
    return render_template(
        "people.html",
        colleagues=vouching.colleagues(),
        joining=vouching.joining(),
        leaving={pending.handle: pending for pending in vouching.leaving()},
        mended=mended(),
    )


@pages.post("/people/<handle>/vouch")
@proven
def vouch(_unlocked: Unlocked, handle: str) -> AnyResponse:
    """Vouch for a newcomer whose six words were heard."""
    try:
        confirmed = services().people.confirm(ensure_key(), request.form.get("passphrase", ""))
        complete = services().vouching.vouch(confirmed, handle, typed("words"))
    except (SignInFailed, VouchRefused) as error:
        return hand_back("people.people", [_problem(error, handle)])
    return go("people.people", said="joined" if complete else "vouched")


@pages.post("/people/<handle>/suspend")
@proven
def suspend(_unlocked: Unlocked, handle: str) -> AnyResponse:
    """Close a seat; the second steward's signature starts a new team key."""
    try:
        confirmed = services().people.confirm(ensure_key(), request.form.get("passphrase", ""))
        complete = services().vouching.suspend(confirmed, handle)
    except (SignInFailed, VouchRefused) as error:
        return hand_back("people.people", [_problem(error, handle)])
    return go("people.people", said="suspended" if complete else "suspending")


def _problem(error: SignInFailed | VouchRefused, handle: str) -> Problem:
    # Each person has a form of their own on the page, so the fields' ids carry the call sign.
    if isinstance(error, SignInFailed):
        return Problem(field=f"passphrase-{handle}", sentence=wrong_passphrase().sentence)
    sentences = {
        "words": gettext("These are not the six words of this person's keys. Listen again; if they differ, stop."),
        "self": gettext("Nobody can do this for themselves."),
        "twice": gettext("You have signed already. A second steward has to sign."),
        "role": gettext("Only a steward can do this."),
        "reader": gettext("Someone who can read testimonies must be one of the two who sign this."),
        "rules": gettext("The roster would break one of its rules. It needs two stewards and enough custodians."),
    }
    sentence = sentences.get(error.reason) or gettext("There is nobody of that call sign here.")
    return Problem(field=f"words-{handle}" if error.reason == "words" else f"passphrase-{handle}", sentence=sentence)
