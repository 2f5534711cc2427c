"""What a furnished app says on every page."""

from collections.abc import Callable

from flask import Flask

from web.site import visible


def test_a_demonstration_says_so(make_app: Callable[..., Flask]) -> None:
    page = make_app(demonstration=True).test_client().get("/en/page").text

    assert "do not enter real testimony; its keys are public" in page


def test_a_real_instance_does_not_call_itself_a_demonstration(make_app: Callable[..., Flask]) -> None:
    assert "Demonstration" not in make_app().test_client().get("/en/page").text


def test_the_title_names_page_and_organisation(make_app: Callable[..., Flask]) -> None:
    page = make_app(name="Open Steppe").test_client().get("/en/page").text

    assert "<title>One moment · Open Steppe</title>" in page


def test_a_nul_is_shown_as_its_picture() -> None:
    assert visible("a\0b") == "a␀b"


def test_other_letters_are_shown_as_they_are() -> None:
    assert visible("Қазақ\u202e\x01") == "Қазақ\u202e\x01"
