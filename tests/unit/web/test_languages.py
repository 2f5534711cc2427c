"""Which language a page is in, and where its other languages are."""

from collections.abc import Callable

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from web import languages


def test_the_address_names_the_language(client: FlaskClient) -> None:
    assert '<strong lang="ru" aria-current="true">Русский</strong>' in client.get("/ru/page").text


def test_an_unknown_language_is_no_page(client: FlaskClient) -> None:
    assert client.get("/fr/page").status_code == 404


def test_the_switch_leads_to_the_same_page(client: FlaskClient) -> None:
    assert 'href="/kk/page" lang="kk" hreflang="kk"' in client.get("/en/page").text


def test_a_page_without_a_language_has_no_switch(client: FlaskClient) -> None:
    assert 'class="languages"' not in client.get("/plain").text


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("ru", "ru"), ("kk-KZ,ru;q=0.8", "kk"), ("de,ru;q=0.5", "ru"), ("de", "en"), ("", "en"), ("*", "en")],
)
def test_the_browser_is_asked_where_the_address_is_silent(
    make_app: Callable[..., Flask], wanted: str, given: str
) -> None:
    with make_app().test_request_context("/plain", headers={"Accept-Language": wanted}):
        assert languages.current_language() == given


def test_an_unknown_page_under_a_language_keeps_it(make_app: Callable[..., Flask]) -> None:
    with make_app().test_request_context("/ru/nothing-here", headers={"Accept-Language": "en"}):
        assert languages.current_language() == "ru"


def test_a_link_inside_a_page_keeps_its_language(make_app: Callable[..., Flask]) -> None:
    app = make_app()

    with app.test_request_context("/kk/page"):
        assert url_for("page") == "/kk/page"
        assert url_for("plain") == "/plain"


def test_outside_a_request_the_source_language_is_spoken(make_app: Callable[..., Flask]) -> None:
    with make_app().app_context():
        assert languages.current_language() == "en"


def test_a_page_without_translation_says_so_and_says_what_it_is_in(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "has_catalogue", {"en"}.__contains__)

    page = client.get("/ru/page").text

    assert '<html lang="en">' in page
    assert "Писать можно на любом языке" in page


def test_a_translated_page_says_its_language(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "has_catalogue", {"en", "ru"}.__contains__)

    page = client.get("/ru/page").text

    assert '<html lang="ru">' in page
    assert "Писать можно" not in page


def test_only_what_the_app_offers_is_offered(make_app: Callable[..., Flask]) -> None:
    with make_app(languages=("en", "ru")).test_request_context("/"):
        assert languages.is_offered("ru")
        assert not languages.is_offered("kk")


def test_a_page_can_lend_its_languages_from_another(make_app: Callable[..., Flask]) -> None:
    with make_app().test_request_context("/plain"):
        assert languages.other_languages("page") == [("en", "/en/page"), ("ru", "/ru/page"), ("kk", "/kk/page")]


def test_the_source_language_needs_no_catalogue(make_app: Callable[..., Flask]) -> None:
    with make_app().app_context():
        assert languages.has_catalogue("en")
        assert not languages.has_catalogue("fr")


@pytest.mark.parametrize(("path", "home"), [("/kk/testimony", "/kk/"), ("/kk/nowhere", "/kk/"), ("/left", "/")])
def test_way_home_keeps_the_language_of_the_address(make_app: Callable[..., Flask], path: str, home: str) -> None:
    with make_app().test_request_context(path, headers={"Accept-Language": "ru"}):
        assert languages.home_address() == home
