"""A small app, furnished as the real ones are, with one page of each kind the tests need."""

from collections.abc import Callable

import pytest
from flask import Flask, abort, render_template_string, request
from flask.testing import FlaskClient
from wtforms import StringField

from web import cookies
from web.forms import BaseForm
from web.site import Site, furnish


class NoteForm(BaseForm):
    """A form with one field."""

    note = StringField()


class OtherForm(BaseForm):
    """A form of another scope."""


def _add_pages(app: Flask) -> None:
    @app.get("/<language:language>/page")
    def page() -> str:
        return render_template_string("{% extends 'base.html' %}{% block title %}{{ _('One moment') }}{% endblock %}")

    @app.get("/plain")
    def plain() -> str:
        return render_template_string("{% extends 'base.html' %}")

    @app.get("/form")
    def form() -> str:
        return str(NoteForm(formdata=None).csrf_token.current_token)

    @app.get("/other-form")
    def other_form() -> str:
        return str(OtherForm(formdata=None).csrf_token.current_token)

    @app.post("/form")
    def take() -> str:
        return "genuine" if NoteForm().genuine else "foreign"

    @app.post("/echo")
    def echo() -> str:
        return request.form["text"]


def _add_probes(app: Flask) -> None:
    @app.get("/key")
    def key() -> str:
        found = cookies.current_key()
        return "none" if found is None else found.hex()

    @app.get("/replace")
    def replace() -> str:
        return cookies.replace_key().hex()

    @app.get("/abort/<int:status>")
    def stop(status: int) -> str:
        abort(status)

    @app.get("/broken")
    def broken() -> str:
        raise ValueError("the words of a source")


@pytest.fixture
def make_app() -> Callable[..., Flask]:
    """Return a function that builds the app with parts of its site changed."""

    def build(**changes: object) -> Flask:
        chosen: dict[str, object] = {
            "name": "Steppe Witness",
            "cookie_name": "aigaq",
            "leave_url": "https://weather.example/",
            "languages": ("en", "ru", "kk"),
            "demonstration": False,
            "secure": False,
        }
        app = Flask("furnished", static_folder=None)
        furnish(app, Site(**{**chosen, **changes}))
        _add_pages(app)
        _add_probes(app)
        return app

    return build


@pytest.fixture
def client(make_app: Callable[..., Flask]) -> FlaskClient:
    """Return a visitor of the app as furnished by default."""
    return make_app().test_client()
