"""Counts how well a stripped text hides, spares, links and names what its gold marks say; knows no engine and no file.

A gold span is covered when each of its words is hidden to the last letter, under whatever type. Over-masking is the
share of words outside gold and neutral stretches of which any letter is hidden. Linking is judged twice over the gold
mentions of persons, each taking the entity of the hidden stretch that covers most of it: by pairs (two mentions of one
person in one text) and by B-cubed. A mention that stayed visible is linked with nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from math import sqrt

from tests.evaluation.texts import STRUCTURED, Gold, Text

WORD = re.compile(r"\w+")
# A word with its ending behind an apostrophe or hyphen is one word when what was hidden needlessly is counted.
WHOLE_WORD = re.compile(r"\w+(?:['’-]\w+)*")
Z_95 = 1.959964


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """A stretch that the engine hid; `entity` is None where it is no person."""

    start: int
    end: int
    entity: str | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the engine said of one text: hidden stretches, and the relation of each person it found."""

    hidden: tuple[Hidden, ...]
    relations: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many of so many."""

    part: float = 0
    whole: float = 0

    def __add__(self, other: Share) -> Share:
        """Add both counts."""
        return Share(part=self.part + other.part, whole=self.whole + other.whole)

    @property
    def percent(self) -> float:
        """Give the share in per cent; of nothing it is 0."""
        return 100 * self.part / self.whole if self.whole else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Give Wilson's 95 % score interval in per cent (Wilson 1927); of nothing it is everything."""
        if not self.whole:
            return (0.0, 100.0)
        share, n, square = self.part / self.whole, self.whole, Z_95**2
        middle = (share + square / (2 * n)) / (1 + square / n)
        reach = Z_95 * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
        return (100 * max(0.0, middle - reach), 100 * min(1.0, middle + reach))


@dataclass(frozen=True, kw_only=True)
class Scores:
    """The counts of one text, or of many added up."""

    persons: Share = Share()
    identifiers: Share = Share()
    structured: Share = Share()
    over_masked: Share = Share()
    hidden_in_gold: Share = Share()
    pair_precision: Share = Share()
    pair_recall: Share = Share()
    cubed_precision: Share = Share()
    cubed_recall: Share = Share()
    relations: Share = Share()

    def __add__(self, other: Scores) -> Scores:
        """Add count by count."""
        return Scores(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def pair_f1(self) -> float:
        """Give F1 over pairs of mentions."""
        return f1(self.pair_precision, self.pair_recall)

    @property
    def cubed_f1(self) -> float:
        """Give F1 of B-cubed precision and recall."""
        return f1(self.cubed_precision, self.cubed_recall)


def f1(precision: Share, recall: Share) -> float:
    """Give the harmonic mean of two shares, between 0 and 1."""
    p, r = precision.percent / 100, recall.percent / 100
    return 2 * p * r / (p + r) if p + r else 0.0


def score(text: Text, answer: Answer) -> Scores:
    """Count one text."""
    covered = _letters(answer.hidden, len(text.text))
    shares = {
        "persons": _coverage(text, covered, lambda gold: gold.type == "PERSON"),
        "identifiers": _coverage(text, covered, lambda _: True),
        "structured": _coverage(text, covered, lambda gold: gold.kind in STRUCTURED),
    }
    given = [_entity(gold, answer.hidden) for gold in persons(text)]
    known = [gold.person or "" for gold in persons(text)]
    return Scores(
        **shares,
        **_masking(text, covered),
        **_pairs(known, given),
        **_cubed(known, given),
        relations=_relations(text, known, given, answer.relations),
    )


def missed(text: Text, answer: Answer) -> list[Gold]:
    """Give the gold spans of which a word stayed visible."""
    covered = _letters(answer.hidden, len(text.text))
    return [gold for gold in text.spans if not _is_covered(text, gold, covered)]


def total(scores: Iterable[Scores]) -> Scores:
    """Add up the scores of many texts."""
    return sum(scores, Scores())


def persons(text: Text) -> list[Gold]:
    """Give the gold mentions that point to one person."""
    return [gold for gold in text.spans if gold.person is not None]


def _letters(hidden: Iterable[Hidden], length: int) -> bytearray:
    covered = bytearray(length)
    for stretch in hidden:
        covered[stretch.start : stretch.end] = b"\1" * (stretch.end - stretch.start)
    return covered


def _is_covered(text: Text, gold: Gold, covered: bytearray) -> bool:
    return all(all(covered[word.start() : word.end()]) for word in WORD.finditer(text.text, gold.start, gold.end))


def _coverage(text: Text, covered: bytearray, asked: Callable[[Gold], bool]) -> Share:
    golds = [gold for gold in text.spans if asked(gold)]
    return Share(part=sum(_is_covered(text, gold, covered) for gold in golds), whole=len(golds))


def _masking(text: Text, covered: bytearray) -> dict[str, Share]:
    gold = bytearray(len(text.text))
    for span in text.spans:
        gold[span.start : span.end] = b"\1" * (span.end - span.start)
    spared = bytearray(len(text.text))
    for start, end in text.neutral:
        spared[start:end] = b"\1" * (end - start)
    counts: Counter[str] = Counter()
    for word in WHOLE_WORD.finditer(text.text):
        stretch = slice(word.start(), word.end())
        where = "gold" if any(gold[stretch]) else "neutral" if any(spared[stretch]) else "other"
        counts[where] += 1
        counts[f"{where} hidden"] += any(covered[stretch])
    hidden_in_gold, hidden_elsewhere = counts["gold hidden"], counts["other hidden"]
    return {
        "over_masked": Share(part=hidden_elsewhere, whole=counts["other"]),
        "hidden_in_gold": Share(part=hidden_in_gold, whole=hidden_in_gold + hidden_elsewhere),
    }


def _entity(gold: Gold, hidden: Sequence[Hidden]) -> str | None:
    """Give the entity of the hidden stretch that shares most letters with a mention, None where none does."""
    shared = [(min(gold.end, h.end) - max(gold.start, h.start), h.entity) for h in hidden]
    most, entity = max(shared, key=lambda pair: pair[0], default=(0, None))
    return entity if most > 0 else None


def _pairs(known: Sequence[str], given: Sequence[str | None]) -> dict[str, Share]:
    true = wanted = claimed = 0
    for first, second in combinations(range(len(known)), 2):
        same = known[first] == known[second]
        linked = given[first] is not None and given[first] == given[second]
        wanted += same
        claimed += linked
        true += same and linked
    return {"pair_precision": Share(part=true, whole=claimed), "pair_recall": Share(part=true, whole=wanted)}


def _cubed(known: Sequence[str], given: Sequence[str | None]) -> dict[str, Share]:
    # A mention without an entity stands alone: it gets a group of its own.
    groups = [entity or f"alone {number}" for number, entity in enumerate(given)]
    known_sizes, group_sizes, both = Counter(known), Counter(groups), Counter(zip(known, groups, strict=True))
    precision = sum(both[pair] / group_sizes[pair[1]] for pair in zip(known, groups, strict=True))
    recall = sum(both[pair] / known_sizes[pair[0]] for pair in zip(known, groups, strict=True))
    return {
        "cubed_precision": Share(part=precision, whole=len(known)),
        "cubed_recall": Share(part=recall, whole=len(known)),
    }


def _relations(text: Text, known: Sequence[str], given: Sequence[str | None], said: dict[str, str]) -> Share:
    """Ask of each person whose relation the text gives whether the entity of most of their mentions has it."""
    entities: dict[str, Counter[str]] = defaultdict(Counter)
    for person, entity in zip(known, given, strict=True):
        if entity is not None:
            entities[person][entity] += 1
    right = 0
    for person, relation in text.relations.items():
        top = entities[person].most_common(1)
        right += bool(top) and said.get(top[0][0]) == relation
    return Share(part=right, whole=len(text.relations))
