"""Choose the language of a page: from its address, else from what the browser asks for."""

from functools import cache, cached_property
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import Babel, Domain
from werkzeug.routing import BaseConverter

# Each language under the name its speakers use.
ENDONYMS = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
SOURCE = "en"
TRANSLATIONS = Path(__file__).parent / "translations"
# The catalogue of the sentences in this package, which every app reads beside the one that bears its own name.
SHARED = "web"
# Shown where a page has no translation yet. These sentences can not come from the catalogue that is missing.
_NOT_YET = {
    "ru": "Эта страница пока не переведена. Писать можно на любом языке.",
    "kk": "Бұл бет әлі аударылған жоқ. Кез келген тілде жаза аласыз.",
}
_OFFERED = "aigaq.languages"


def install(app: Flask, *, offered: tuple[str, ...]) -> None:
    """Add the `language` address converter, translations and the template functions to an app."""
    app.extensions[_OFFERED] = offered
    app.url_map.converters["language"] = _converter(offered)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    _Catalogues(
        app,
        default_locale=SOURCE,
        default_domain=f"{SHARED};{app.name}",
        default_translation_directories=str(TRANSLATIONS),
        # Not the language asked for: where the app's own sentences are missing, the shared ones, dates and numbers
        # stay English too, for the page says that it is English.
        locale_selector=page_language,
    )
    app.jinja_env.globals.update(
        current_language=current_language,
        page_language=page_language,
        other_languages=other_languages,
        not_translated=not_translated,
        endonyms=ENDONYMS,
        home_address=home_address,
    )


class _Catalogues(Babel):  # type: ignore[misc]  # Flask-Babel carries no types
    """Read each catalogue once: Flask-Babel would read it from disk again for every request."""

    @cached_property
    def domain_instance(self) -> Domain:
        """Return the catalogues of this app, which keep what they have read; Flask-Babel wants a folder for each."""
        return Domain(translation_directories=[str(TRANSLATIONS)] * 2, domain=self.domain)


def current_language() -> str:
    """Return the language of this page's address, else the offered one that the browser likes best."""
    # Babel asks outside requests too, in commands; the source language is the answer there.
    if not has_request_context():
        return SOURCE
    if "language" not in g:
        g.language = _wanted()
    language: str = g.language
    return language


def page_language() -> str:
    """Return the language the page is really in, for its lang attribute: a screen reader must not guess."""
    language = current_language()
    return language if has_catalogue(language) else SOURCE


def not_translated() -> str | None:
    """Return a sentence in the chosen language which says that the page has no translation yet, or None."""
    return None if has_catalogue(current_language()) else _NOT_YET.get(current_language())


def has_catalogue(language: str) -> bool:
    """Say whether this app's own sentences exist in this language."""
    return language == SOURCE or _is_compiled(language, current_app.name)


def other_languages(endpoint: str | None = None) -> list[tuple[str, str]]:
    """Return code and address in each language of this page, or of the endpoint; nothing where it has none."""
    rule = request.url_rule
    if endpoint is not None:
        return [(code, url_for(endpoint, language=code)) for code in _offered()]
    if rule is None or "language" not in rule.arguments:
        return []
    values = {name: value for name, value in (request.view_args or {}).items() if name != "language"}
    return [(code, url_for(rule.endpoint, **values, language=code)) for code in _offered()]


def home_address() -> str:
    """Return the first page's address, in the language chosen: who reads Kazakh on a Russian phone stays there."""
    code = request.path.split("/")[1]
    return f"/{code}/" if is_offered(code) else "/"


def is_offered(code: str) -> bool:
    """Say whether the app offers this language."""
    return code in _offered()


@cache
def _is_compiled(language: str, domain: str) -> bool:
    return (TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.mo").exists()


def _offered() -> tuple[str, ...]:
    offered: tuple[str, ...] = current_app.extensions[_OFFERED]
    return offered


def _wanted() -> str:
    # An unknown page under /ru/ matched no rule, and its error page should still be Russian.
    first = request.path.split("/")[1]
    if is_offered(first):
        return first
    # Werkzeug's best_match prefers "ru" over "kk-KZ, ru;q=0.8", for it tries whole tags first; people mean the order.
    wishes = (tag.split("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return next(filter(is_offered, wishes), _offered()[0])


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "language" in values:
        g.language = values.pop("language")


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "language" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = current_language()


def _converter(offered: tuple[str, ...]) -> type[BaseConverter]:
    return type("LanguageConverter", (BaseConverter,), {"regex": "|".join(offered)})
