"""Log events, not stories: a fixed name and opaque references; never text, names, codes or addresses."""

import logging
import re
import sys
from typing import TextIO

EVENTS = logging.getLogger("aigaq.events")

_NAME = re.compile(r"[a-z][a-z_]{0,47}")
# Hexadecimal ids, class names and module:line. No space, so no sentence fits; no @ and no slash, so no
# address or path does; and too short for a receipt's words.
_VALUE = re.compile(r"[A-Za-z0-9_.:]{1,48}")


class UnfitForLog(ValueError):
    """An event's name or one of its values could hold something a person wrote."""


def note(event: str, **values: str) -> None:
    """Log an event; raise UnfitForLog for a name or value that is not plainly opaque."""
    if not _NAME.fullmatch(event):
        raise UnfitForLog("event name: not a plain word")
    for name, value in values.items():
        if not _VALUE.fullmatch(value):
            raise UnfitForLog(f"{name}: not an opaque value")
    EVENTS.info("%s", " ".join([event, *(f"{name}={value}" for name, value in values.items())]))


def configure(stream: TextIO = sys.stderr) -> None:
    """Let our own events through to a stream and nothing else: libraries may log what a request held."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
    root.addHandler(logging.NullHandler())
    handler = logging.StreamHandler(stream)
    # No time of day: the hour at which somebody wrote is nobody's business.
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    EVENTS.handlers = [handler]
    EVENTS.propagate = False
    EVENTS.setLevel(logging.INFO)
