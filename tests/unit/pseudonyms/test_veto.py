"""The tagger may speak for a word that lists alone call a name."""

import pytest

from testimony.pseudonyms.document import Document, prepare
from testimony.pseudonyms.layers.names import LAYER_LIST, LAYER_SHAPE
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.strip import strip
from testimony.pseudonyms.veto import vetoed


def _spans(document: Document, word: str, *layers: str) -> list[Span]:
    start = document.text.index(word)
    return [
        Span(start=start, end=start + len(word), type=SpanType.PERSON, layers=(layer,), confidence=0.5)
        for layer in layers
    ]


# Words that a list could call a name in a sentence where the tagger is sure that they are none.
_ORDINARY = ("они пришли домой и стали стучать в дверь", "пришли")


@pytest.mark.parametrize("layers", [(LAYER_LIST,), (LAYER_SHAPE,), (LAYER_LIST, LAYER_SHAPE)])
def test_what_only_lists_found_stays_readable_where_the_tagger_is_sure(layers: tuple[str, ...]) -> None:
    text, word = _ORDINARY
    document = prepare(text, "ru")

    assert vetoed(document, _spans(document, word, *layers)) == []


def test_another_layer_that_found_the_word_too_is_believed() -> None:
    text, word = _ORDINARY
    document = prepare(text, "ru")
    spans = _spans(document, word, LAYER_LIST, "declared")

    assert vetoed(document, spans) == spans


def test_a_capital_inside_a_sentence_is_believed() -> None:
    document = prepare("Они Пришли домой и стали стучать в дверь.", "ru")
    spans = _spans(document, "Пришли", LAYER_LIST)

    assert vetoed(document, spans) == spans


def test_a_capital_that_only_opens_the_sentence_says_nothing() -> None:
    document = prepare("Пришли домой и стали стучать в дверь.", "ru")

    assert vetoed(document, _spans(document, "Пришли", LAYER_LIST)) == []


def test_a_word_of_which_the_tagger_is_not_sure_stays_hidden() -> None:
    document = prepare("мой сын ербол пропал", "ru")
    spans = _spans(document, "ербол", LAYER_LIST)

    assert vetoed(document, spans) == spans


def test_what_other_layers_found_is_never_asked_about() -> None:
    text, word = _ORDINARY
    document = prepare(text, "ru")
    spans = _spans(document, word, "capital")

    assert vetoed(document, spans) == spans
    assert document.chances == []


def test_an_article_at_the_opening_stays_readable() -> None:
    assert not strip("An old man came. They asked.", language="en").mentions


def test_a_listed_name_beside_a_relation_stays_hidden() -> None:
    assert strip("мой сын ербол пропал", language="ru").mentions
