"""What the tagger's chances mean: which words are hidden, as what, and which never."""

import numpy as np
import pytest

from testimony.pseudonyms.document import Document, prepare
from testimony.pseudonyms.layers import tagger
from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.strip import strip
from testimony.pseudonyms.tagger.network import KINDS


def told(text: str, *chances: tuple[str, float]) -> Document:
    """Prepare a text as if the network had said this of its words, one after the other."""
    document = prepare(text, "ru")
    table = np.zeros((len(document.tokens), len(KINDS)), dtype=np.float32)
    for row, (kind, chance) in zip(table, chances, strict=True):
        row[KINDS.index(kind)], row[0] = chance, max(row[0], 1 - chance)
    document.chances.append(table)
    return document


def found(document: Document) -> list[tuple[str, SpanType]]:
    return [(document.text[span.start : span.end], span.type) for span in tagger.find(document)]


def test_a_likely_name_is_a_person_and_an_unlikely_one_merely_hidden() -> None:
    document = told("хмурбек и брудас", ("PERSON", 0.8), ("", 1), ("PERSON", 0.35))

    assert found(document) == [("хмурбек", SpanType.PERSON), ("брудас", SpanType.OTHER)]


def test_what_is_hardly_a_name_stays() -> None:
    assert found(told("хмурбек ушёл", ("PERSON", 0.1), ("", 1))) == []


def test_a_likely_place_or_firm_is_hidden_as_that() -> None:
    document = told("в хмуровке у хмурсервиса", ("", 1), ("LOCATION", 0.9), ("", 1), ("ORGANISATION", 0.7))

    assert found(document) == [("хмуровке", SpanType.PLACE), ("хмурсервиса", SpanType.ORG)]
    assert found(told("в хмуровке", ("", 1), ("LOCATION", 0.5))) == []


@pytest.mark.parametrize("text", ["в алматы", "мой следователь", "не было"])
def test_cities_offices_and_words_that_are_never_names_stay(text: str) -> None:
    assert found(told(text, ("", 1), ("PERSON", 0.95))) == []


def test_a_woman_called_like_paradise_is_hidden_where_there_is_no_doubt() -> None:
    assert found(told("пришла тома", ("", 1), ("PERSON", 0.95))) == [("тома", SpanType.PERSON)]
    assert found(told("пришла тома", ("", 1), ("PERSON", 0.6))) == []
    assert found(told("сосед Ислам", ("", 1), ("PERSON", 0.95))) == [("Ислам", SpanType.PERSON)]
    assert found(told("сосед принял Ислам", ("", 1), ("", 1), ("PERSON", 0.4))) == []


def test_a_letter_behind_a_name_is_an_initial_unless_it_is_a_word() -> None:
    assert found(told("хмурбек б ушёл", ("PERSON", 0.95), ("PERSON", 0.9), ("", 1)))[1:] == [("б", SpanType.PERSON)]
    assert found(told("хмурбек и ушёл", ("PERSON", 0.95), ("PERSON", 0.9), ("", 1)))[1:] == []
    assert found(told("потом б ушёл", ("", 1), ("PERSON", 0.9), ("", 1))) == []


def test_an_ordinary_word_in_small_letters_stays_in_a_careful_text() -> None:
    assert found(told("Пришёл холод.", ("", 1), ("PERSON", 0.9))) == []


def test_nothing_is_found_in_nothing() -> None:
    assert tagger.find(prepare("...", "ru")) == []


@pytest.mark.parametrize("text", ["мы с братом Азаматом ехали. Азаматa ранили в ногу."])
def test_a_word_for_a_citizen_that_is_a_name_is_hidden_where_the_network_is_sure(text: str) -> None:
    stripped = strip(text, language="ru")
    assert [text[mention.start : mention.end] for mention in stripped.mentions] == ["Азаматом", "Азаматa"]
    assert {mention.entity for mention in stripped.mentions} == {"p1"}


def test_citizens_stay() -> None:
    assert not strip("Азаматтарды ұстады, азамат келді.", language="kk").mentions


def test_the_letter_for_city_before_a_big_one_stays() -> None:
    assert not strip("Я проживаю: г. Караганда.", language="ru").mentions
