"""Who is who in a text: what the program asks, what reviewers have decided, and what they can choose."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext

from review.pieces import label_words, pieces_of
from review.words import word
from testimony.desk.deciding import Decisions, Verdict
from testimony.desk.record import Text
from testimony.pseudonyms.render import label
from testimony.pseudonyms.result import Entity, Stripped
from testimony.pseudonyms.spans import SpanType

# Of the text on either side of a label, as much as tells which of its places is meant.
CONTEXT = 24


@dataclass(frozen=True, kw_only=True)
class Question:
    """Two labels that may stand for one person: what the program noticed, and where each is first named."""

    first: str
    second: str
    sentence: str
    spots: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A decision in words, with the fields of the form that takes it back."""

    sentence: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class WhoIsWho:
    """What the card about one text's persons shows."""

    questions: tuple[Question, ...]
    settled: tuple[Settled, ...]
    people: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]


def who_is_who(text: Text, decisions: Decisions) -> WhoIsWho:
    """Return what there is to ask, to take back and to choose in one text."""
    stripped = text.stripped
    if stripped is None:
        return WhoIsWho(questions=(), settled=(), people=(), places=())
    people = [entity for entity in stripped.entities if entity.type is SpanType.PERSON]
    labels = label_words()
    return WhoIsWho(
        questions=tuple(_questions(stripped)),
        settled=(*_settled_pairs(text, decisions), *_settled_mentions(text, decisions)),
        people=tuple((entity.id, label(entity, labels)) for entity in people),
        places=tuple(_places(stripped)),
    )


def names_of(text: Text) -> dict[str, str]:
    """Return labels for everybody who has or had a number, those who turned out to be another under both."""
    shown = {entity.id: entity for entity in text.stripped.entities} if text.stripped else {}
    first_of = text.decided.first_of(text.linked.entities) if text.linked else {}
    labels = label_words()
    names: dict[str, str] = {}
    for entity in text.known:
        now = shown.get(first_of[entity.id])
        if entity.type is not SpanType.PERSON:
            continue
        if now is None or now.id == entity.id:
            names[entity.id] = label(now or entity, labels)
        else:
            names[entity.id] = gettext("%(name)s, before: %(was)s", name=label(now, labels), was=_plain(entity))
    return names


def _questions(stripped: Stripped) -> Iterable[Question]:
    entities = {entity.id: entity for entity in stripped.entities}
    labels = label_words()
    first_place = {mention.entity: mention.number for mention in reversed(stripped.mentions)}
    for suggestion in stripped.suggestions:
        pair = entities[suggestion.first], entities[suggestion.second]
        yield Question(
            first=suggestion.first,
            second=suggestion.second,
            sentence=gettext(
                "%(first)s and %(second)s may be one: %(reason)s.",
                first=_plain(pair[0]),
                second=_plain(pair[1]),
                reason=word(suggestion.reason, "likeness"),
            ),
            spots=tuple((first_place[entity.id], label(entity, labels)) for entity in pair),
        )


def _settled_pairs(text: Text, decisions: Decisions) -> Iterable[Settled]:
    known = {entity.id: entity for entity in text.known}
    sentences = {
        Verdict.SAME: gettext("%(first)s and %(second)s are one."),
        Verdict.APART: gettext("%(first)s and %(second)s are two."),
    }
    for pair in decisions.pairs:
        if pair.text == text.number and pair.first in known and pair.second in known:
            names = {"first": _plain(known[pair.first]), "second": _plain(known[pair.second])}
            fields = (("first", pair.first), ("second", pair.second), ("verdict", Verdict.OPEN.value))
            yield Settled(sentence=sentences[pair.verdict] % names, fields=fields)


def _settled_mentions(text: Text, decisions: Decisions) -> Iterable[Settled]:
    known = {entity.id: entity for entity in text.known}
    was = {mention.number: mention.entity for mention in text.linked.mentions} if text.linked else {}
    for decision in decisions.mentions:
        if decision.text == text.number and decision.mention in was and decision.entity in known:
            sentence = gettext(
                "One place of %(was)s means %(name)s.",
                was=_plain(known[was[decision.mention]]),
                name=_plain(known[decision.entity]),
            )
            yield Settled(sentence=sentence, fields=(("mention", str(decision.mention)), ("entity", "")))


def _places(stripped: Stripped) -> Iterable[tuple[str, str]]:
    pieces = pieces_of(stripped)
    for place, piece in enumerate(pieces):
        if piece.number is not None and piece.kind == SpanType.PERSON.value:
            before = "".join(other.text for other in pieces[max(0, place - 2) : place])
            after = "".join(other.text for other in pieces[place + 1 : place + 3])
            yield str(piece.number), f"…{_one_line(before)[-CONTEXT:]}[{piece.text}]{_one_line(after)[:CONTEXT]}…"


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _plain(entity: Entity) -> str:
    """Name an entity without its relation: short, and the same before and after a decision."""
    return f"{word(entity.type.value, 'mention')} {entity.number}"
