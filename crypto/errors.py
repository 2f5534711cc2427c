"""Every way in which an operation of this package can refuse."""


class CryptoError(Exception):
    """Anything this package refuses; no message holds a secret or a content."""


class NotForThisKey(CryptoError):
    """The sealed thing is well formed and was made for another key."""


class Damaged(CryptoError):
    """The bytes do not follow their format, were altered or were cut."""


class BadSignature(CryptoError):
    """The signature or token is not the one this key makes for this content."""


class WrongContext(CryptoError):
    """The envelope opened, and it belongs to another record, kind or predecessor."""


class TooExpensive(CryptoError):
    """The size or cost asked for lies above a named bound."""


class BadPassphrase(CryptoError):
    """The passphrase does not open this lock."""


class BadReceipt(CryptoError):
    """The receipt can not be read; `position` is the number, from 1, of the word that is unknown."""

    def __init__(self, message: str, *, position: int | None = None) -> None:
        """Keep the position for the page that asks again; the word itself is never kept."""
        super().__init__(message)
        self.position = position


class BadShares(CryptoError):
    """The shares are too few, of different secrets, or damaged."""
