"""Floors on thirty invented testimonies: they were seen while the layers were built, so they only guard."""

import pytest

from testimony.pseudonyms.strip import strip

_STRUCTURED = {"PHONE", "ID", "EMAIL", "HANDLE", "VEHICLE"}
_PERSONS = {"PERSON"}
_ALL = None
_LANGUAGES = ("en", "ru", "kk")


def _share_hidden(testimonies, language, casing, kinds):
    hits = total = 0
    for item in testimonies:
        if (item.language, item.casing) != (language, casing):
            continue
        mentions = strip(item.text, language=language).mentions
        covered = {place for m in mentions for place in range(m.start, m.end)}
        for start, end, kind in item.gold:
            if kinds is None or kind in kinds:
                total += 1
                hits += all(place in covered for place in range(start, end) if item.text[place].isalnum())
    assert total
    return hits / total


def _share_of_others_hidden(testimonies, language, casing):
    hit = total = 0
    for item in testimonies:
        if (item.language, item.casing) != (language, casing):
            continue
        gold = {place for start, end, _ in item.gold for place in range(start, end)}
        covered = {p for m in strip(item.text, language=language).mentions for p in range(m.start, m.end)}
        others = [p for p in range(len(item.text)) if item.text[p].isalnum() and p not in gold]
        total += len(others)
        hit += sum(place in covered for place in others)
    return hit / total


@pytest.mark.parametrize("language", _LANGUAGES)
def test_people_are_covered_where_names_are_capitalised(testimonies, language) -> None:
    assert _share_hidden(testimonies, language, "cased", _PERSONS) >= 0.97


@pytest.mark.parametrize("language", _LANGUAGES)
def test_people_are_covered_in_small_letters(testimonies, language) -> None:
    assert _share_hidden(testimonies, language, "lower", _PERSONS) >= 0.95


@pytest.mark.parametrize("casing", ["cased", "lower"])
@pytest.mark.parametrize("language", _LANGUAGES)
def test_structured_identifiers_are_all_covered(testimonies, language, casing) -> None:
    assert _share_hidden(testimonies, language, casing, _STRUCTURED) == 1


@pytest.mark.parametrize("casing", ["cased", "lower"])
@pytest.mark.parametrize("language", _LANGUAGES)
def test_all_identifiers_are_covered(testimonies, language, casing) -> None:
    assert _share_hidden(testimonies, language, casing, _ALL) >= 0.95


@pytest.mark.parametrize(("casing", "most"), [("cased", 0.06), ("lower", 0.12)])
@pytest.mark.parametrize("language", _LANGUAGES)
def test_other_words_are_left(testimonies, language, casing, most) -> None:
    assert _share_of_others_hidden(testimonies, language, casing) <= most


def test_capitals_throughout_hide_people_too(testimonies) -> None:
    for item in testimonies:
        text = item.text.upper()
        if len(text) != len(item.text):
            continue
        covered = {p for m in strip(text, language=item.language).mentions for p in range(m.start, m.end)}
        people = [(s, e) for s, e, kind in item.gold if kind == "PERSON"]
        hit = sum(all(p in covered for p in range(s, e) if text[p].isalnum()) for s, e in people)
        assert hit >= 0.8 * len(people)
