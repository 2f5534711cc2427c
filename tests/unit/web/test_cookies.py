"""The one cookie: when it is set, what it holds and how it is taken back."""

import base64
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient


def test_a_form_gives_the_browser_a_key(client: FlaskClient) -> None:
    cookie = client.get("/form").headers["Set-Cookie"]

    assert cookie.startswith("aigaq=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    assert "Expires" not in cookie


def test_a_page_without_a_form_sets_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/en/page").headers


def test_a_second_page_keeps_the_key(client: FlaskClient) -> None:
    client.get("/form")

    assert "Set-Cookie" not in client.get("/form").headers


def test_the_key_has_thirty_two_bytes_in_url_safe_letters(client: FlaskClient) -> None:
    value = client.get("/form").headers["Set-Cookie"].split(";")[0].removeprefix("aigaq=")

    assert base64.urlsafe_b64decode(value + "=").hex() == client.get("/key").text


@pytest.mark.parametrize("value", ["", "short", "a" * 44, "!" * 43, "ключ", "a" * 42 + "=", "a" * 4000])
def test_a_cookie_that_is_not_ours_counts_as_none(make_app: Callable[..., Flask], value: str) -> None:
    client = make_app().test_client(use_cookies=False)

    answer = client.get("/key", headers={"Cookie": f"aigaq={value}"})

    assert answer.text == "none"


def test_a_replaced_key_is_another_one(client: FlaskClient) -> None:
    client.get("/form")
    before = client.get("/key").text

    after = client.get("/replace").text

    assert after != before
    assert client.get("/key").text == after


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("http://localhost", False),
        ("https://localhost", True),
        ("http://witnessabc.onion", True),
        ("http://witnessabc.onion:8080", True),
        ("http://onion.example", False),
    ],
)
def test_the_cookie_is_marked_secure_where_the_way_is(client: FlaskClient, address: str, *, safe: bool) -> None:
    cookie = client.get("/form", base_url=address).headers["Set-Cookie"]

    assert ("Secure" in cookie) is safe


def test_the_cookie_is_marked_secure_behind_a_tls_proxy(make_app: Callable[..., Flask]) -> None:
    cookie = make_app(secure=True).test_client().get("/form").headers["Set-Cookie"]

    assert "Secure" in cookie


def test_each_app_names_its_own_cookie(make_app: Callable[..., Flask]) -> None:
    cookie = make_app(cookie_name="desk").test_client().get("/form").headers["Set-Cookie"]

    assert cookie.startswith("desk=")
