"""Why a roster, or a person on it, is not believed."""


class RosterError(Exception):
    """Base of everything this package raises."""


class RosterRefused(RosterError):
    """The chain, a signature, the pin or a rule between two versions does not hold."""


class RosterRollback(RosterRefused):
    """The roster is older than one that was already used."""


class UnknownPerson(RosterError):
    """Nobody of that handle holds that role on this roster."""
