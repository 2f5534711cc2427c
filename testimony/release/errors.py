"""What can go wrong when a release is put together or checked."""


class ReleaseError(Exception):
    """A release can't be made or doesn't hold."""


class BadThreshold(ReleaseError):
    """The threshold for small cells is too low to protect anybody."""


class TableUnsafe(ReleaseError):
    """The audit found a hidden cell that the published numbers narrow too far."""


class ManifestInvalid(ReleaseError):
    """The manifest isn't in the form this code writes."""


class FilesDiffer(ReleaseError):
    """The files at hand aren't the ones the manifest lists."""


class ReleaseDamaged(ReleaseError):
    """The release does not open, or nobody on the roster signed it."""


class SamePerson(ReleaseError):
    """Who proposed a release can't approve it."""


class NotApproved(ReleaseError):
    """Nobody but the proposer has signed the release."""


class TermsChanged(ReleaseError):
    """A record the release draws on was withdrawn, held or changed since it was proposed."""


class EarlierChanged(ReleaseError):
    """Another release was approved since this one was proposed and audited."""


class BadHierarchy(ReleaseError):
    """A hierarchy has gaps, isn't nested, or doesn't end in one `*`."""


class BadSheet(ReleaseError):
    """The table given can't be coded: a column, a victim or a known value is missing."""


class BadRule(ReleaseError):
    """The rule asks for what can't be or protects nobody."""


class TooFewVictims(ReleaseError):
    """Row-level data of so few people needs a person's reason; tables are the safe form."""


class CannotHold(ReleaseError):
    """No recoding of this table keeps the rule."""


class NotInSeries(ReleaseError):
    """The class map doesn't belong to this table's columns and rule."""
