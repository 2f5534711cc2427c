"""Build the public app from its settings and its collaborators."""

from flask import Flask

from config.settings import IntakeSettings
from intake import check, mailbox, receipt, services, testimony, trouble, waiting, welcome
from intake.services import Services
from web.site import Site, furnish


def create_app(settings: IntakeSettings, collaborators: Services) -> Flask:
    """Return the intake app; it can seal what it is given and never read it back."""
    app = Flask("intake", static_folder=None)
    furnish(
        app,
        Site(
            name=settings.organisation or "Aigaq",
            cookie_name="aigaq",
            leave_url=settings.leave_url,
            languages=settings.languages,
            demonstration=settings.demonstration,
            secure=settings.secure,
        ),
    )
    services.install(app, collaborators)
    trouble.install(app)
    for part in (welcome, testimony, check, waiting, receipt, mailbox):
        app.register_blueprint(part.pages)
    return app
