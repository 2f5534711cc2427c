"""A value that must not show itself: no content in repr, no hash, no pickle, comparison in constant time."""

import hmac
from typing import NoReturn, Self


class Secret:
    """Secret bytes; only `reveal` of a child hands them out, so that every use can be found by name."""

    __slots__ = ("_secret",)
    __hash__ = None  # type: ignore[assignment]  # a hash would make secrets keys of dictionaries and cached values

    def __init__(self, secret: bytes) -> None:
        """Keep a copy of the bytes."""
        self._secret = bytes(secret)

    def __repr__(self) -> str:
        """Show the kind only."""
        return f"<{type(self).__name__}>"

    def __eq__(self, other: object) -> bool:
        """Compare in constant time with a secret of the same kind."""
        if type(other) is not type(self):
            return NotImplemented
        return hmac.compare_digest(self._secret, other._secret)

    def __copy__(self) -> Self:
        """Return itself, for nothing in it can change."""
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return itself, for nothing in it can change."""
        return self

    def __reduce__(self) -> NoReturn:
        """Refuse pickling, which would carry the secret into caches and queues; raise TypeError."""
        raise TypeError(f"a {type(self).__name__} can't be pickled")
