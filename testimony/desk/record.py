"""A record as a reviewer sees it: values only, no seed and no row in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from testimony.coding.coding import Coding
from testimony.desk.deciding import Decisions
from testimony.desk.standing import Standing
from testimony.pseudonyms.regroup import Regrouping
from testimony.pseudonyms.result import Entity, Stripped
from testimony.record.errors import RecordDamaged
from testimony.terms.model import Terms


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the source's form asked."""

    language: str
    relationship: str | None
    under_18: str | None


@dataclass(frozen=True, kw_only=True)
class Checked:
    """Who has read a doubtful text through and decided about its unknown words, and in which week."""

    by: str
    week: str


@dataclass(frozen=True, kw_only=True)
class Text:
    """The testimony (number 1) or a text added later; None where the strip failed and only custodians can help.

    `linked` is what the program found; `stripped` what reviewers read: the same, with their decisions of who is who.
    """

    number: int
    stripped: Stripped | None
    linked: Stripped | None
    decided: Regrouping = field(default_factory=Regrouping)
    checked: Checked | None = None

    @property
    def known(self) -> tuple[Entity, ...]:
        """Give everybody and everything that has or had a number in this text."""
        return (*self.linked.entities, *self.decided.added) if self.linked else ()

    @property
    def awaits_check(self) -> bool:
        """Tell whether names may have been missed and nobody has looked yet."""
        return self.stripped is not None and self.stripped.doubtful and self.checked is None


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """One thing that was done with this record, by whom and in which week."""

    what: str
    by: str
    week: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """What lists show of a record without opening its text."""

    language: str
    relationship: str | None
    under_18: str | None
    use: str
    doubtful: bool
    unstripped: bool
    acts: int
    has_mailbox: bool
    has_contact: bool

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Card:
        """Read the card from its sealed content; raises RecordDamaged."""
        try:
            return cls(**plain["card"])
        except (KeyError, TypeError) as error:
            raise RecordDamaged("card: a field is missing or unknown") from error


@dataclass(frozen=True, kw_only=True)
class QueueRow:
    """One line of the queue; the card is None until somebody has opened the record."""

    record_id: str
    iso_week: str
    state: str
    held: bool
    unread: bool
    card: Card | None


@dataclass(frozen=True, kw_only=True)
class QueuePage:
    """One page of the queue, with the number of records in each state."""

    rows: tuple[QueueRow, ...]
    page: int
    pages: int
    counts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class OpenRecord:
    """Everything a reviewer may see of one record."""

    record_id: str
    iso_week: str
    state: str
    held: bool
    facts: Facts
    stated_use: str
    has_contact: bool
    shown: tuple[int, ...]
    decisions: Decisions
    texts: tuple[Text, ...]
    terms: tuple[Terms, ...]
    coding: Coding | None
    standing: Standing
    history: tuple[HistoryLine, ...]

    @property
    def has_mailbox(self) -> bool:
        """Tell whether the source kept a code and can be written to."""
        return self.standing.has_mailbox

    @property
    def card(self) -> Card:
        """Give what lists show of it."""
        return Card(
            language=self.facts.language,
            relationship=self.facts.relationship,
            under_18=self.facts.under_18,
            use=self.standing.use,
            doubtful=any(text.awaits_check for text in self.texts),
            unstripped=any(text.stripped is None for text in self.texts),
            acts=len(self.coding.acts) if self.coding else 0,
            has_mailbox=self.has_mailbox,
            has_contact=self.has_contact,
        )


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """How many records nothing can be counted from: stopped by their source, or not coded yet."""

    stopped: int
    uncoded: int
