"""The queue: what waits, by state, twenty-five to a page."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.services import services
from review.steps import go
from testimony.people.unlocked import Unlocked
from testimony.record.models import STATES
from testimony.roster.document import REVIEWER

# An erased record leaves nothing to list.
LISTED = tuple(state for state in STATES if state != "erased")

pages = Blueprint("queue", __name__)


@pages.get("/")
@proven
def home(unlocked: Unlocked) -> AnyResponse:
    """Go where this person's work is."""
    return go("queue.queue" if unlocked.has_role(REVIEWER) else "people.people")


@pages.get("/queue")
@proven
def queue(unlocked: Unlocked) -> str:
    """Show one page of one state, or of all."""
    asked = request.args.get("state", "")
    state = asked if asked in LISTED else None
    number = request.args.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    found = services().desk.queue(unlocked, page=max(page, 1), state=state)
    return render_template("queue.html", found=found, state=state, states=LISTED)
