"""Forms: no letter is lost, damage is known, nothing goes to a disk."""

import io
from collections.abc import Callable
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from web.requests import FormRequest, arrived_damaged

URLENCODED = "application/x-www-form-urlencoded"


@pytest.fixture
def damage(make_app: Callable[..., Flask]) -> Callable[[bytes], bool]:
    """Return a function that says whether a body arrived damaged."""
    app = make_app()

    def ask(body: bytes) -> bool:
        with app.test_request_context("/", method="POST", data=body, content_type=URLENCODED):
            return arrived_damaged()

    return ask


@pytest.mark.parametrize("words", ["", "words", "Ербол мен", "\0", "\ufffd", "🕊", "a%b"])
def test_words_in_utf_8_are_whole(damage: Callable[[bytes], bool], words: str) -> None:
    assert not damage(b"narrative=" + quote_from_bytes(words.encode()).encode())
    assert not damage(b"narrative=" + words.replace("%", "").encode())


@pytest.mark.parametrize("raw", ["слово".encode("cp1251"), b"\xff", b"\xed\xa0\x80", b"\xf0\x9f\x95"])
def test_bytes_of_another_encoding_are_damage(damage: Callable[[bytes], bool], raw: bytes) -> None:
    assert damage(b"narrative=" + quote_from_bytes(raw).encode() + b"&send=1")
    assert damage(b"narrative=" + raw)


def test_damage_is_known_after_the_fields_were_read(make_app: Callable[..., Flask]) -> None:
    with make_app().test_request_context("/", method="POST", data=b"text=%FF", content_type=URLENCODED):
        assert request.form["text"] == "\ufffd"

        assert arrived_damaged()


def test_a_page_that_is_only_read_is_not_damaged(make_app: Callable[..., Flask]) -> None:
    with make_app().test_request_context("/?text=%FF"):
        assert not arrived_damaged()


@pytest.mark.parametrize("word", [b"\xf1\xeb", b"%F1%EB"], ids=["raw", "escaped"])
def test_bytes_of_another_encoding_lose_no_other_letter(client: FlaskClient, word: bytes) -> None:
    answer = client.post("/echo", data=b"other=1&text=one+" + word + b"+two", content_type=URLENCODED)

    assert answer.text == "one \ufffd\ufffd two"


def test_an_uploaded_file_never_gets_a_file_on_disk() -> None:
    stream = FormRequest({})._get_file_stream(900_000, "text/plain", "photo.jpg", 900_000)

    assert isinstance(stream, io.BytesIO)


def test_an_uploaded_file_is_taken_for_nothing(client: FlaskClient) -> None:
    answer = client.post("/echo", data={"text": "words", "file": (io.BytesIO(b"bytes"), "photo.jpg")})

    assert answer.text == "words"
