"""Furnish an app with everything both apps share in the browser, in the order in which it takes effect."""

from dataclasses import dataclass

from flask import Flask

from web import assets, cookies, errors, hardening, languages, leaving
from web.forms import by_field


@dataclass(frozen=True, kw_only=True)
class Site:
    """What the shared pages need to know about the app they stand in."""

    name: str
    cookie_name: str
    leave_url: str
    languages: tuple[str, ...]
    demonstration: bool
    # True where a proxy ends TLS, so that the request itself looks like plain HTTP.
    secure: bool


def furnish(app: Flask, site: Site) -> None:
    """Add hardening, the cookie, languages, error pages, assets and the way out to an app."""
    # Personal pages save bytes too: a phone on a slow circuit pays for every blank line.
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["site"] = site
    app.jinja_env.filters.update(visible=visible, by_field=by_field)
    hardening.install(app, secure=site.secure)
    cookies.install(app, name=site.cookie_name, secure=site.secure)
    languages.install(app, offered=site.languages)
    errors.install(app)
    assets.install(app)
    leaving.install(app, leave_url=site.leave_url)


def visible(text: str) -> str:
    """Return text fit for a page: HTML can not carry NUL, so its picture stands in its place."""
    return text.replace("\0", "\u2400")
