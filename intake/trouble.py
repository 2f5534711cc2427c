"""Answer a page that could not be shown because the storage is busy or gone; posts are caught where they happen."""

from flask import Flask, Response

from testimony.giving.errors import Busy, NothingKept, StorageUnavailable
from web.errors import error_page
from web.logs import note


def install(app: Flask) -> None:
    """Answer 503, with words that fit, where the storage fails while a page is read."""
    for kind in (Busy, StorageUnavailable, NothingKept):
        app.register_error_handler(kind, _unavailable)


def _unavailable(error: Exception) -> Response:
    note("storage_unavailable", kind=type(error).__name__)
    return error_page(503)
