"""The ledger page: how much stands on it, its head for paper, and a verification anybody can start."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.remembered import remembered_head
from review.services import services
from review.steps import go, hand_back, mended
from testimony.ledger.errors import BadHead, LedgerBroken
from testimony.ledger.head import Head
from testimony.people.unlocked import Unlocked
from web.forms import Problem

pages = Blueprint("ledger", __name__)


@pages.get("/ledger")
@proven
def ledger(_unlocked: Unlocked) -> str:
    """Show head and last entries."""
    try:
        page = services().book.page()
    except LedgerBroken as error:
        return render_template("verified.html", verified=None, broken=error)
    return render_template("ledger.html", page=page, mended=mended(), remembered=remembered_head() is not None)


@pages.post("/ledger")
@proven
def compare(_unlocked: Unlocked) -> AnyResponse:
    """Take a head from paper; it is no secret and may stand in the address of the next page."""
    try:
        head = Head.parse_text(request.form.get("head", ""))
    except BadHead:
        sentence = gettext("This is not a ledger head, or it was copied with a mistake. Compare it with the paper.")
        return hand_back("ledger.ledger", [Problem(field="head", sentence=sentence)])
    return go("ledger.verified", head=head.to_cookie())


@pages.get("/ledger/verified")
@proven
def verified(unlocked: Unlocked) -> str:
    """Read every entry and hold it against the head in the address, else the one this browser remembers."""
    text = request.args.get("head") or remembered_head()
    try:
        outside = None if text is None else Head.parse_cookie(text)
        result = services().book.verify(outside, keys=unlocked.roster.signing_key_of)
    except (LedgerBroken, BadHead) as error:
        return render_template("verified.html", verified=None, broken=error)
    return render_template("verified.html", verified=result, broken=None)
