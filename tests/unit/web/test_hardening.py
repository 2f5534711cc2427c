"""The headers every answer carries, and the requests that are refused."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.hardening import MAX_BODY_BYTES

FULL_NARRATIVE_BYTES = 50_000 * len("%F0%9F%95%8A")


@pytest.mark.parametrize("path", ["/en/page", "/nothing-here", "/favicon.ico", "/left", "/broken", "/abort/503"])
def test_every_answer_starts_its_policy_from_none(client: FlaskClient, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"].split("; ")

    assert "default-src 'none'" in policy
    assert not [rule for rule in policy if "unsafe" in rule or "script-src" in rule or "*" in rule]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Cache-Control", "no-store"),
    ],
)
def test_a_page_is_neither_kept_nor_leaked(client: FlaskClient, name: str, value: str) -> None:
    assert client.get("/en/page").headers[name] == value


def test_a_page_names_no_server_and_has_no_tag(client: FlaskClient) -> None:
    headers = client.get("/en/page").headers

    assert "Server" not in headers
    assert "ETag" not in headers


def test_plain_http_gets_no_transport_rule(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/en/page").headers


def test_https_gets_the_transport_rule(client: FlaskClient) -> None:
    answer = client.get("/en/page", base_url="https://localhost")

    assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]


def test_an_app_behind_a_tls_proxy_gets_the_transport_rule(make_app: Callable[..., Flask]) -> None:
    answer = make_app(secure=True).test_client().get("/en/page")

    assert "Strict-Transport-Security" in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://localhost:8001"},
        {"Origin": "https://localhost.elsewhere.example"},
    ],
    ids=["another site", "another port", "another origin", "another port by origin", "a look-alike host"],
)
def test_a_post_from_elsewhere_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/echo", data={"text": "words"}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
        {"Origin": "http://localhost"},
        {"Origin": "https://localhost"},
    ],
    ids=["old browser", "own form", "typed", "no referrer", "own origin", "own origin behind TLS"],
)
def test_a_post_of_our_own_is_taken(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/echo", data={"text": "words"}, headers=headers).text == "words"


def test_a_link_from_elsewhere_may_open_a_page(client: FlaskClient) -> None:
    assert client.get("/en/page", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_full_narrative_of_four_byte_letters_fits(client: FlaskClient) -> None:
    answer = client.post("/echo", data={"text": "🕊" * 50_000})

    assert FULL_NARRATIVE_BYTES < MAX_BODY_BYTES
    assert len(answer.text) == 50_000


def test_a_body_over_the_limit_gets_a_page_that_says_so(client: FlaskClient) -> None:
    answer = client.post("/echo", data={"text": "a" * (MAX_BODY_BYTES + 1)})

    assert answer.status_code == 413
    assert "too much at once" in answer.text
