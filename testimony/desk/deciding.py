"""What reviewers decide about a stripped text: a ticked box, who is who, whose a mention is; the newest counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from testimony.desk.items import Item
from testimony.pseudonyms.regroup import Regrouping
from testimony.pseudonyms.result import Entity, Mention, Stripped
from testimony.pseudonyms.spans import SpanType
from testimony.record.errors import NoRecord, RecordDamaged

_ADDED = "r"  # entities that reviewers told apart; the linker's own ids and those of marked words begin otherwise
SOMEBODY_ELSE = "new"


class Verdict(StrEnum):
    """Whether two labels stand for one; `OPEN` takes an earlier decision back."""

    SAME = "same"
    APART = "apart"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided about a box that the source said hides no name."""

    text: int
    mention: int
    restore: bool
    by: str


@dataclass(frozen=True, kw_only=True)
class PairDecision:
    """Whether two entities of a text are one."""

    text: int
    first: str
    second: str
    verdict: Verdict
    by: str


@dataclass(frozen=True, kw_only=True)
class MentionDecision:
    """Whose a mention is; `entity` is empty where the program's reading stands again, `number` that of a new label."""

    text: int
    mention: int
    entity: str
    number: int | None
    by: str


@dataclass(frozen=True, kw_only=True)
class AcrossDecision:
    """That an entity of an added text is one of the account, the record's first text; `account` empty takes back."""

    text: int
    entity: str
    account: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """All that stands decided about a record's texts, without what was taken back."""

    boxes: tuple[Decision, ...] = ()
    pairs: tuple[PairDecision, ...] = ()
    mentions: tuple[MentionDecision, ...] = ()
    across: tuple[AcrossDecision, ...] = ()

    def regrouping(self, text: int, stripped: Stripped) -> Regrouping:
        """Give what concerns one text."""
        pairs = [pair for pair in self.pairs if pair.text == text]
        mentions = [decision for decision in self.mentions if decision.text == text]
        types = {mention.number: mention.type for mention in stripped.mentions}
        known = {entity.id for entity in stripped.entities}
        added = {
            decision.entity: Entity(id=decision.entity, type=types[decision.mention], number=decision.number)
            for decision in mentions
            if decision.number is not None and decision.mention in types
        }
        return Regrouping(
            same=[(pair.first, pair.second) for pair in pairs if pair.verdict is Verdict.SAME],
            apart=[(pair.first, pair.second) for pair in pairs if pair.verdict is Verdict.APART],
            moved={m.mention: m.entity for m in mentions if m.entity in known or m.entity in added},
            added=tuple(added.values()),
        )


def decisions_of(items: Iterable[Item]) -> Decisions:
    """Read decisions in their order, oldest first; raises RecordDamaged."""
    boxes: list[Decision] = []
    pairs: dict[tuple[int, frozenset[str]], PairDecision] = {}
    mentions: dict[tuple[int, int], MentionDecision] = {}
    across: dict[tuple[int, str], AcrossDecision] = {}
    for item in items:
        decision = _read(item)
        if isinstance(decision, Decision):
            boxes.append(decision)
        elif isinstance(decision, PairDecision):
            pairs[decision.text, frozenset((decision.first, decision.second))] = decision
        elif isinstance(decision, MentionDecision):
            mentions[decision.text, decision.mention] = decision
        else:
            across[decision.text, decision.entity] = decision
    return Decisions(
        boxes=tuple(boxes),
        pairs=tuple(decision for decision in pairs.values() if decision.verdict is not Verdict.OPEN),
        mentions=tuple(decision for decision in mentions.values() if decision.entity),
        across=tuple(decision for decision in across.values() if decision.account),
    )


def about_pair(known: Iterable[Entity], text: int, first: str, second: str, verdict: Verdict) -> dict[str, Any]:
    """Write down what was decided about two entities of one kind; raises NoRecord where they are not."""
    kinds = {entity.id: entity.type for entity in known}
    if first == second or first not in kinds or kinds[first] is not kinds.get(second):
        raise NoRecord("pair: these are not two of one kind in this text")
    return {"pair": {"text": text, "first": first, "second": second, "verdict": verdict.value}}


def about_mention(known: Sequence[Entity], text: int, mention: Mention, entity: str) -> dict[str, Any]:
    """Write down whose a mention is; an empty `entity` takes that back. Raises NoRecord for nobody's entity."""
    number = None
    if entity == SOMEBODY_ELSE:
        entity, number = f"{_ADDED}{mention.number}", highest_number(known, mention.type) + 1
    elif entity and all(other.id != entity or other.type is not mention.type for other in known):
        raise NoRecord("entity: none of this kind in this text")
    return {"mention": {"text": text, "mention": mention.number, "entity": entity, "number": number}}


def about_across(
    known: Iterable[Entity], of_account: Iterable[Entity], text: int, entity: str, account: str
) -> dict[str, Any]:
    """Write down who of the account an entity of an added text is; raises NoRecord where they are not of one kind."""
    kinds = {other.id: other.type for other in known}
    first_kinds = {other.id: other.type for other in of_account}
    if entity not in kinds or (account and kinds[entity] is not first_kinds.get(account)):
        raise NoRecord("across: these are not two of one kind")
    return {"across": {"text": text, "entity": entity, "account": account}}


def highest_number(known: Iterable[Entity], kind: SpanType) -> int:
    """Give the highest number that an entity of a kind has."""
    return max((entity.number for entity in known if entity.type is kind), default=0)


def _read(item: Item) -> Decision | PairDecision | MentionDecision | AcrossDecision:
    content: Mapping[str, Any] = item.content
    try:
        if "pair" in content:
            plain = {**content["pair"], "verdict": Verdict(content["pair"]["verdict"])}
            return PairDecision(**plain, by=item.by)
        if "mention" in content:
            return MentionDecision(**content["mention"], by=item.by)
        if "across" in content:
            return AcrossDecision(**content["across"], by=item.by)
        return Decision(**content["decision"], by=item.by)
    except (KeyError, TypeError, ValueError) as error:
        raise RecordDamaged("decision: a field is missing or unknown") from error
