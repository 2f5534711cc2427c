"""A stripped text cut into what stays visible and what is hidden, each hidden part under its label."""

from dataclasses import dataclass

from review.words import MENTION_WORDS
from testimony.pseudonyms.render import label
from testimony.pseudonyms.result import Run, Stripped

# A layer that guesses says less than this: a reader should look twice at such a spot.
SURE = 0.75


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Plain text, or a hidden part: `number` is None for plain text; `asked` where the source says it is no name."""

    text: str
    number: int | None = None
    kind: str = ""
    unsure: bool = False
    asked: bool = False


def pieces_of(stripped: Stripped, shown: tuple[int, ...] = ()) -> list[Piece]:
    """Return the pieces in order; `shown` are the numbers of the parts that the source would have shown."""
    labels = {name: str(words) for name, words in MENTION_WORDS.items()}
    entities = {entity.id: entity for entity in stripped.entities}
    return [
        Piece(text=part.text)
        if isinstance(part, Run)
        else Piece(
            text=label(entities[part.entity], labels),
            number=part.number,
            kind=part.type.value,
            unsure=part.confidence < SURE,
            asked=part.number in shown or part.features.get("disputed") == "yes",
        )
        for part in stripped.parts
    ]
