"""Serve the stylesheets from memory under addresses with their hash, so that browsers fetch each once."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for

STATIC = Path(__file__).parent / "static"
_EXTENSION = "aigaq.assets"
_FOREVER = "public, max-age=31536000, immutable"
_DAY = "public, max-age=86400"

pages = Blueprint("assets", __name__)


@dataclass(frozen=True, kw_only=True)
class Stylesheet:
    """A stylesheet as it is sent: its hashed name, its bytes, and the same bytes compressed."""

    name: str
    plain: bytes
    compressed: bytes


def install(app: Flask) -> None:
    """Load the stylesheets and give templates the function `stylesheet(name)`."""
    sheets = {path.stem: _load(path) for path in sorted(STATIC.glob("*.css"))}
    app.extensions[_EXTENSION] = {sheet.name: sheet for sheet in sheets.values()}
    app.jinja_env.globals["stylesheet"] = _addresses(sheets)
    app.register_blueprint(pages)


@pages.get("/assets/<name>")
def asset(name: str) -> Response:
    """Send one stylesheet."""
    sheet: Stylesheet | None = current_app.extensions[_EXTENSION].get(name)
    if sheet is None:
        abort(404)
    # Only these are compressed. A page that holds a form token beside what somebody typed must not be: the
    # length of the compressed page would tell about the token (BREACH).
    zipped = request.accept_encodings.quality("gzip") > 0
    response = Response(sheet.compressed if zipped else sheet.plain, mimetype="text/css")
    response.headers["Cache-Control"] = _FOREVER
    response.headers["Vary"] = "Accept-Encoding"
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response


@pages.get("/favicon.ico")
def icon() -> Response:
    """Say that there is no icon: browsers ask unbidden, and an error page would cost more."""
    response = Response(status=204)
    response.headers["Cache-Control"] = _DAY
    return response


def _load(path: Path) -> Stylesheet:
    plain = path.read_bytes()
    digest = hashlib.sha256(plain).hexdigest()[:12]
    return Stylesheet(name=f"{path.stem}-{digest}.css", plain=plain, compressed=gzip.compress(plain, 9, mtime=0))


def _addresses(sheets: dict[str, Stylesheet]) -> Callable[[str], str]:
    def stylesheet(name: str) -> str:
        return url_for("assets.asset", name=sheets[name].name)

    return stylesheet
