"""A person beside an office is a person; an office that bears a name keeps it."""

import pytest

from testimony.pseudonyms.carving import carved
from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.spans import Span, SpanType


def _span(text: str, words: str, kind: SpanType, *, last: bool = False) -> Span:
    start = text.rindex(words) if last else text.index(words)
    return Span(start=start, end=start + len(words), type=kind, layers=("a",), confidence=0.5)


def _left(text: str, office: str, name: str) -> str:
    spans = [
        _span(text, name, SpanType.PERSON),
        _span(text, office, SpanType.FACILITY),
        _span(text, name, SpanType.PERSON, last=True),
    ]
    facility = next(span for span in carved(spans, prepare(text, "ru")) if span.type is SpanType.FACILITY)
    return text[facility.start : facility.end]


@pytest.mark.parametrize(
    ("text", "office", "name", "left"),
    [
        ("Пришёл Сагындык. Илийское РОВД. Сагындык ушёл", "Илийское РОВД. Сагындык", "Сагындык", "Илийское РОВД"),
        ("Пришёл Сейтов. Сейтов отделение полиции", "Сейтов отделение полиции", "Сейтов", "отделение полиции"),
    ],
)
def test_somebody_known_is_no_part_of_an_office(text: str, office: str, name: str, left: str) -> None:
    assert _left(text, office, name) == left


@pytest.mark.parametrize(
    ("text", "office", "name"),
    [
        ("Пришёл Жандос. Школа имени Жандос там", "Школа имени Жандос", "Жандос"),
        ("Жандос келді. Жандос атындағы мектеп бар", "Жандос атындағы мектеп", "Жандос"),
    ],
)
def test_an_office_keeps_the_name_it_bears(text: str, office: str, name: str) -> None:
    assert _left(text, office, name) == office


def test_without_people_nothing_is_cut() -> None:
    spans = [_span("Илийское РОВД", "Илийское РОВД", SpanType.FACILITY)]
    assert carved(spans, prepare("Илийское РОВД", "ru")) == spans
