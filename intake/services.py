"""Hold what the views work with, in one frozen value that they reach through `services()`."""

from dataclasses import dataclass

from flask import Flask, current_app

from config.settings import IntakeSettings
from testimony.giving.mailbox import Mailboxes
from testimony.giving.service import Giving

_EXTENSION = "aigaq.services"


@dataclass(frozen=True, kw_only=True)
class Services:
    """The collaborators of the intake app."""

    settings: IntakeSettings
    giving: Giving
    mailboxes: Mailboxes


def install(app: Flask, collaborators: Services) -> None:
    """Put the collaborators where `services()` finds them."""
    app.extensions[_EXTENSION] = collaborators


def services() -> Services:
    """Return the collaborators of the app that answers this request."""
    found: Services = current_app.extensions[_EXTENSION]
    return found
