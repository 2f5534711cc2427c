"""The first page says what must be known before writing."""

import pytest

ENGLISH = (
    "This is not a complaint to the police or a court",
    "deadlines keep running",
    "Who reads this",
    "What we can't do",
)
RUSSIAN = (
    "Это не жалоба в полицию или в суд",
    "сроки по закону продолжают идти",
    "Кто это читает",
    "Чего мы не можем",
)
KAZAKH = (
    "Бұл полицияға немесе сотқа берілетін шағым емес",
    "заңдағы мерзімдер өте береді",
    "Мұны кім оқиды",
    "Қолымыздан не келмейді",
)


@pytest.mark.parametrize(
    ("path", "sentences"), [("/", ENGLISH), ("/en/", ENGLISH), ("/ru/", RUSSIAN), ("/kk/", KAZAKH)]
)
def test_the_first_page_says_what_we_are_not(browser, path: str, sentences: tuple[str, ...]) -> None:
    browser.open(path)

    assert browser.status == 200
    assert [sentence for sentence in sentences if sentence not in browser.text()] == []


def test_the_bare_address_answers_without_a_redirect_and_leads_to_the_form(browser) -> None:
    answer = browser.client.get("/", headers={"Accept-Language": "ru"})

    assert answer.status_code == 200
    assert 'href="/ru/testimony"' in answer.text


def test_the_first_page_sets_no_cookie(browser) -> None:
    assert "Set-Cookie" not in browser.client.get("/").headers


def test_the_first_page_offers_every_language(browser) -> None:
    page = browser.open("/")

    assert [code for code in ("en", "ru", "kk") if f'href="/{code}/"' in page] == ["ru", "kk"]
