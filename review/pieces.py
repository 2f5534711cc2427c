"""A stripped text cut into what stays visible and what is hidden, each hidden part under its label."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext

from review.words import MENTION_WORDS, word
from testimony.pseudonyms.render import label, mention_label
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


@dataclass(frozen=True, kw_only=True)
class Naming:
    """How the entities of one text are called: by their number, in added texts with the text's number before it.

    `shared` are those of an added text who are somebody in the account, and are called as there.
    """

    prefix: str = ""
    shared: Mapping[str, Entity] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=lambda: {name: str(word) for name, word in MENTION_WORDS.items()})

    def full(self, entity: Entity) -> str:
        """Return the label with what relation the person has."""
        shared = self.shared.get(entity.id)
        return label(shared, self.words) if shared else label(entity, self.words, prefix=self.prefix)

    def short(self, entity: Entity) -> str:
        """Return the label without a relation, and the same before and after a decision."""
        return f"{self.words[entity.type.value]} {self.prefix}{entity.number}"

    def at(self, mention: Mention, entity: Entity) -> str:
        """Return the label as it stands in the text."""
        if is_withheld(mention):
            words: str = gettext("word %(number)s", number=f"{self.prefix}{entity.number}")
            return words
        shared = self.shared.get(entity.id)
        return mention_label(mention, shared or entity, self.words, prefix="" if shared else self.prefix)


def pieces_of(
    stripped: Stripped, naming: Naming | None = None, *, ticked: Collection[int] = (), decided: Collection[int] = ()
) -> list[Piece]:
    """Return the pieces in order; `ticked` numbers parts that the source says hide no name, `decided` those settled."""
    naming = naming or Naming()
    entities = {entity.id: entity for entity in stripped.entities}
    return [
        Piece(text=part.text)
        if isinstance(part, Run)
        else Piece(
            text=naming.at(part, entities[part.entity]),
            number=part.number,
            kind=part.type.value,
            entity=part.entity,
            unsure=_is_unsure(part),
            asked=part.number not in decided and (part.number in ticked or part.features.get("disputed") == "yes"),
            waits=is_withheld(part),
        )
        for part in stripped.parts
    ]


def guesses_of(stripped: Stripped, naming: Naming | None = None) -> list[Guess]:
    """Return what is hidden without certainty, the least certain first, each entity once for the same reasons."""
    naming = naming or Naming()
    entities = {entity.id: entity for entity in stripped.entities}
    grouped: dict[tuple[bool, tuple[str, ...]], dict[str, tuple[int, str]]] = {}
    for mention in filter(_is_unsure, stripped.mentions):
        spots = grouped.setdefault((mention.confidence >= LIKELY, _reasons(mention.layers)), {})
        spots.setdefault(mention.entity, (mention.number, naming.at(mention, entities[mention.entity])))
    return [
        Guess(certainty="likely" if is_likely else "guess", reasons=reasons, spots=tuple(spots.values()))
        for (is_likely, reasons), spots in sorted(grouped.items(), key=lambda group: group[0])
    ]


def _is_unsure(mention: Mention) -> bool:
    return mention.confidence < SURE and not is_withheld(mention)


def _reasons(layers: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word(layer, "layer") for layer in layers))
