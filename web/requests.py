"""Read forms without losing a letter and without putting one on a disk."""

import io
from typing import IO, Any, cast
from urllib.parse import parse_qsl

from flask import Request, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser


class KeepingParser(FormDataParser):
    """A form parser that loses nothing: a byte that is no UTF-8 becomes U+FFFD, and `damaged` says so."""

    damaged = False

    def _parse_urlencoded(
        self, stream: IO[bytes], _mimetype: str, _length: int | None, _options: dict[str, str]
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]:
        # Werkzeug drops the whole form when one raw byte is wrong, and leaves wrong escapes as "%F1" in the text.
        body = stream.read()
        try:
            fields = _fields(body, errors="strict")
        except UnicodeDecodeError:
            self.damaged = True
            fields = _fields(body, errors="replace")
        return stream, self.cls(fields), self.cls()


class FormRequest(Request):
    """A request whose body is a small urlencoded form and never touches a disk."""

    form_data_parser_class = KeepingParser
    _parser: FormDataParser | None = None

    @property
    def damaged(self) -> bool:
        """Say whether the form held bytes that are not UTF-8."""
        self._load_form_data()
        return isinstance(self._parser, KeepingParser) and self._parser.damaged

    def make_form_data_parser(self) -> FormDataParser:
        """Keep the parser, which knows what it met."""
        self._parser = super().make_form_data_parser()
        return self._parser

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        # Werkzeug spools uploads of more than 500 KB to a temporary file in plaintext; the body limit bounds memory.
        return io.BytesIO()


def arrived_damaged() -> bool:
    """Say whether the form of this request held bytes that are not UTF-8."""
    # In the fields U+FFFD stands in their place, and somebody may also have typed that: only the parser knows.
    return cast("FormRequest", request).damaged


def _fields(body: bytes, *, errors: str) -> list[tuple[str, str]]:
    return parse_qsl(body.decode("utf-8", errors), keep_blank_values=True, errors=errors)
