"""The first page says what must be known before writing."""

import pytest


@pytest.mark.parametrize("path", ["/", "/en/", "/ru/", "/kk/"])
def test_the_first_page_says_what_we_are_not(browser, path: str) -> None:
    browser.open(path)

    assert browser.status == 200
    assert "This is not a complaint to the police or a court" in browser.text()
    assert "deadlines keep running" in browser.text()
    assert "Who reads this" in browser.text()
    assert "What we can't do" in browser.text()


def test_the_bare_address_answers_without_a_redirect_and_leads_to_the_form(browser) -> None:
    answer = browser.client.get("/", headers={"Accept-Language": "ru"})

    assert answer.status_code == 200
    assert 'href="/ru/testimony"' in answer.text


def test_the_first_page_sets_no_cookie(browser) -> None:
    assert "Set-Cookie" not in browser.client.get("/").headers


def test_the_first_page_offers_every_language(browser) -> None:
    page = browser.open("/")

    assert [code for code in ("en", "ru", "kk") if f'href="/{code}/"' in page] == ["ru", "kk"]
