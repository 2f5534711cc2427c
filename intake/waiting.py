"""Pages for a text that is kept and not stored yet: the storage was busy, or it belongs to no open session."""

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from intake.forms import ButtonForm
from intake.steps import current_draft, draft_gone, go, send_what_is_kept

_RETRY_SECONDS = "30"

pages = Blueprint("waiting", __name__, template_folder="templates")


@pages.get("/<language:language>/kept")
def kept() -> AnyResponse:
    """Say that the text is kept sealed for two hours, and offer to try again."""
    # Nothing is read here: the storage is what failed.
    return _unavailable("kept.html", form=ButtonForm(formdata=None))


@pages.get("/<language:language>/unsent")
def unsent() -> str | AnyResponse:
    """Show that a text is here and not sent, and offer to send it or to look at it."""
    if current_draft() is None:
        return draft_gone()
    return render_template("unsent.html", form=ButtonForm(formdata=None))


@pages.post("/<language:language>/kept")
@pages.post("/<language:language>/unsent", endpoint="unsent_decided")
def decide() -> AnyResponse:
    """Send what is kept, or show it again."""
    if not ButtonForm().genuine:
        return go("testimony.form")
    if "change" in request.form:
        return go("testimony.form")
    return send_what_is_kept()


@pages.get("/<language:language>/later/<any(receipt, mailbox):page>")
def later(page: str) -> AnyResponse:
    """Say that a button could not do its work now, and lead back to its page."""
    return _unavailable("later.html", back=f"{page}.{page}")


def _unavailable(template: str, **values: object) -> AnyResponse:
    response = make_response(render_template(template, **values), 503)
    response.headers["Retry-After"] = _RETRY_SECONDS
    return response
