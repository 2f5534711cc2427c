"""Why a record, or a part of it, can't be used."""


class RecordError(Exception):
    """Base of everything this package raises."""


class NoRecord(RecordError):
    """There is no such record, or its keys are gone."""


class RecordDamaged(RecordError):
    """A part of the record does not open, does not verify, or is not in its place."""


class RecordClosed(RecordError):
    """The record is withdrawn or erased: nothing can be added or used."""
