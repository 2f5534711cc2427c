"""What was a name once is a name again; a homonym only where it is written like one."""

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.layers import names, propagation
from testimony.pseudonyms.spans import Span, SpanType


def _again(text: str) -> list[str]:
    document = prepare(text, "ru")
    return [text[s.start : s.end] for s in propagation.find(document, names.find(document))]


def test_a_misspelled_name_is_found_again() -> None:
    assert _again("Видели Сейткалиева. Потом сейткалива били.") == ["сейткалива"]


def test_a_homonym_in_small_letters_stays_in_a_cased_text() -> None:
    assert _again("Пришёл наш Роман. Он писал роман.") == []


def test_without_names_nothing_is_looked_for() -> None:
    assert _again("Он писал роман.") == []


def _span(text: str, word: str, kind: SpanType, layer: str) -> Span:
    start = text.index(word)
    return Span(start=start, end=start + len(word), type=kind, layers=(layer,), confidence=0.4)


def test_a_word_whose_kind_was_a_guess_is_looked_at_too() -> None:
    text = "бейбарсты көрдім. бейбарстын ағасы мен бостан қаласы"
    spans = [
        _span(text, "бейбарсты", SpanType.PERSON, "cue"),
        _span(text, "бейбарстын", SpanType.OTHER, "unknown word"),
        _span(text, "бостан", SpanType.PLACE, "place"),
    ]
    found = propagation.find(prepare(text, "kk"), spans)
    assert [text[span.start : span.end] for span in found] == ["бейбарстын"]


def test_a_place_is_a_guess_where_the_tagger_alone_says_so() -> None:
    place = _span("бостан", "бостан", SpanType.PLACE, "tagger")
    assert propagation.is_doubtful(place)
    assert not propagation.is_doubtful(_span("бостан", "бостан", SpanType.PLACE, "place"))
