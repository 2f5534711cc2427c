"""The own sets are what they say: as large, as mixed, and with each mark in its place."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.evaluation.markup import LANGUAGES, SETS, read_marked
from tests.evaluation.texts import STRUCTURED, Casing, Text, cased

LEAST_TEXTS = 20
LEAST_PERSONS = 600


def own(language: str) -> list[Text]:
    rows = (SETS / f"{language}.jsonl").read_text("utf-8").splitlines()
    return [Text.from_json(json.loads(row)) for row in rows]


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> list[Text]:
    return own(request.param)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_set_is_what_the_marked_prose_makes(language: str) -> None:
    marked = (SETS / "marked" / f"{language}.txt").read_text("utf-8")

    assert read_marked(marked, language) == own(language)


def test_the_set_is_large_enough(texts: list[Text]) -> None:
    persons = sum(gold.type == "PERSON" for text in texts for gold in text.spans)

    assert len(texts) >= LEAST_TEXTS
    assert persons >= LEAST_PERSONS


def test_both_halves_hold_both_ways_of_writing(texts: list[Text]) -> None:
    counts = Counter((text.half, text.style) for text in texts)

    assert len(counts) == 4
    assert max(counts.values()) - min(counts.values()) <= 1


def test_each_half_has_every_structured_kind(texts: list[Text]) -> None:
    for half in ("dev", "blind"):
        kinds = {gold.kind for text in texts if text.half == half for gold in text.spans}
        assert kinds >= STRUCTURED


def test_spans_stand_in_order_without_overlap_and_without_stray_spaces(texts: list[Text]) -> None:
    for text in texts:
        stretches = sorted([(gold.start, gold.end) for gold in text.spans] + list(text.neutral))
        position = 0
        for start, end in stretches:
            assert position <= start < end <= len(text.text), text.id
            assert text.text[start:end] == text.text[start:end].strip(), text.id
            position = end


def test_persons_are_numbered_from_one_without_gaps(texts: list[Text]) -> None:
    for text in texts:
        numbers = {int(gold.person[1:]) for gold in text.spans if gold.person is not None}
        assert numbers == set(range(1, len(numbers) + 1)), text.id


def test_relations_belong_to_persons_of_the_text(texts: list[Text]) -> None:
    for text in texts:
        assert set(text.relations) <= {gold.person for gold in text.spans}, text.id


def test_ids_are_unique(texts: list[Text]) -> None:
    assert len({text.id for text in texts}) == len(texts)


def test_what_is_typed_on_phones_has_no_capital_where_a_name_begins(texts: list[Text]) -> None:
    typed = [text for text in texts if text.style == "phone"]
    names = [text.text[g.start : g.end] for text in typed for g in text.spans if g.type == "PERSON"]

    assert sum(name[0].isupper() for name in names) <= 0.01 * len(names)


@pytest.mark.parametrize("casing", Casing)
def test_a_casing_moves_no_offset(texts: list[Text], casing: Casing) -> None:
    for text in texts:
        assert len(cased(text.text, casing)) == len(text.text)


def test_a_letter_whose_capital_is_two_letters_stays() -> None:
    assert cased("straße", Casing.UPPER) == "STRAßE"
    assert cased("STRASSE", Casing.LOWER) == "strasse"
