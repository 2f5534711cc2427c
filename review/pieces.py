"""A stripped text cut into what stays visible and what is hidden, each hidden part under its label."""

from collections.abc import Collection
from dataclasses import dataclass

from review.words import MENTION_WORDS
from testimony.pseudonyms.render import mention_label
from testimony.pseudonyms.result import Run, Stripped

# A layer that guesses says less than this: a reader should look twice at such a spot.
SURE = 0.75


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Plain text, or a hidden part: `number` is None for plain text; `asked` where a request by the source waits."""

    text: str
    number: int | None = None
    kind: str = ""
    unsure: bool = False
    asked: bool = False


def pieces_of(stripped: Stripped, *, ticked: Collection[int] = (), decided: Collection[int] = ()) -> list[Piece]:
    """Return the pieces in order; `ticked` numbers parts that the source says hide no name, `decided` those settled."""
    labels = {name: str(words) for name, words in MENTION_WORDS.items()}
    entities = {entity.id: entity for entity in stripped.entities}
    return [
        Piece(text=part.text)
        if isinstance(part, Run)
        else Piece(
            text=mention_label(part, entities[part.entity], labels),
            number=part.number,
            kind=part.type.value,
            unsure=part.confidence < SURE,
            asked=part.number not in decided and (part.number in ticked or part.features.get("disputed") == "yes"),
        )
        for part in stripped.parts
    ]
