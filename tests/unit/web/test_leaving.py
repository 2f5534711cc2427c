"""The way out: the key is gone, and the next page is somewhere harmless."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("path", ["/en/page", "/plain", "/nothing-here", "/broken", "/abort/503"])
def test_every_page_has_the_way_out(client: FlaskClient, path: str) -> None:
    page = client.get(path).text

    assert (
        '<form action="/leave" method="post" rel="noreferrer"><button class="leave">Leave now</button></form>' in page
    )


def test_leaving_takes_the_key_from_the_browser(client: FlaskClient) -> None:
    client.get("/form")

    answer = client.post("/leave")

    assert answer.status_code == 303
    assert answer.location == "/left"
    assert client.get("/key").text == "none"


def test_leaving_works_without_a_key(client: FlaskClient) -> None:
    assert client.post("/leave").status_code == 303


def test_another_site_can_not_make_somebody_leave(client: FlaskClient) -> None:
    client.get("/form")

    answer = client.post("/leave", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert client.get("/key").text != "none"


def test_the_page_left_behind_goes_on_at_once_and_names_nobody(client: FlaskClient) -> None:
    answer = client.get("/left")

    assert answer.headers["Refresh"] == "0;url=https://weather.example/"
    assert 'href="https://weather.example/" rel="noreferrer"' in answer.text
    assert "Steppe Witness" not in answer.text
