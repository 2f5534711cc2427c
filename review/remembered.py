"""The second cookie: the last ledger head this browser saw, which a ledger set back would not fit."""

from flask import Flask, Response, g, request

from review.services import services
from testimony.ledger.errors import BadHead, LedgerError
from testimony.ledger.head import Head
from testimony.people.unlocked import Unlocked
from web.logs import note

COOKIE = "aigaq_head"
_SECONDS = 400 * 24 * 3600  # the longest that browsers keep a cookie


def install(app: Flask, *, secure: bool) -> None:
    """Send the new head, where there is one, with each answer of an app."""

    @app.after_request
    def send(response: Response) -> Response:
        text = g.get("ledger_head")
        if text is not None:
            safe = secure or request.is_secure or request.host.split(":")[0].endswith(".onion")
            response.set_cookie(COOKIE, text, max_age=_SECONDS, path="/", httponly=True, samesite="Strict", secure=safe)
        return response


def remembered_head() -> str | None:
    """Return the head this browser brought, or None where it brought none that can be read."""
    # A damaged cookie counts as none: whoever can damage it can delete it, and the heads on paper remain.
    text = request.cookies.get(COOKIE, "")
    try:
        Head.parse_cookie(text)
    except BadHead:
        return None
    return text


def remember(unlocked: Unlocked) -> None:
    """Have this person sign the ledger's head, and this browser keep it."""
    try:
        g.ledger_head = services().people.head_text(unlocked)
    except LedgerError as error:
        # What was done is done and on the ledger; the next sign-in will say what is wrong with it.
        note("ledger_head_not_signed", kind=type(error).__name__)
