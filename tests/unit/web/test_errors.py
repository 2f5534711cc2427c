"""What somebody sees when something fails, and what the log says about it."""

import io
import logging

import pytest
from flask.testing import FlaskClient

from web.errors import _drain, _place


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 415, 429, 500, 503])
def test_each_failure_has_a_page_with_the_way_out(client: FlaskClient, status: int) -> None:
    answer = client.get(f"/abort/{status}")

    assert answer.status_code == status
    assert f"Error {status}" in answer.text
    assert "Leave now" in answer.text


@pytest.mark.parametrize(("status", "words"), [(418, "could not read"), (501, "broke on our side")])
def test_a_rare_failure_borrows_the_words_of_its_kind(client: FlaskClient, status: int, words: str) -> None:
    answer = client.get(f"/abort/{status}")

    assert answer.status_code == status
    assert words in answer.text


@pytest.mark.parametrize("status", [429, 503])
def test_a_passing_failure_says_when_to_come_back(client: FlaskClient, status: int) -> None:
    assert client.get(f"/abort/{status}").headers["Retry-After"] == "30"


def test_a_lasting_failure_does_not_ask_to_come_back(client: FlaskClient) -> None:
    assert "Retry-After" not in client.get("/abort/404").headers


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    answer = client.get("/leave")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_an_unforeseen_error_shows_a_reference_and_no_content(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="aigaq.events")

    answer = client.get("/broken")

    assert answer.status_code == 500
    [record] = caplog.records
    reference = record.getMessage().split("reference=")[1][:8]
    assert reference in answer.text
    assert "words of a source" not in answer.text + caplog.text
    assert "kind=ValueError" in caplog.text


def test_an_error_without_a_place_is_logged_without_one() -> None:
    assert _place(ValueError("words")) == "unknown"


def test_a_body_over_the_limit_is_read_to_its_end(client: FlaskClient) -> None:
    body = io.BytesIO(b"a" * 2_000_000)

    answer = client.post("/echo", input_stream=body, content_length=2_000_000, content_type="text/plain")

    assert answer.status_code in {400, 413}


@pytest.mark.parametrize(("sent", "announced"), [(300_000, 300_000), (10, 300_000), (0, 0)])
def test_what_is_thrown_away_is_bounded_by_what_came(client: FlaskClient, sent: int, announced: int) -> None:
    body = io.BytesIO(b"a" * sent)
    environment = {"wsgi.input": body, "CONTENT_LENGTH": str(announced)}

    with client.application.test_request_context("/", method="POST", environ_overrides=environment):
        _drain()

    assert body.read() == b""
