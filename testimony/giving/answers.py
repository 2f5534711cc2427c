"""What a source has written into the form, valid or not yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from testimony.giving.errors import InvalidAnswers

MAX_NARRATIVE = 50_000  # characters
MAX_CONTACT = 500
MAX_NAME = 200
MAX_NAMES = 40
LANGUAGES = ("en", "ru", "kk")
RELATIONSHIPS = ("self", "relative", "lawyer", "medical", "witness", "other")
UNDER_18 = ("self", "subject", "no")
USES = ("keep", "count")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The form's fields; `names` are people the strip may have missed, `shown` the boxes that hide no name."""

    narrative: str = ""
    relationship: str | None = None
    under_18: str | None = None
    use: str = "keep"
    contact: str = ""
    contact_safe: str = ""
    names: tuple[str, ...] = ()
    shown: tuple[int, ...] = ()
    language: str = "en"

    def check(self) -> None:
        """Refuse what can't be sent; raises InvalidAnswers naming the field."""
        if not self.narrative.strip():
            raise InvalidAnswers("narrative", "empty")
        limits = {"narrative": MAX_NARRATIVE, "contact": MAX_CONTACT, "contact_safe": MAX_CONTACT}
        for field, limit in limits.items():
            check_text(field, getattr(self, field), limit)
        if len(self.names) > MAX_NAMES:
            raise InvalidAnswers("names", "too_many")
        for name in self.names:
            check_text("names", name, MAX_NAME)
        choices = {
            "relationship": (None, *RELATIONSHIPS),
            "under_18": (None, *UNDER_18),
            "use": USES,
            "language": LANGUAGES,
        }
        for field, allowed in choices.items():
            if getattr(self, field) not in allowed:
                raise InvalidAnswers(field, "choice")

    def check_letters(self) -> None:
        """Refuse what can't be kept even as a draft, half a letter; raises InvalidAnswers naming the field."""
        for field in ("narrative", "contact", "contact_safe"):
            _check_letters(field, getattr(self, field))
        for name in self.names:
            _check_letters("names", name)

    def to_json(self) -> dict[str, Any]:
        """Give the plain form that is sealed into the draft."""
        return {**vars(self), "names": list(self.names), "shown": list(self.shown)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Answers:
        """Read the plain form back."""
        return cls(**{**plain, "names": tuple(plain["names"]), "shown": tuple(plain["shown"])})


def check_text(field: str, text: str, limit: int) -> None:
    """Refuse a text of more than `limit` characters or with half a letter in it; raises InvalidAnswers."""
    if len(text) > limit:
        raise InvalidAnswers(field, "too_long")
    _check_letters(field, text)


def _check_letters(field: str, text: str) -> None:
    if _LONE_SURROGATE.search(text):
        raise InvalidAnswers(field, "not_utf8")
