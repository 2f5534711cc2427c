"""The way out on every page: forget this browser's key and go to a harmless site."""

from flask import Blueprint, Flask, current_app, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from web.cookies import clear_key

_EXTENSION = "aigaq.leave_url"

pages = Blueprint("leaving", __name__, template_folder="templates")


def install(app: Flask, *, leave_url: str) -> None:
    """Add the two steps of leaving to an app."""
    app.extensions[_EXTENSION] = leave_url
    app.register_blueprint(pages)


@pages.post("/leave")
def leave() -> Response:
    """Clear the cookie; the draft under its key can no longer be opened and is swept within two hours."""
    # No form token: a stranger who forces this gains nothing, and the button must work where the cookie is
    # gone.
    clear_key()
    # First a blank page of our own, then the other site. Browsers keep showing the old page until the next
    # answers, which takes ours one trip and a far site many; and Chromium's form-action rule also covers
    # redirects.
    return redirect(url_for("leaving.left"), code=303)


@pages.get("/left")
def left() -> Response:
    """Show nearly nothing and go on to the harmless site at once."""
    address = current_app.extensions[_EXTENSION]
    response = make_response(render_template("left.html", leave_url=address))
    # A refresh without delay takes this page's place in the history.
    response.headers["Refresh"] = f"0;url={address}"
    return response
