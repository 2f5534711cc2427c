"""A newcomer's first visit: a one-time link, keys made for them, and proof that they kept them."""

import segno
from flask import Blueprint, make_response, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from review.forms import ActionForm, typed
from review.services import services
from review.steps import go
from testimony.people.errors import InvitationRefused, SessionEnded, SignInFailed
from web.cookies import ensure_key, replace_key

pages = Blueprint("enrolment", __name__)

_MODULE_PIXELS = 5


@pages.get("/enrol/<token>")
def link(token: str) -> str | AnyResponse:
    """Tell a newcomer whom the link is for."""
    try:
        invited = services().people.invitation(token)
    except InvitationRefused:
        return _link_is_over()
    return render_template("enrol.html", invited=invited, token=token)


@pages.post("/enrol/<token>")
def begin(token: str) -> AnyResponse:
    """Make the keys; they wait under a fresh cookie until they are confirmed."""
    if not ActionForm().genuine:
        return go("enrolment.link", token=token)
    try:
        services().people.begin_enrolment(replace_key(), token)
    except InvitationRefused:
        return go("enrolment.link", token=token)
    return go("enrolment.keys")


@pages.get("/enrolment")
def keys() -> str | AnyResponse:
    """Show passphrase, second factor and fingerprint, until they are confirmed."""
    try:
        enrolment = services().people.enrolment(ensure_key())
    except SessionEnded:
        return _link_is_over()
    return render_template(
        "enrolment.html",
        enrolment=enrolment,
        picture=_picture(enrolment.totp_uri),
        refused="refused" in request.args,
    )


@pages.post("/enrolment")
def confirm() -> AnyResponse:
    """Make the account once passphrase and code were typed back."""
    if not ActionForm().genuine:
        return go("enrolment.keys")
    try:
        services().people.confirm_enrolment(ensure_key(), request.form.get("passphrase", ""), typed("code"))
    except SignInFailed:
        return go("enrolment.keys", refused=1)
    except (SessionEnded, InvitationRefused):
        return go("enrolment.keys")
    return go("enrolment.done")


@pages.get("/enrolment/done")
def done() -> str:
    """Say what comes next."""
    return render_template("enrolled.html")


def _link_is_over() -> AnyResponse:
    return make_response(render_template("link_over.html"), 410)


def _picture(address: str) -> Markup:
    """Draw the QR code as an SVG element that needs no style attribute: the page's policy would refuse one."""
    code = segno.make(address, error="m", micro=False)
    side = code.symbol_size(border=4)[0]
    squares = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark
    )
    # Numbers only: nothing of the address itself stands in this markup.
    return Markup(  # noqa: S704 - built from numbers alone
        f'<svg class="qr" role="img" aria-labelledby="qr-title" width="{side * _MODULE_PIXELS}" '
        f'height="{side * _MODULE_PIXELS}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path fill="#000" d="{squares}"/></svg>'
    )
