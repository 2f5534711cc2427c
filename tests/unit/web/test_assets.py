"""Stylesheets: hashed addresses, one fetch each, compressed where the browser likes it."""

import gzip
import re

import pytest
from flask.testing import FlaskClient

from web.assets import STATIC

STYLE = STATIC / "style.css"


def address(client: FlaskClient) -> str:
    """Return the address of the stylesheet as a page gives it."""
    return re.findall(r"/assets/style-[0-9a-f]{12}\.css", client.get("/en/page").text)[0]


def test_the_page_names_a_stylesheet_that_is_there(client: FlaskClient) -> None:
    answer = client.get(address(client))

    assert answer.data == STYLE.read_bytes()
    assert answer.mimetype == "text/css"


def test_a_browser_that_likes_it_gets_the_stylesheet_compressed(client: FlaskClient) -> None:
    answer = client.get(address(client), headers={"Accept-Encoding": "gzip, br"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == STYLE.read_bytes()


def test_a_stylesheet_is_fetched_once(client: FlaskClient) -> None:
    assert "immutable" in client.get(address(client)).headers["Cache-Control"]


def test_a_page_is_never_compressed(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/en/page", headers={"Accept-Encoding": "gzip"}).headers


@pytest.mark.parametrize("name", ["style.css", "style-000000000000.css", "..%2Fsite.py"])
def test_an_unknown_name_is_no_stylesheet(client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 404


def test_the_icon_that_browsers_ask_for_costs_nothing(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico")

    assert answer.status_code == 204
    assert answer.data == b""


def test_no_stylesheet_fetches_anything() -> None:
    sheets = [path.read_text("utf-8") for path in STATIC.glob("*.css")]

    assert not [sheet for sheet in sheets if "url(" in sheet or "@import" in sheet]
