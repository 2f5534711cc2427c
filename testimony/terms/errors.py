"""What can be wrong with terms."""

from testimony.fields import FieldError


class TermsError(FieldError):
    """A value of the terms isn't valid; `field` names it."""


class NotNarrower(TermsError):
    """A narrowing would open something that the earlier version keeps closed."""


class TermsWithdrawn(TermsError):
    """Withdrawn terms take no change but the cancelling of the withdrawal."""
