"""Texts with gold marks, whatever collection they come from, and the three casings they are read in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

STRUCTURED = frozenset({"phone", "iin", "email", "plate", "document", "link"})


class Casing(StrEnum):
    """How a text is given to the engine."""

    WRITTEN = "as written"
    LOWER = "lower case"
    UPPER = "capitals"


@dataclass(frozen=True, kw_only=True)
class Gold:
    """A stretch that must be hidden; `person` joins the mentions of one person and is None for the rest."""

    start: int
    end: int
    type: str
    kind: str
    person: str | None = None


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text; `neutral` stretches are neither asked for nor counted against the engine. Offsets are characters."""

    id: str
    half: str
    style: str
    voice: str
    language: str
    text: str
    spans: tuple[Gold, ...]
    neutral: tuple[tuple[int, int], ...] = ()
    relations: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Give the row as it stands in a set's file."""
        return {
            "id": self.id,
            "half": self.half,
            "style": self.style,
            "voice": self.voice,
            "language": self.language,
            "text": self.text,
            "spans": [
                {"start": g.start, "end": g.end, "type": g.type, "kind": g.kind, "person": g.person} for g in self.spans
            ],
            "neutral": [list(stretch) for stretch in self.neutral],
            "relations": self.relations,
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Text:
        """Read a row of a set's file."""
        spans = tuple(Gold(**span) for span in row["spans"])
        neutral = tuple((start, end) for start, end in row["neutral"])
        return cls(**{**row, "spans": spans, "neutral": neutral})


def cased(text: str, casing: Casing) -> str:
    """Write a text in a casing without moving any offset: a letter whose other case is two letters stays as it is."""
    if casing is Casing.WRITTEN:
        return text
    turn = str.lower if casing is Casing.LOWER else str.upper
    return "".join(turned if len(turned := turn(letter)) == 1 else letter for letter in text)
