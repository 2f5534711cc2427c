"""Form tokens belong to one browser and one form, and have no date."""

import pytest
from flask.testing import FlaskClient


def test_a_form_given_to_this_browser_is_genuine(client: FlaskClient) -> None:
    token = client.get("/form").text

    assert client.post("/form", data={"csrf_token": token}).text == "genuine"


def test_the_same_token_is_good_again_and_again(client: FlaskClient) -> None:
    token = client.get("/form").text
    client.post("/form", data={"csrf_token": token})

    assert client.post("/form", data={"csrf_token": token}).text == "genuine"


@pytest.mark.parametrize("token", ["", "0" * 64, "жетон", "a\0b"], ids=["empty", "invented", "not ascii", "NUL"])
def test_a_wrong_token_is_foreign(client: FlaskClient, token: str) -> None:
    client.get("/form")

    assert client.post("/form", data={"csrf_token": token}).text == "foreign"


def test_a_missing_token_is_foreign(client: FlaskClient) -> None:
    client.get("/form")

    assert client.post("/form", data={"note": "words"}).text == "foreign"


def test_a_token_of_another_form_is_foreign(client: FlaskClient) -> None:
    token = client.get("/other-form").text

    assert client.post("/form", data={"csrf_token": token}).text == "foreign"


def test_a_token_of_an_earlier_key_is_foreign(client: FlaskClient) -> None:
    token = client.get("/form").text
    client.get("/replace")

    assert client.post("/form", data={"csrf_token": token}).text == "foreign"


def test_a_token_without_a_cookie_is_foreign(client: FlaskClient) -> None:
    token = client.get("/form").text
    client.delete_cookie("aigaq")

    assert client.post("/form", data={"csrf_token": token}).text == "foreign"
