"""The structured result of stripping: runs and mentions for readers, and apart from them the key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from testimony.pseudonyms.errors import StructureError
from testimony.pseudonyms.spans import SpanType

FORMAT_VERSION = 1

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Run:
    """Plain text that stays visible."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A hidden stretch; offsets count Python characters of the text as given; it holds no word of the original."""

    number: int
    start: int
    end: int
    type: SpanType
    entity: str
    layers: tuple[str, ...]
    confidence: float
    relation: str | None = None
    features: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Entity:
    """One person, place, date … that mentions point to; `number` counts within its type."""

    id: str
    type: SpanType
    number: int
    relation: str | None = None


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """Two entities that may be one; a person decides."""

    first: str
    second: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Surface:
    """The words behind one mention, with their place in the text as given."""

    entity: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Key:
    """What the hidden parts said; sealed apart from the stripped text and never printed."""

    surfaces: tuple[Surface, ...] = ()

    def __repr__(self) -> str:
        return f"Key({len(self.surfaces)} surfaces)"

    def to_json(self) -> Json:
        """Give the plain form that is sealed with the verbatim text."""
        rows = [[s.entity, s.start, s.end, s.text] for s in self.surfaces]
        return {"version": FORMAT_VERSION, "surfaces": rows}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Key":
        """Read the plain form; raises StructureError."""
        try:
            _check_version(plain)
            rows = [Surface(entity=e, start=s, end=t, text=x) for e, s, t, x in plain["surfaces"]]
        except (KeyError, TypeError, ValueError) as error:
            raise StructureError("the key's fields are damaged") from error
        return cls(surfaces=tuple(rows))


@dataclass(frozen=True, kw_only=True)
class Stripped:
    """A text without its identifying parts; `to_json` is what may be sealed for reviewers."""

    parts: tuple[Run | Mention, ...]
    entities: tuple[Entity, ...]
    suggestions: tuple[Suggestion, ...]
    doubtful: bool
    reasons: tuple[str, ...]
    language: str
    offer: str = ""
    """Which pool names a published quote may use, see offer.py; empty in texts stripped before there were any."""
    key: Key = field(default=Key(), compare=False, repr=False)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Give the hidden stretches in order of text."""
        return tuple(part for part in self.parts if isinstance(part, Mention))

    def to_json(self) -> Json:
        """Give the plain form without the key: no original word of any mention is in it."""
        return {
            "version": FORMAT_VERSION,
            "language": self.language,
            "doubtful": self.doubtful,
            "reasons": list(self.reasons),
            "offer": self.offer,
            "parts": [_part_to_json(part) for part in self.parts],
            "entities": [
                {"id": e.id, "type": e.type.value, "number": e.number, "relation": e.relation} for e in self.entities
            ],
            "suggestions": [[s.first, s.second, s.reason] for s in self.suggestions],
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Stripped":
        """Read the plain form back, with an empty key; raises StructureError."""
        try:
            _check_version(plain)
            return cls(
                parts=tuple(_part_from_json(part) for part in plain["parts"]),
                entities=tuple(
                    Entity(id=e["id"], type=SpanType(e["type"]), number=e["number"], relation=e["relation"])
                    for e in plain["entities"]
                ),
                suggestions=tuple(Suggestion(first=a, second=b, reason=why) for a, b, why in plain["suggestions"]),
                doubtful=plain["doubtful"],
                reasons=tuple(plain["reasons"]),
                language=plain["language"],
                offer=plain.get("offer", ""),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise StructureError("the stripped text's fields are damaged") from error


def _check_version(plain: Mapping[str, Any]) -> None:
    if plain["version"] != FORMAT_VERSION:
        raise StructureError("the version is not one this code reads")


def _part_to_json(part: Run | Mention) -> Json:
    if isinstance(part, Run):
        return {"text": part.text}
    return {
        "number": part.number,
        "start": part.start,
        "end": part.end,
        "type": part.type.value,
        "entity": part.entity,
        "layers": list(part.layers),
        "confidence": part.confidence,
        "relation": part.relation,
        "features": dict(part.features),
    }


def _part_from_json(plain: Mapping[str, Any]) -> Run | Mention:
    if "text" in plain:
        return Run(text=plain["text"])
    layers: Sequence[str] = plain["layers"]
    return Mention(
        number=plain["number"],
        start=plain["start"],
        end=plain["end"],
        type=SpanType(plain["type"]),
        entity=plain["entity"],
        layers=tuple(layers),
        confidence=plain["confidence"],
        relation=plain["relation"],
        features=dict(plain["features"]),
    )
