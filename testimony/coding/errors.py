"""What can be wrong with a codebook or a coding."""

from testimony.fields import FieldError


class CodingError(FieldError):
    """A value of a coded act, coding or codebook isn't valid; `field` names it."""


class UnknownCode(CodingError):
    """The codebook has no such code."""


class UnknownAct(CodingError):
    """The coding has no act with this id."""


class DuplicateAct(CodingError):
    """The coding already has an act with this id."""
