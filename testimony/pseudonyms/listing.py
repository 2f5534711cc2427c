"""Word listings in the code: one string, its words split at white space."""


def listing(text: str) -> frozenset[str]:
    """Give the words of a text as a set."""
    return frozenset(text.split())


def beginnings(text: str) -> tuple[str, ...]:
    """Give the words of a text in the form that `str.startswith` and `endswith` take."""
    return tuple(text.split())
