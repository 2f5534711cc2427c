"""Why an identity stays closed."""


class CustodyError(Exception):
    """Base of everything this package raises."""


class RequestRefused(CustodyError):
    """The request is not what it says, not signed by its requester, or has expired."""


class AnswerRefused(CustodyError):
    """The answer is not a custodian's own to this request."""


class NotYet(CustodyError):
    """Fewer custodians than needed have agreed; `needed` more must."""

    def __init__(self, needed: int) -> None:
        super().__init__("custodians: not enough have agreed")
        self.needed = needed


class Expired(CustodyError):
    """The request's time is over."""


class Overtaken(Expired):
    """The source has withdrawn, or asked for something that nobody has opened yet: open the record first."""


class NotYours(CustodyError):
    """Only who asked may see what is disclosed."""


class NotAReviewer(CustodyError):
    """Only a reviewer on the roster may ask."""
