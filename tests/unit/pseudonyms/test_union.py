"""What several layers found becomes one mention, and neighbours become one name."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.layers import names
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.union import join


def _span(start: int, end: int, kind: SpanType, layer: str = "a", confidence: float = 0.5) -> Span:
    return Span(start=start, end=end, type=kind, layers=(layer,), confidence=confidence)


def test_overlapping_spans_cover_what_each_covered() -> None:
    document = prepare("0123456789", "en")
    joined = join([_span(2, 6, SpanType.OTHER), _span(4, 9, SpanType.PHONE, "b")], document)
    assert [(s.start, s.end, s.type, s.layers, s.confidence) for s in joined] == [
        (2, 9, SpanType.PHONE, ("a", "b"), 0.75)
    ]


def test_touching_spans_of_other_kinds_stay_apart() -> None:
    document = prepare("01 23", "en")
    assert len(join([_span(0, 2, SpanType.AGE), _span(3, 5, SpanType.DATE)], document)) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Видел Ербол Сейткалиев всё", 1),
        ("Видел Ербол, Сейткалиев всё", 2),
        ("Видел Ербол Айгуль всё", 2),
        ("Видел А. Б. Сейткалиев всё", 1),
        ("Видел Сейткалиева. Ербол ушёл", 2),
        ("Видел Сейткалиева\nЕрбола", 1),
    ],
)
def test_the_words_of_one_name_are_one_mention(text: str, count: int) -> None:
    document = prepare(text, "ru")
    assert len(join(names.find(document), document)) == count


@pytest.mark.parametrize(
    "text", ["видели Mr Ербол", "видели mr s. Ербол", "видели аль-Ербол", "видели Мари-Ербол", "видели Ербол-Аким"]
)
def test_a_title_a_prefix_and_a_double_name_belong_to_the_name(text: str) -> None:
    document = prepare(text, "ru")
    start = text.index("Ербол")
    joined = join([_span(start, start + 5, SpanType.PERSON)], document)
    assert text[joined[0].start : joined[0].end] == text.removeprefix("видели ")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("пришёл, сел, молчал, ерлан ерасыл, а потом, утром, ушёл", ["ерлан ерасыл"]),
        ("трое детей алдияр абылай ерлан", ["алдияр", "абылай", "ерлан"]),
        ("пришли думан ерлан", ["думан", "ерлан"]),
    ],
)
def test_given_names_in_small_letters_are_one_name_only_where_lists_have_commas(text: str, names: list[str]) -> None:
    spans = []
    for word in " ".join(names).split():
        span = _span(text.index(word), text.index(word) + len(word), SpanType.PERSON)
        spans.append(span)
    assert [text[s.start : s.end] for s in join(spans, prepare(text, "ru"))] == names
