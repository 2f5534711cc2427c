"""Why a reviewer's act can't be done."""


class DeskError(Exception):
    """Base of everything this package raises."""


class NothingFound(DeskError):
    """The marked words stand nowhere in the record."""


class NoMailbox(DeskError):
    """The source keeps no code: there is nowhere to write to."""
