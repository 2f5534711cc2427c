"""The door: sign in with call sign, passphrase and code, sign out; every failure looks the same."""

from flask import Blueprint, g, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.forms import ActionForm, typed
from review.remembered import remember, remembered_head
from review.services import services
from review.steps import go
from testimony.ledger.errors import LedgerBroken
from testimony.people.errors import SignInFailed
from testimony.people.unlocked import Unlocked
from testimony.roster.document import REVIEWER
from web.cookies import clear_key, ensure_key
from web.logs import note

pages = Blueprint("door", __name__)


@pages.get("/sign-in")
def sign_in() -> str:
    """Ask who is there."""
    return render_template("sign_in.html", refused=False, ended="ended" in request.args)


@pages.get("/sign-in/refused")
def refused() -> str:
    """Ask again; which part was wrong is not said."""
    return render_template("sign_in.html", refused=True, ended=False)


@pages.get("/sign-in/set-back")
def set_back() -> str:
    """Say that the ledger is not the one this browser remembers."""
    return render_template("set_back.html")


@pages.post("/sign-in")
def enter() -> AnyResponse:
    """Open a session for somebody who gives all three."""
    if not ActionForm().genuine:
        return go("door.refused")
    people = services().people
    try:
        # The passphrase goes as it was typed: what it forgives, its own reader knows.
        key = people.sign_in(typed("handle"), request.form.get("passphrase", ""), typed("code"), remembered_head())
    except SignInFailed:
        return go("door.refused")
    except LedgerBroken:
        note("ledger_set_back")
        return go("door.set_back")
    _adopt(key)
    unlocked = people.resume(key)
    remember(unlocked)
    return go("queue.queue" if unlocked.has_role(REVIEWER) else "people.people")


@pages.post("/sign-out")
@proven
def sign_out(_unlocked: Unlocked) -> AnyResponse:
    """End the session here and on the server."""
    services().people.sign_out(ensure_key())
    clear_key()
    return go("door.sign_in")


def _adopt(key: bytes) -> None:
    # A session never opens under a key that was there before sign-in: a planted cookie would be a planted session.
    g.cookie_key = key
    g.cookie_change = "set"
