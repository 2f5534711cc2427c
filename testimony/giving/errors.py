"""What can stand between a source and a stored testimony; each says whether the text is kept."""

from __future__ import annotations


class GivingError(Exception):
    """Base of everything this package raises."""


class Busy(GivingError):
    """Too many people are served at once; the draft is kept."""


class StorageUnavailable(GivingError):
    """The testimony can't be stored now; the draft is kept."""


class NothingKept(GivingError):
    """Neither the database nor memory could keep the draft."""


class NoDraft(GivingError):
    """There is no draft or mailbox under this cookie any more."""


class NoMailbox(GivingError):
    """No mailbox answers to this code."""


class AlreadySent(GivingError):
    """This draft was sent before, with another text."""


class InvalidAnswers(GivingError):
    """A field can't be taken as it is; `field` and `reason` name it, never its content."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
