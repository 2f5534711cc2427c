"""Each catalogue is whole, true to its English sentences, and compiled; what lacks one stays English."""

import re
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from web.languages import TRANSLATIONS
from web.site import Site, furnish

ROOT = TRANSLATIONS.parent.parent
DOMAINS = ("web", "intake")
LANGUAGES = ("ru", "kk")
PLACEHOLDER = re.compile(r"%\(\w+\)s")
LATIN = re.compile(r"[A-Za-z]+")
QUOTED = re.compile("“(.+?)”")
JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>|[\w-]+=\"[^\"]*\"|&\w+;")
SPOKEN = re.compile(r"\b(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"")
# The only words of a translation that stay as they are: names that people look for on their screen.
PROPER_NAMES = {"Tor", "Browser"}
SPOILED = {
    "untranslated": Message("Send", ""),
    "stale": Message("Post it", "Отправить"),
    "fuzzy": Message("Send", "Отправить", flags={"fuzzy"}),
    "placeholder": Message("Week %(week)s", "Неделя %(weak)s"),
    "english": Message("Send", "Отправить (Send)"),
    "button": Message("Press “Send”.", "Нажмите «Послать»."),
}
each_catalogue = pytest.mark.parametrize(
    ("domain", "language"), [(domain, language) for domain in DOMAINS for language in LANGUAGES]
)


@cache
def _written(domain: str) -> frozenset[str]:
    # Read as the documented command reads it, so that what pybabel would miss is missed here too.
    parser = ConfigParser()
    parser.read(ROOT / "web" / "babel.cfg")
    sections = [(*name.split(": "), dict(parser[name])) for name in parser.sections()]
    methods = [(pattern, method) for method, pattern, _ in sections]
    options = {pattern: chosen for _, pattern, chosen in sections}
    found = extract_from_dir(ROOT / domain, methods, options)
    return frozenset(message for _, _, message, _, _ in found)


@cache
def _catalogue(domain: str, language: str) -> Catalog:
    with _path(domain, language).open("rb") as file:
        return read_po(file, locale=language, domain=domain, abort_invalid=True)


def _path(domain: str, language: str) -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po"


def _sentences(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _pairs(catalogue: Catalog) -> dict[str, str]:
    return {message.id: message.string for message in _sentences(catalogue)}


def _missing(catalogue: Catalog, written: frozenset[str]) -> set[str]:
    return {sentence for sentence in written if not _pairs(catalogue).get(sentence, "").strip()}


def _stale(catalogue: Catalog, written: frozenset[str]) -> set[str]:
    return (_pairs(catalogue).keys() | catalogue.obsolete.keys()) - written


def _fuzzy(catalogue: Catalog) -> set[str]:
    return {message.id for message in _sentences(catalogue) if message.fuzzy}


def _with_other_placeholders(catalogue: Catalog) -> set[str]:
    found = PLACEHOLDER.findall
    return {english for english, other in _pairs(catalogue).items() if sorted(found(english)) != sorted(found(other))}


def _with_english_left(catalogue: Catalog) -> set[str]:
    texts = {english: PLACEHOLDER.sub("", other) for english, other in _pairs(catalogue).items()}
    return {english for english, text in texts.items() if set(LATIN.findall(text)) - PROPER_NAMES}


def _with_other_buttons(catalogue: Catalog) -> set[str]:
    pairs = _pairs(catalogue)
    return {
        english
        for english, other in pairs.items()
        for name in QUOTED.findall(english)
        if not all(label in other for label in _labels(name, pairs))
    }


def _labels(name: str, pairs: dict[str, str]) -> set[str]:
    # A button may say more after a colon than the sentence that speaks of it. An example in quotes is no button.
    named = [english for english in pairs if english.split(":")[0] == name]
    return {f"«{pairs[english].split(':')[0]}»" for english in named}


def _words_outside(template: str) -> list[str]:
    html = JINJA.sub("", template)
    return LATIN.findall(" ".join([MARKUP.sub("", html), *SPOKEN.findall(html)]))


def _spoiled(message: Message) -> Catalog:
    catalogue = Catalog(locale="ru", fuzzy=False)
    for each in [message] if message.id == "Send" else [Message("Send", "Отправить"), message]:
        catalogue[each.id] = each
    return catalogue


@each_catalogue
def test_every_sentence_is_translated(domain: str, language: str) -> None:
    assert _missing(_catalogue(domain, language), _written(domain)) == set()


@each_catalogue
def test_no_translation_outlives_its_sentence(domain: str, language: str) -> None:
    assert _stale(_catalogue(domain, language), _written(domain)) == set()


@each_catalogue
def test_no_translation_is_a_guess(domain: str, language: str) -> None:
    assert _fuzzy(_catalogue(domain, language)) == set()


@each_catalogue
def test_every_placeholder_is_kept(domain: str, language: str) -> None:
    assert _with_other_placeholders(_catalogue(domain, language)) == set()


@each_catalogue
def test_no_english_is_left(domain: str, language: str) -> None:
    assert _with_english_left(_catalogue(domain, language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_is_named_in_a_sentence_as_on_its_face(language: str) -> None:
    together = Catalog(locale=language, fuzzy=False)
    for domain in DOMAINS:
        for message in _sentences(_catalogue(domain, language)):
            together[message.id] = message

    assert _with_other_buttons(together) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_in_two_catalogues_is_translated_alike(language: str) -> None:
    shared, own = (_pairs(_catalogue(domain, language)) for domain in DOMAINS)

    assert {english: shared[english] for english in shared.keys() & own.keys()}.items() <= own.items()


@each_catalogue
def test_the_compiled_catalogue_says_what_the_written_one_says(domain: str, language: str) -> None:
    with _path(domain, language).with_suffix(".mo").open("rb") as file:
        compiled = _pairs(read_mo(file))

    assert compiled == _pairs(_catalogue(domain, language))


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_template_holds_a_word_outside_its_sentences(domain: str) -> None:
    templates = sorted((ROOT / domain / "templates").glob("*.html"))
    left = {path.name: _words_outside(path.read_text("utf-8")) for path in templates}

    assert {name: words for name, words in left.items() if words} == {}
    assert left


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ('<p class="lead">{{ _("Send") }} later</p>', ["later"]),
        ('<a title="later">{{ _("Send") }}</a>', ["later"]),
        ('<p class="lead">{{ _("Send") }}&middot;{# a note #}</p>', []),
    ],
)
def test_a_word_outside_the_sentences_is_found(template: str, words: list[str]) -> None:
    assert _words_outside(template) == words


@pytest.mark.parametrize(
    ("fault", "find"),
    [
        ("untranslated", lambda catalogue: _missing(catalogue, frozenset({"Send"}))),
        ("stale", lambda catalogue: _stale(catalogue, frozenset({"Send"}))),
        ("fuzzy", _fuzzy),
        ("placeholder", _with_other_placeholders),
        ("english", _with_english_left),
        ("button", _with_other_buttons),
    ],
)
def test_each_fault_of_a_catalogue_is_found(fault: str, find: Callable[[Catalog], set[str]]) -> None:
    assert find(_spoiled(SPOILED[fault])) == {SPOILED[fault].id}


@pytest.mark.parametrize(("language", "words"), [("ru", "Здесь нет страницы"), ("kk", "Мұнда бет жоқ")])
def test_an_app_with_a_catalogue_speaks_the_language(language: str, words: str) -> None:
    app = Flask("intake", static_folder=None)
    site = Site(
        name="Steppe Witness",
        cookie_name="aigaq",
        leave_url="https://weather.example/",
        languages=("en", *LANGUAGES),
        demonstration=False,
        secure=False,
    )
    furnish(app, site)

    page = app.test_client().get(f"/{language}/nothing-here").text

    assert f'<html lang="{language}">' in page
    assert f"<h1>{words}</h1>" in page


def test_an_app_without_a_catalogue_stays_english_from_top_to_bottom(client: FlaskClient) -> None:
    page = client.get("/ru/nothing-here").text

    assert '<html lang="en">' in page
    assert "<h1>There is no page here</h1>" in page
    assert "Писать можно на любом языке" in page
