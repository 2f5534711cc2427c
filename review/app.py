"""Build the private app from its settings and its collaborators."""

from flask import Flask

from config.settings import ReviewSettings
from review import (
    access,
    addresses,
    checking,
    coding,
    custody,
    door,
    enrolment,
    identity,
    ledger,
    message,
    people,
    queue,
    record,
    releases,
    remembered,
    services,
    terms,
    trouble,
    words,
)
from review.services import Services
from web.site import Site, furnish


def create_app(settings: ReviewSettings, collaborators: Services) -> Flask:
    """Return the review app; no page but the door opens without a proven person."""
    app = Flask("review", static_folder=None)
    addresses.install(app)
    furnish(
        app,
        Site(
            name=settings.organisation or "Aigaq",
            cookie_name="aigaq_review",
            leave_url=settings.leave_url,
            languages=settings.languages,
            demonstration=settings.demonstration,
            secure=settings.secure,
        ),
    )
    services.install(app, collaborators)
    remembered.install(app, secure=settings.secure)
    access.install(app)
    trouble.install(app)
    words.install(app)
    for part in (
        door,
        enrolment,
        queue,
        record,
        checking,
        terms,
        coding,
        message,
        identity,
        custody,
        people,
        releases,
        ledger,
    ):
        app.register_blueprint(part.pages)
    return app
