"""Hold what the views work with, in one frozen value that they reach through `services()`."""

from dataclasses import dataclass

from flask import Flask, current_app

from config.settings import ReviewSettings
from review.kept import Kept
from testimony.coding.codebook import Codebook
from testimony.custody.service import Custody
from testimony.database.clock import Clock
from testimony.desk.service import Desk
from testimony.ledger.book import Book
from testimony.people.service import People
from testimony.people.vouching import Vouching
from testimony.release.register import Releases

_EXTENSION = "aigaq.services"


@dataclass(frozen=True, kw_only=True)
class Services:
    """The collaborators of the review app."""

    settings: ReviewSettings
    people: People
    vouching: Vouching
    desk: Desk
    custody: Custody
    releases: Releases
    book: Book
    kept: Kept
    codebook: Codebook
    clock: Clock


def install(app: Flask, collaborators: Services) -> None:
    """Put the collaborators where `services()` finds them."""
    app.extensions[_EXTENSION] = collaborators


def services() -> Services:
    """Return the collaborators of the app that answers this request."""
    found: Services = current_app.extensions[_EXTENSION]
    return found
