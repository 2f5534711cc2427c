"""Who is who in a text: what the program asks, what reviewers have decided, and what they can choose."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext

from review.pieces import Naming, pieces_of
from review.words import word
from testimony.desk.deciding import Decisions, Verdict
from testimony.desk.record import OpenRecord, Text
from testimony.pseudonyms.result import Stripped
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
    """A decision in words; the form that takes it back goes to `room` with these fields."""

    sentence: str
    room: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class WhoIsWho:
    """What the card about one text's persons shows; `account` lists those of the account beside an added text."""

    questions: tuple[Question, ...] = ()
    settled: tuple[Settled, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    account: tuple[tuple[str, str], ...] = ()


def naming_of(text: Text, opened: OpenRecord) -> Naming:
    """Return how the entities of a text are called on the pages of its record."""
    account = opened.texts[0]
    if text.number == account.number:
        return Naming()
    shown = {entity.id: entity for entity in account.stripped.entities} if account.stripped else {}
    now_account, now = _shown_as(account), _shown_as(text)
    shared = {
        now[decision.entity]: shown[now_account[decision.account]]
        for decision in opened.decisions.across
        if decision.text == text.number and decision.entity in now and now_account.get(decision.account) in shown
    }
    return Naming(prefix=f"{text.number - 1}.", shared=shared)


def who_is_who(text: Text, opened: OpenRecord) -> WhoIsWho:
    """Return what there is to ask, to take back and to choose in one text."""
    stripped, account = text.stripped, opened.texts[0]
    if stripped is None:
        return WhoIsWho()
    naming = naming_of(text, opened)
    return WhoIsWho(
        questions=tuple(_questions(stripped, naming)),
        settled=(
            *_settled_pairs(text, opened.decisions, naming),
            *_settled_mentions(text, opened.decisions, naming),
            *_settled_across(text, opened, naming),
        ),
        people=_people(stripped, naming),
        places=tuple(_places(stripped, naming)),
        account=_people(account.stripped, Naming()) if account.stripped and text is not account else (),
    )


def names_of(text: Text) -> dict[str, str]:
    """Return labels for everybody of the account who has or had one, those who are another by now under both."""
    shown = {entity.id: entity for entity in text.stripped.entities} if text.stripped else {}
    now, naming = _shown_as(text), Naming()
    names: dict[str, str] = {}
    for entity in text.known:
        other = shown.get(now[entity.id])
        if entity.type is not SpanType.PERSON:
            continue
        if other is None or other.id == entity.id:
            names[entity.id] = naming.full(other or entity)
        else:
            both = {"name": naming.full(other), "was": naming.short(entity)}
            names[entity.id] = gettext("%(name)s, before: %(was)s", **both)
    return names


def _shown_as(text: Text) -> dict[str, str]:
    return text.decided.first_of(text.linked.entities) if text.linked else {}


def _people(stripped: Stripped, naming: Naming) -> tuple[tuple[str, str], ...]:
    return tuple((entity.id, naming.full(entity)) for entity in stripped.entities if entity.type is SpanType.PERSON)


def _questions(stripped: Stripped, naming: Naming) -> Iterable[Question]:
    entities = {entity.id: entity for entity in stripped.entities}
    first_place = {mention.entity: mention.number for mention in reversed(stripped.mentions)}
    for suggestion in stripped.suggestions:
        pair = entities[suggestion.first], entities[suggestion.second]
        yield Question(
            first=suggestion.first,
            second=suggestion.second,
            sentence=gettext(
                "%(first)s and %(second)s may be one: %(reason)s.",
                first=naming.short(pair[0]),
                second=naming.short(pair[1]),
                reason=word(suggestion.reason, "likeness"),
            ),
            spots=tuple((first_place[entity.id], naming.full(entity)) for entity in pair),
        )


def _settled_pairs(text: Text, decisions: Decisions, naming: Naming) -> Iterable[Settled]:
    known = {entity.id: entity for entity in text.known}
    sentences = {
        Verdict.SAME: gettext("%(first)s and %(second)s are one."),
        Verdict.APART: gettext("%(first)s and %(second)s are two."),
    }
    for pair in decisions.pairs:
        if pair.text == text.number and pair.first in known and pair.second in known:
            names = {"first": naming.short(known[pair.first]), "second": naming.short(known[pair.second])}
            fields = (("first", pair.first), ("second", pair.second), ("verdict", Verdict.OPEN.value))
            yield Settled(sentence=sentences[pair.verdict] % names, room="record.decide_pair", fields=fields)


def _settled_mentions(text: Text, decisions: Decisions, naming: Naming) -> Iterable[Settled]:
    known = {entity.id: entity for entity in text.known}
    was = {mention.number: mention.entity for mention in text.linked.mentions} if text.linked else {}
    for decision in decisions.mentions:
        if decision.text == text.number and decision.mention in was and decision.entity in known:
            sentence = gettext(
                "One place of %(was)s means %(name)s.",
                was=naming.short(known[was[decision.mention]]),
                name=naming.short(known[decision.entity]),
            )
            fields = (("mention", str(decision.mention)), ("entity", ""))
            yield Settled(sentence=sentence, room="record.decide_place", fields=fields)


def _settled_across(text: Text, opened: OpenRecord, naming: Naming) -> Iterable[Settled]:
    known = {entity.id: entity for entity in text.known}
    account = {entity.id: entity for entity in opened.texts[0].known}
    for decision in opened.decisions.across:
        if decision.text == text.number and decision.entity in known and decision.account in account:
            sentence = gettext(
                "%(first)s and %(second)s are one.",
                first=naming.short(known[decision.entity]),
                second=Naming().short(account[decision.account]),
            )
            fields = (("entity", decision.entity), ("account", ""))
            yield Settled(sentence=sentence, room="record.decide_across", fields=fields)


def _places(stripped: Stripped, naming: Naming) -> Iterable[tuple[str, str]]:
    pieces = pieces_of(stripped, naming)
    for place, piece in enumerate(pieces):
        if piece.number is not None and piece.kind == SpanType.PERSON.value:
            before = "".join(other.text for other in pieces[max(0, place - 2) : place])
            after = "".join(other.text for other in pieces[place + 1 : place + 3])
            yield str(piece.number), f"…{_one_line(before)[-CONTEXT:]}[{piece.text}]{_one_line(after)[:CONTEXT]}…"


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
