"""The kind of id that stands in addresses."""

from flask import Flask
from werkzeug.routing import BaseConverter


class HexConverter(BaseConverter):
    """16 or 32 bytes in lower-case hexadecimal digits; anything else is no address of ours."""

    regex = "(?:[0-9a-f]{32}|[0-9a-f]{64})"


def install(app: Flask) -> None:
    """Let rules say `<hex:record_id>`."""
    app.url_map.converters["hex"] = HexConverter
