"""Two entry points, one app per process: `wsgi:intake()` and `wsgi:review()`.

Each imports its app only when called, so that a process holds the code and the keys of one side only.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def intake() -> Flask:
    """Build the public app from the environment."""
    from config.settings import IntakeSettings
    from intake.composition import compose
    from web.logs import configure

    configure()
    return compose(IntakeSettings.from_env(os.environ))


def review() -> Flask:
    """Build the private app from the environment."""
    from config.settings import ReviewSettings
    from review.composition import compose
    from web.logs import configure

    configure()
    return compose(ReviewSettings.from_env(os.environ))
