"""Every stored value that a page may show has words of its own."""

from importlib import import_module
from pkgutil import iter_modules

import pytest
from flask import Flask
from flask_babel import Babel

from review.page_words import field_name, said
from review.words import WORDS, choices, word
from testimony.coding.act import Allegation, Grade, LocationType, NotKnown, Precision
from testimony.coding.codebook import load_codebook
from testimony.pseudonyms import layers
from testimony.pseudonyms.doubt import CAPITALS, LENGTH, LOWER_CASE, NO_SPACES, OTHER_LANGUAGE, UNKNOWN_WORDS
from testimony.pseudonyms.linking import NEAR_SPELLING
from testimony.pseudonyms.people import SAME_GIVEN, SAME_SURNAME
from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.withholding import LAYER_SETTLED
from testimony.record.models import STATES
from testimony.release.manifest import TABLE_REASONS
from testimony.terms.vocabulary import (
    Answer,
    Attribution,
    Basis,
    Capacity,
    Element,
    MinorBand,
    Purpose,
    Recontact,
    Relation,
    RiskLevel,
    Role,
    Sensitive,
    Showing,
    Status,
    SubjectState,
)

LAYERS = {
    value
    for module in iter_modules(layers.__path__)
    for name, value in vars(import_module(f"{layers.__name__}.{module.name}")).items()
    if name.startswith("LAYER")
}
LISTS = {
    "permission": Answer,
    "purpose": Purpose,
    "sensitive": Sensitive,
    "showing": Showing,
    "element": Element,
    "basis": Basis,
    "relation": Relation,
    "subject_state": SubjectState,
    "attribution": Attribution,
    "capacity": Capacity,
    "minor_band": MinorBand,
    "recontact": Recontact,
    "risk": RiskLevel,
    "role": Role,
    "status": Status,
    "precision": Precision,
    "not_known": NotKnown,
    "location_type": LocationType,
    "allegation": Allegation,
    "grade": Grade,
    "mention": SpanType,
    "state": STATES,
    "withheld": TABLE_REASONS,
    "doubt": (LOWER_CASE, CAPITALS, OTHER_LANGUAGE, UNKNOWN_WORDS, LENGTH, NO_SPACES),
    "layer": (*LAYERS, LAYER_SETTLED),
    "likeness": (NEAR_SPELLING, SAME_GIVEN, SAME_SURNAME),
    "family": tuple(family for family, _ in load_codebook().families()),
}
# What a form never offers is not missing from it.
NOT_ALL = {"permission", "mention", "state", "withheld", "doubt", "family", "minor_band"}


@pytest.fixture(autouse=True)
def _language() -> object:
    app = Flask("words")
    Babel(app)
    with app.test_request_context():
        yield


@pytest.mark.parametrize("kind", LISTS)
def test_each_value_has_words(kind: str) -> None:
    assert {str(value) for value in LISTS[kind]} <= set(WORDS[kind])


@pytest.mark.parametrize("kind", [kind for kind in LISTS if kind not in NOT_ALL])
def test_no_words_stand_for_a_value_that_is_none(kind: str) -> None:
    assert set(WORDS[kind]) == {str(value) for value in LISTS[kind]}


def test_a_value_without_words_stands_for_itself() -> None:
    assert word("KZ-99", "location_type") == "KZ-99"


def test_choices_keep_the_order_of_the_list() -> None:
    assert choices("permission") == [
        ("yes", "Yes"),
        ("no", "No"),
        ("ask_first", "Ask first"),
        ("not_asked", "Not asked"),
    ]


def test_only_known_things_are_said() -> None:
    assert said("terms") == "The terms are recorded as a new version."
    assert said("call this number") == ""


def test_a_field_without_a_label_of_its_own_has_none() -> None:
    assert field_name("reason") == "Why is it needed?"
    assert field_name("other") == ""
