"""Write to the source, through the mailbox that only their code opens."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.forms import needed, too_long
from review.services import services
from review.steps import go, hand_back, mended
from testimony.desk.errors import NoMailbox
from testimony.people.unlocked import Unlocked
from web.forms import Problem

LONGEST_MESSAGE = 4_000

pages = Blueprint("message", __name__)


@pages.get("/records/<hex:record_id>/message")
@proven
def message(unlocked: Unlocked, record_id: str) -> str:
    """Show the form, or say that there is no mailbox."""
    opened = services().desk.open(unlocked, record_id)
    return render_template("message.html", record=opened, mended=mended())


@pages.post("/records/<hex:record_id>/message")
@proven
def write(unlocked: Unlocked, record_id: str) -> AnyResponse:
    """Seal a message to the source."""
    text = request.form.get("text", "").replace("\r\n", "\n").strip()
    problem = _problem(text)
    if problem is None:
        try:
            services().desk.write_message(unlocked, record_id, text)
        except NoMailbox:
            problem = Problem(field="text", sentence=gettext("This source has no mailbox. Nothing was sent."))
    if problem is not None:
        return hand_back("message.message", [problem], record_id=record_id)
    return go("message.message", record_id=record_id, said="message")


def _problem(text: str) -> Problem | None:
    if not text:
        return needed("text")
    return too_long("text", LONGEST_MESSAGE) if len(text) > LONGEST_MESSAGE else None
