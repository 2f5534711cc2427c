"""Strips a source's text within bounds; a strip that fails costs the reviewers the text, never the source."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from testimony.giving.errors import Busy
from testimony.giving.pools import Pool
from testimony.pseudonyms.result import Stripped

logger = logging.getLogger("aigaq.events")

Strip = Callable[[str, str, Sequence[str]], Stripped]  # text, language, declared names


class Stripper:
    """Runs the strip in a bounded pool."""

    def __init__(self, strip: Strip, pool: Pool) -> None:
        self._strip = strip
        self._pool = pool

    def attempt(self, text: str, *, language: str, declared: Sequence[str] = ()) -> Stripped | None:
        """Give the stripped text, or None when the strip failed or its pool stayed full."""
        try:
            with self._pool.place():
                return self._strip(text, language, declared)
        except Busy:
            logger.warning("strip_pool_full")
        except Exception as error:  # noqa: BLE001 - whatever a text does to the strip, the text must still be taken
            logger.error("strip_failed kind=%s", type(error).__name__)  # noqa: TRY400 - a traceback could quote it
        return None
