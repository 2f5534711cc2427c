"""What a layer reports: a stretch of text, its kind, and why it should be hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class SpanType(StrEnum):
    """The kinds of identifying stretches; the values appear in stored and printed results."""

    PERSON = "PERSON"
    PLACE = "PLACE"
    ADDRESS = "ADDRESS"
    DATE = "DATE"
    TIME = "TIME"
    AGE = "AGE"
    PHONE = "PHONE"
    ID = "ID"
    EMAIL = "EMAIL"
    HANDLE = "HANDLE"
    VEHICLE = "VEHICLE"
    ORG = "ORG"
    FACILITY = "FACILITY"
    WORK = "WORK"
    OTHER = "OTHER"


@dataclass(kw_only=True, slots=True)
class Span:
    """A stretch `start:end` of a document's normalised text that one layer, or a union of layers, would hide.

    Not frozen, like the document's tokens: making a frozen one costs three times as much, and a text has hundreds.
    """

    start: int
    end: int
    type: SpanType
    layers: tuple[str, ...]
    confidence: float
    relation: str | None = None
    features: Mapping[str, str] = field(default_factory=dict)
