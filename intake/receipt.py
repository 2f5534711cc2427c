"""After the commit: say that the testimony is stored, and offer a code to those who can keep one safely."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from intake.forms import ButtonForm
from intake.services import services
from intake.steps import current_draft, draft_gone, go
from testimony.giving.errors import Busy, NoDraft, NothingKept, StorageUnavailable
from web.cookies import clear_key, ensure_key, replace_key, send_key_again
from web.logs import note

pages = Blueprint("receipt", __name__, template_folder="templates")


@pages.get("/<language:language>/receipt")
def receipt() -> str | AnyResponse:
    """Show that the testimony is stored, with the question about a code or its answer."""
    draft = current_draft()
    if draft is None:
        return draft_gone()
    if draft.state != "sent":
        return go("testimony.form")
    send_key_again()  # or "Back" would show the text
    return render_template("receipt.html", form=ButtonForm(formdata=None), draft=draft)


@pages.post("/<language:language>/receipt")
def receive() -> AnyResponse:
    """Show or skip the code, write about somebody else, or clear the page."""
    if not ButtonForm().genuine:
        return go("receipt.receipt")
    try:
        return _decide(ensure_key())
    except NoDraft:
        return go("receipt.receipt")
    except (Busy, StorageUnavailable, NothingKept) as error:
        note("receipt_delayed", kind=type(error).__name__)
        return go("waiting.later", page="receipt")


def _decide(key: bytes) -> AnyResponse:
    giving = services().giving
    if "show" in request.form:
        giving.keep_code(key)
    elif "skip" in request.form:
        giving.skip_code(key)
    elif "another" in request.form:
        giving.forget(key)
        replace_key()
        return go("testimony.form")
    elif "done" in request.form:
        giving.forget(key)
        clear_key()
        return go("welcome.welcome_in")
    return go("receipt.receipt")
