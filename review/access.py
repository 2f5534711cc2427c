"""Who may open which page: one table, asked before every view, and closed for whatever it does not name."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from types import MappingProxyType
from typing import Concatenate, ParamSpec, TypeVar

from flask import Flask, Response, abort, g, request
from werkzeug.wrappers import Response as AnyResponse

from review.forms import ActionForm, form_token
from review.remembered import remember
from review.services import services
from review.steps import go
from testimony.people.errors import SessionEnded
from testimony.people.unlocked import Unlocked
from testimony.roster.document import REVIEWER, STEWARD
from web.cookies import current_key
from web.logs import note

P = ParamSpec("P")
R = TypeVar("R")


class Who(StrEnum):
    """Whom a page is for."""

    ANYBODY = "anybody"
    TEAM = "team"
    REVIEWER = REVIEWER
    STEWARD = STEWARD


# Every endpoint of the app. What stands not here is open to nobody.
TABLE: Mapping[str, Who] = MappingProxyType(
    {
        "assets.asset": Who.ANYBODY,
        "assets.icon": Who.ANYBODY,
        "leaving.leave": Who.ANYBODY,
        "leaving.left": Who.ANYBODY,
        "door.sign_in": Who.ANYBODY,
        "door.refused": Who.ANYBODY,
        "door.set_back": Who.ANYBODY,
        "door.enter": Who.ANYBODY,
        "enrolment.link": Who.ANYBODY,
        "enrolment.begin": Who.ANYBODY,
        "enrolment.keys": Who.ANYBODY,
        "enrolment.confirm": Who.ANYBODY,
        "enrolment.done": Who.ANYBODY,
        "door.sign_out": Who.TEAM,
        "queue.home": Who.TEAM,
        "people.people": Who.TEAM,
        "ledger.ledger": Who.TEAM,
        "ledger.verified": Who.TEAM,
        "ledger.compare": Who.TEAM,
        "queue.queue": Who.REVIEWER,
        "record.record": Who.REVIEWER,
        "record.hide": Who.REVIEWER,
        "record.decide": Who.REVIEWER,
        "record.decide_pair": Who.REVIEWER,
        "record.decide_across": Who.REVIEWER,
        "record.decide_place": Who.REVIEWER,
        "record.thaw": Who.REVIEWER,
        "checking.check": Who.REVIEWER,
        "checking.receive": Who.REVIEWER,
        "terms.terms": Who.REVIEWER,
        "terms.save": Who.REVIEWER,
        "terms.add_person": Who.REVIEWER,
        "coding.coding": Who.REVIEWER,
        "coding.add": Who.REVIEWER,
        "coding.remove": Who.REVIEWER,
        "message.message": Who.REVIEWER,
        "message.write": Who.REVIEWER,
        "identity.identity": Who.REVIEWER,
        "identity.ask": Who.REVIEWER,
        "custody.requests": Who.REVIEWER,
        "custody.receive": Who.REVIEWER,
        "custody.request_page": Who.REVIEWER,
        "custody.file": Who.REVIEWER,
        "custody.disclose": Who.REVIEWER,
        "custody.disclosed": Who.REVIEWER,
        "custody.close": Who.REVIEWER,
        "releases.releases": Who.REVIEWER,
        "releases.propose": Who.REVIEWER,
        "releases.release": Who.REVIEWER,
        "releases.approve": Who.REVIEWER,
        "releases.file": Who.REVIEWER,
        "people.vouch": Who.STEWARD,
        "people.suspend": Who.STEWARD,
    }
)


def install(app: Flask) -> None:
    """Ask the table before every view, and have the ledger's head remembered after every act."""
    app.before_request(_guard)
    app.after_request(_after_an_act)
    app.jinja_env.globals.update(someone=someone, form_token=form_token)


def proven(view: Callable[Concatenate[Unlocked, P], R]) -> Callable[P, R]:
    """Hand the view the person who was proven for this request."""

    @wraps(view)
    def with_person(*arguments: P.args, **named: P.kwargs) -> R:
        unlocked = someone()
        if unlocked is None:
            # Only a page that the table opens to anybody gets here: a mistake of ours, answered with a closed door.
            abort(403)
        return view(unlocked, *arguments, **named)

    return with_person


def someone() -> Unlocked | None:
    """Return who was proven for this request, or None at the door."""
    unlocked: Unlocked | None = g.get("unlocked")
    return unlocked


def _guard() -> AnyResponse | None:
    if request.endpoint is None:
        return None  # no such page: Flask answers 404 or 405
    who = TABLE.get(request.endpoint)
    if who is None:
        note("page_not_in_table")
        abort(403)
    if who is not Who.ANYBODY:
        return _prove(who)
    return None


def _prove(who: Who) -> AnyResponse | None:
    key = current_key()
    try:
        if key is None:
            raise SessionEnded("no cookie")  # noqa: TRY301 - both ways lead to the same door
        unlocked = services().people.resume(key)
    except SessionEnded:
        return go("door.sign_in", **({} if key is None else {"ended": 1}))
    if who is not Who.TEAM and not unlocked.has_role(who):
        abort(403)
    if request.method == "POST" and not ActionForm().genuine:
        abort(403)
    g.unlocked = unlocked
    return None


def _after_an_act(response: Response) -> Response:
    unlocked = someone()
    if unlocked is not None and request.method == "POST" and response.status_code < 400:
        remember(unlocked)
    return response
