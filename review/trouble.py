"""Answer what no view can mend: storage gone, a record that is not there, damaged or closed, a key not given."""

from flask import Flask, Response, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from review.steps import go
from testimony.custody.errors import RequestRefused
from testimony.database.errors import StorageUnavailable
from testimony.people.errors import Busy, NoGrant, SessionEnded
from testimony.record.errors import NoRecord, RecordClosed, RecordDamaged
from testimony.release.errors import ReleaseDamaged
from testimony.roster.errors import RosterRefused
from web.errors import error_page
from web.logs import note


def install(app: Flask) -> None:
    """Answer each of these with a page that says what it means and what to do."""
    app.register_error_handler(StorageUnavailable, _unavailable)
    app.register_error_handler(Busy, _unavailable)
    app.register_error_handler(NoRecord, lambda _error: error_page(404))
    app.register_error_handler(SessionEnded, lambda _error: go("door.sign_in", ended=1))
    app.register_error_handler(RecordClosed, _closed)
    app.register_error_handler(RecordDamaged, _alarming)
    app.register_error_handler(RosterRefused, _alarming)
    app.register_error_handler(RequestRefused, _alarming)
    app.register_error_handler(ReleaseDamaged, _alarming)
    app.register_error_handler(NoGrant, _alarming)


def _unavailable(error: Exception) -> Response:
    note("storage_unavailable", kind=type(error).__name__)
    return error_page(503)


def _closed(_error: Exception) -> AnyResponse:
    return go("record.record", record_id=(request.view_args or {})["record_id"], said="closed")


def _alarming(error: Exception) -> Response:
    note("integrity_refused", kind=type(error).__name__)
    return make_response(render_template("alarming.html", kind=type(error).__name__), 500)
