"""Ask the custodians to open how to reach a source, or the exact words."""

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.forms import needed, too_long, typed
from review.services import services
from review.steps import go, hand_back, mended
from testimony.people.unlocked import Unlocked
from web.forms import Problem

COMPARTMENTS = ("contact", "verbatim")
HOURS = (24, 72, 168)
SHORTEST_REASON, LONGEST_REASON = 10, 1_000

pages = Blueprint("identity", __name__)


@pages.get("/records/<hex:record_id>/identity")
@proven
def identity(unlocked: Unlocked, record_id: str) -> str:
    """Show the form and the requests there are for this record."""
    opened = services().desk.open(unlocked, record_id)
    rows = [row for row in services().custody.requests(unlocked) if row.record_id == record_id]
    return render_template("identity.html", record=opened, rows=rows, hours=HOURS, mended=mended())


@pages.post("/records/<hex:record_id>/identity")
@proven
def ask(unlocked: Unlocked, record_id: str) -> AnyResponse:
    """Sign a request; its file is what the custodians take home."""
    compartment, reason, hours = typed("compartment"), typed("reason"), typed("hours")
    problem = _problem(compartment, reason, hours)
    if problem is not None:
        return hand_back("identity.identity", [problem], record_id=record_id)
    request_id = services().custody.request(unlocked, record_id, compartment, reason, int(hours))
    return go("custody.request_page", request_id=request_id, said="asked")


def _problem(compartment: str, reason: str, hours: str) -> Problem | None:
    if compartment not in COMPARTMENTS:
        return needed("compartment")
    if len(reason) < SHORTEST_REASON:
        return Problem(field="reason", sentence=gettext("Give the reason in a sentence: custodians decide by it."))
    if len(reason) > LONGEST_REASON:
        return too_long("reason", LONGEST_REASON)
    return None if hours in {str(choice) for choice in HOURS} else needed("hours")
