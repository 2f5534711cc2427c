"""A stripped text cut into what stays visible and what is hidden, each hidden part under its label."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask_babel import gettext

from review.words import MENTION_WORDS, word
from testimony.pseudonyms.render import mention_label
from testimony.pseudonyms.result import Entity, Mention, Run, Stripped
from testimony.pseudonyms.withholding import is_withheld

# A layer that guesses says less than this: a reader should look twice at such a spot.
SURE = 0.75
# Below this, more such spots are ordinary words than not.
LIKELY = 0.5


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Plain text, or a hidden part: `number` is None for plain text; `asked` where a request by the source waits.

    `waits` where the part is a word that no list knows, hidden until somebody has looked at it.
    """

    text: str
    number: int | None = None
    kind: str = ""
    entity: str = ""
    unsure: bool = False
    asked: bool = False
    waits: bool = False


@dataclass(frozen=True, kw_only=True)
class Guess:
    """Hidden parts about which the program is equally unsure for the same reasons: their numbers and labels."""

    certainty: str
    reasons: tuple[str, ...]
    spots: tuple[tuple[int, str], ...]


def pieces_of(stripped: Stripped, *, ticked: Collection[int] = (), decided: Collection[int] = ()) -> list[Piece]:
    """Return the pieces in order; `ticked` numbers parts that the source says hide no name, `decided` those settled."""
    labels = label_words()
    entities = {entity.id: entity for entity in stripped.entities}
    return [
        Piece(text=part.text)
        if isinstance(part, Run)
        else Piece(
            text=_label(part, entities[part.entity], labels),
            number=part.number,
            kind=part.type.value,
            entity=part.entity,
            unsure=_is_unsure(part),
            asked=part.number not in decided and (part.number in ticked or part.features.get("disputed") == "yes"),
            waits=is_withheld(part),
        )
        for part in stripped.parts
    ]


def guesses_of(stripped: Stripped) -> list[Guess]:
    """Return what is hidden without certainty, the least certain first, each entity once for the same reasons."""
    labels = label_words()
    entities = {entity.id: entity for entity in stripped.entities}
    grouped: dict[tuple[bool, tuple[str, ...]], dict[str, tuple[int, str]]] = {}
    for mention in filter(_is_unsure, stripped.mentions):
        spots = grouped.setdefault((mention.confidence >= LIKELY, _reasons(mention.layers)), {})
        spots.setdefault(mention.entity, (mention.number, mention_label(mention, entities[mention.entity], labels)))
    return [
        Guess(certainty="likely" if is_likely else "guess", reasons=reasons, spots=tuple(spots.values()))
        for (is_likely, reasons), spots in sorted(grouped.items(), key=lambda group: group[0])
    ]


def label_words() -> dict[str, str]:
    """Return the words of labels in the reader's language."""
    return {name: str(words) for name, words in MENTION_WORDS.items()}


def _label(mention: Mention, entity: Entity, labels: dict[str, str]) -> str:
    if is_withheld(mention):
        words: str = gettext("word %(number)s", number=entity.number)
        return words
    return mention_label(mention, entity, labels)


def _is_unsure(mention: Mention) -> bool:
    return mention.confidence < SURE and not is_withheld(mention)


def _reasons(layers: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word(layer, "layer") for layer in layers))
