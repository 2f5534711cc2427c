"""Files that leave the app: always downloaded, never shown, never kept by the browser."""

from flask import Response


def attachment(content: bytes, name: str, *, kind: str = "application/octet-stream") -> Response:
    """Return a download under a plain name of letters, digits, dots and hyphens."""
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    # Should a browser show it all the same, it shows it without scripts, forms or an origin.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
