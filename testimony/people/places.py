"""Bounds how many passphrases are checked at once: each check takes 256 MiB."""

from testimony.people.errors import Busy
from testimony.places import BoundedPlaces


class Places(BoundedPlaces):
    """Places for people at the door; who waits too long is told Busy."""

    busy = Busy
