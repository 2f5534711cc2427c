"""Why somebody is not let in, or not vouched for."""


class PeopleError(Exception):
    """Base of everything this package raises."""


class SignInFailed(PeopleError):
    """The sign-in failed; which part was wrong is not said to anybody."""


class InvitationRefused(PeopleError):
    """The link was used, has expired, or was never given."""


class SessionEnded(PeopleError):
    """There is no open session under this cookie."""


class Busy(PeopleError):
    """Too many passphrases are being checked at once."""


class NoGrant(PeopleError):
    """This person was not given the team key of that epoch."""


class VouchRefused(PeopleError):
    """A person can't be vouched for or suspended like this; `reason` says why.

    role, words, self, twice, nobody; reader: it takes somebody who can open the team key; rules: the roster would
    break one of its own.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"vouching: {reason}")
        self.reason = reason
