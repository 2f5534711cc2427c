"""gunicorn's logger, silenced: its own messages quote malformed requests together with the sender's address."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Says that the server started or broke, by fixed words; never what a request held."""

    def access(self, *_args: Any, **_kwargs: Any) -> None:
        """Log nothing about any request."""

    def critical(self, _message: str, *_args: Any, **_kwargs: Any) -> None:
        """Say that something critical happened, without its words."""
        self.error_log.critical("gunicorn_critical")

    def error(self, _message: str, *_args: Any, **_kwargs: Any) -> None:
        """Say that an error happened, without its words."""
        self.error_log.error("gunicorn_error")

    def exception(self, _message: str, *_args: Any, **_kwargs: Any) -> None:
        """Say that an exception happened, without traceback: it could quote a request."""
        self.error_log.error("gunicorn_exception")

    def warning(self, _message: str, *_args: Any, **_kwargs: Any) -> None:
        """Drop warnings: most of them are about one request."""

    def info(self, _message: str, *_args: Any, **_kwargs: Any) -> None:
        """Drop chatter."""

    def debug(self, _message: str, *_args: Any, **_kwargs: Any) -> None:
        """Drop chatter."""

    def log(self, _level: int, _message: str, *_args: Any, **_kwargs: Any) -> None:
        """Drop what names no level of its own."""
