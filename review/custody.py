"""Requests for an identity: what custodians take home, what they bring back, and the view of what was opened."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.attachments import attachment
from review.forms import wrong_passphrase
from review.kept import NothingKept
from review.services import services
from review.steps import go, hand_back, mended
from testimony.custody.disclosure import Disclosure
from testimony.custody.errors import AnswerRefused, Expired, NotYet, NotYours, Overtaken, RequestRefused
from testimony.custody.service import RequestRow
from testimony.fields import to_json
from testimony.people.errors import SignInFailed
from testimony.people.unlocked import Unlocked
from web.cookies import ensure_key
from web.forms import Problem

LARGEST_ANSWER_BYTES = 256 * 1024
VIEW_MINUTES = 10

pages = Blueprint("custody", __name__)


@pages.get("/custody")
@proven
def requests(unlocked: Unlocked) -> str:
    """List the requests, and take the custodians' answers."""
    return render_template("custody.html", rows=services().custody.requests(unlocked), mended=mended())


@pages.post("/custody")
@proven
def receive(unlocked: Unlocked) -> AnyResponse:
    """Store the answer that a custodian made on their own machine."""
    uploaded = request.files.get("answer")
    blob = b"" if uploaded is None else uploaded.read(LARGEST_ANSWER_BYTES + 1)
    try:
        # One byte more than an answer may have is read, so that its own reader refuses it.
        request_id = services().custody.receive_answer(unlocked, blob)
    except (AnswerRefused, RequestRefused, Expired):
        sentence = gettext("This is no custodian's answer to an open request. Choose the file that they gave you.")
        return hand_back("custody.requests", [Problem(field="answer", sentence=sentence)])
    return go("custody.request_page", request_id=request_id, said="answer")


@pages.get("/custody/<hex:request_id>")
@proven
def request_page(unlocked: Unlocked, request_id: str) -> str:
    """Show one request and who has answered."""
    return render_template("request.html", row=_row(unlocked, request_id), mended=mended(), minutes=VIEW_MINUTES)


@pages.get("/custody/<hex:request_id>/file")
@proven
def file(unlocked: Unlocked, request_id: str) -> Response:
    """Give the file that a custodian takes home."""
    row = _row(unlocked, request_id)
    return attachment(services().custody.request_file(unlocked, request_id), f"aigaq-request-{row.id[:12]}.json")


@pages.post("/custody/<hex:request_id>/disclose")
@proven
def disclose(unlocked: Unlocked, request_id: str) -> AnyResponse:
    """Open what enough custodians agreed to, once the passphrase was given again."""
    try:
        confirmed = services().people.confirm(ensure_key(), request.form.get("passphrase", ""))
        opened = services().custody.disclose(confirmed, request_id)
    except (SignInFailed, NotYet, Expired, NotYours, AnswerRefused) as error:
        return hand_back("custody.request_page", [_problem(error)], request_id=request_id)
    row = _row(unlocked, request_id)
    ends = min(services().clock() + timedelta(minutes=VIEW_MINUTES), row.expires)
    services().kept.put(ensure_key(), _place(request_id), {"opened": to_json(opened), "ends": ends.isoformat()})
    return go("custody.disclosed", request_id=request_id)


@pages.get("/custody/<hex:request_id>/disclosed")
@proven
def disclosed(unlocked: Unlocked, request_id: str) -> str | AnyResponse:
    """Show what was opened, as long as the view lasts."""
    row = _row(unlocked, request_id)
    try:
        content = services().kept.look(ensure_key(), _place(request_id))
    except NothingKept:
        return go("custody.request_page", request_id=request_id)
    ends = datetime.fromisoformat(content["ends"])
    if not row.mine or services().clock() >= ends:
        services().kept.drop(ensure_key(), _place(request_id))
        return go("custody.request_page", request_id=request_id)
    # The browser itself leaves the page when the time is over, should nobody press the button.
    seconds = max(1, int((ends - services().clock()).total_seconds()))
    response = make_response(
        render_template("disclosed.html", row=row, opened=_disclosure(content["opened"]), ends=ends)
    )
    response.headers["Refresh"] = str(seconds)
    return response


@pages.post("/custody/<hex:request_id>/close")
@proven
def close(_unlocked: Unlocked, request_id: str) -> AnyResponse:
    """End the view before its time."""
    services().kept.drop(ensure_key(), _place(request_id))
    return go("custody.request_page", request_id=request_id, said="closed_view")


def _row(unlocked: Unlocked, request_id: str) -> RequestRow:
    row = next((row for row in services().custody.requests(unlocked) if row.id == request_id), None)
    if row is None:
        abort(404)
    return row


def _place(request_id: str) -> str:
    return f"disclosed/{request_id}"


def _disclosure(values: Mapping[str, Any]) -> Disclosure:
    return Disclosure(**values)


def _problem(error: Exception) -> Problem:
    if isinstance(error, SignInFailed):
        return wrong_passphrase()
    if isinstance(error, NotYet):
        sentence = ngettext("%(num)s more custodian must agree.", "%(num)s more custodians must agree.", error.needed)
    elif isinstance(error, AnswerRefused):
        sentence = gettext("The custodians' answers do not fit together. Tell a steward.")
    elif isinstance(error, Overtaken):
        sentence = gettext("The source has asked for something since. Open the testimony, then ask again.")
    elif isinstance(error, Expired):
        sentence = gettext("The time of this request is over. Ask again.")
    else:
        sentence = gettext("Only the person who asked can open this.")
    return Problem(field="passphrase", sentence=sentence)
