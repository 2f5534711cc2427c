"""The errors of this package; no message ever quotes the text."""


class PseudonymError(Exception):
    """Anything that goes wrong while a text is stripped."""


class UnknownLanguageError(PseudonymError):
    """The language hint is none of the supported ones."""


class StructureError(PseudonymError):
    """A stored result cannot be read back."""


class WeightsError(PseudonymError):
    """The tagger's weights are damaged or do not belong to this code."""


class CastError(PseudonymError):
    """A stand-in lacks a part of the name that it stands for: the cast was drawn for another text."""
