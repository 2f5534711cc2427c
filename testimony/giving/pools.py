"""Bounds how many sources at once are stripped, or have a receipt derived: each of those takes 19 MiB."""

from testimony.giving.errors import Busy
from testimony.places import BoundedPlaces


class Pool(BoundedPlaces):
    """Places for sources; who waits too long is told Busy, and the draft is kept."""

    busy = Busy
