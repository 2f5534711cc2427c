"""What can be wrong with a ledger or with a head that somebody shows us."""


class LedgerError(Exception):
    """Base of everything this package raises."""


class LedgerBroken(LedgerError):
    """The ledger isn't what was written or signed; `sequence` is the first entry concerned, if there is one."""

    def __init__(self, message: str, *, sequence: int | None = None) -> None:
        """Keep the sequence number beside the sentence."""
        super().__init__(message)
        self.sequence = sequence


class BadHead(LedgerError):
    """This text isn't a ledger head, or it was copied with a mistake."""
