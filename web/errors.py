"""Answer every failure with a page in plain words: what happened, what is kept, what to do next."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from web.logs import note

_RETRY_SECONDS = 30
# A browser that is still sending when the answer comes shows "connection reset" instead of the page, so a
# body somewhat over the limit is read and thrown away first. Beyond this bound the connection may break.
_DRAIN_BYTES = 8 * 1024 * 1024
_DRAIN_STEP = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """The words of one error page."""

    title: str
    what: str
    then: str


def install(app: Flask) -> None:
    """Answer each HTTP error, and anything unforeseen, with a page of our own."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unforeseen)


def error_page(status: int, *, reference: str | None = None) -> Response:
    """Return the page for a status; one without words of its own is answered as 400 or 500."""
    known = status if status in _WORDS else (500 if status >= 500 else 400)
    explanation = _WORDS[known]()
    body = render_template("error.html", status=status, explanation=explanation, reference=reference)
    response = make_response(body, status)
    if status in {429, 503}:
        response.headers["Retry-After"] = str(_RETRY_SECONDS)
    return response


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if status == 413:
        _drain()
    response = error_page(status)
    allowed = dict(error.get_headers()).get("Allow")
    if allowed is not None:
        response.headers["Allow"] = allowed
    return response


def _unforeseen(error: Exception) -> Response:
    reference = secrets.token_hex(4)
    # Class and place only: the message or a traceback may quote what somebody wrote.
    note("unforeseen_error", reference=reference, kind=type(error).__name__, place=_place(error))
    return error_page(500, reference=reference)


def _place(error: Exception) -> str:
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return "unknown" if step is None else f"{step.tb_frame.f_globals.get('__name__', '?')}:{step.tb_lineno}"


def _drain() -> None:
    stream = request.environ["wsgi.input"]
    left = min(request.content_length or 0, _DRAIN_BYTES)
    while left > 0:
        piece = stream.read(min(left, _DRAIN_STEP))
        if not piece:
            return
        left -= len(piece)


def _bad_request() -> Explanation:
    return Explanation(
        title=gettext("We could not read that"),
        what=gettext("Your browser sent something this page does not understand. Nothing new was stored."),
        then=gettext("Go back one page and try again."),
    )


def _forbidden() -> Explanation:
    return Explanation(
        title=gettext("This page can not be used that way"),
        what=gettext("The request came from another site, or from a page that is not yours. Nothing was changed."),
        then=gettext("Open this site yourself, by its address, and start from its first page."),
    )


def _not_found() -> Explanation:
    return Explanation(
        title=gettext("There is no page here"),
        what=gettext("The address may be mistyped, or the page has moved. Nothing you wrote is lost by this."),
        then=gettext("Start again from the first page."),
    )


def _wrong_method() -> Explanation:
    return Explanation(
        title=gettext("This page can not be opened directly"),
        what=gettext("It only takes what a form sends. Nothing was changed."),
        then=gettext("Start again from the first page."),
    )


def _too_large() -> Explanation:
    return Explanation(
        title=gettext("That is too much at once"),
        what=gettext("What you sent is larger than this page can take. It was not stored."),
        then=gettext("Go back one page: your browser usually still has it. Then send it in several parts."),
    )


def _wrong_kind() -> Explanation:
    return Explanation(
        title=gettext("This page takes text only"),
        what=gettext("Your browser sent another kind of content. It was not stored."),
        then=gettext("Go back one page and send text only."),
    )


def _too_many() -> Explanation:
    return Explanation(
        title=gettext("Too many tries in a short time"),
        what=gettext("To protect everybody, this page takes a short rest. Nothing you sent earlier is lost."),
        then=gettext("Wait a few minutes. Then try again."),
    )


def _broken() -> Explanation:
    return Explanation(
        title=gettext("Something broke on our side"),
        what=gettext("It is not your fault. What was stored before this page is safe."),
        then=gettext("Go back one page and try again. If it happens again, come back later."),
    )


def _unavailable() -> Explanation:
    return Explanation(
        title=gettext("We can not do this right now"),
        what=gettext("Our storage is busy or out of reach. What was stored before this page is safe."),
        then=gettext("Wait a minute. Then load this page again."),
    )


_WORDS: dict[int, Callable[[], Explanation]] = {
    400: _bad_request,
    403: _forbidden,
    404: _not_found,
    405: _wrong_method,
    413: _too_large,
    415: _wrong_kind,
    429: _too_many,
    500: _broken,
    503: _unavailable,
}
