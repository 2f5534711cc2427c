"""Each app runs without the other's code, and every page of intake is reached by a row of a table here.

The pages of review have their own table, with a row for every role, in tests/functional/review/test_access.py.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from config.settings import IntakeSettings
from intake.composition import compose

ROOT = Path(__file__).resolve().parents[2]
# What a stranger without a cookie is answered. A form without its token leads back to a page, and stores nothing.
PAGES = {
    "assets.asset": [("GET", "/assets/unknown.css", 404)],
    "assets.icon": [("GET", "/favicon.ico", 204)],
    "leaving.leave": [("POST", "/leave", 303)],
    "leaving.left": [("GET", "/left", 200)],
    "welcome.welcome": [("GET", "/", 200)],
    "welcome.welcome_in": [("GET", "/en/", 200)],
    "testimony.form_in_any_language": [("GET", "/testimony", 302)],
    "testimony.form": [("GET", "/en/testimony", 200)],
    "testimony.receive": [("POST", "/en/testimony", 303)],
    "check.check": [("GET", "/en/check", 410)],
    "check.receive": [("POST", "/en/check", 303)],
    "waiting.kept": [("GET", "/en/kept", 503)],
    "waiting.decide": [("POST", "/en/kept", 303)],
    "waiting.unsent": [("GET", "/en/unsent", 410)],
    "waiting.unsent_decided": [("POST", "/en/unsent", 303)],
    "waiting.later": [("GET", "/en/later/receipt", 503), ("GET", "/en/later/mailbox", 503)],
    "receipt.receipt": [("GET", "/en/receipt", 410)],
    "receipt.receive": [("POST", "/en/receipt", 303)],
    "mailbox.mailbox": [("GET", "/en/mailbox", 200)],
    "mailbox.mailbox_in_any_language": [("GET", "/mailbox", 302)],
    "mailbox.receive": [("POST", "/en/mailbox", 303)],
    "mailbox.unopened": [("GET", "/en/mailbox/unopened", 200)],
    "mailbox.stored": [("GET", "/en/mailbox/stored", 200)],
    "mailbox.again": [("GET", "/en/mailbox/again", 303)],
}
LOADED = """
import sys
import wsgi
wsgi.{app}()
print(*sys.modules)
"""


def loaded_by(app: str, environment: dict[str, str]) -> set[str]:
    """Start an app in a process of its own and return the names of what it has loaded."""
    found = subprocess.run(
        [sys.executable, "-c", LOADED.format(app=app)], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    return set(found.stdout.decode("utf-8").split())


def test_intake_loads_nothing_that_reads_codes_or_releases(prepared: dict[str, str]) -> None:
    names = loaded_by("intake", prepared)

    assert "intake" in names
    beyond = ("review", "cli", "scipy", "pyotp")
    rooms = ("coding", "custody", "desk", "ledger", "people", "release", "retention", "terms")
    assert names & {*beyond, *(f"testimony.{room}" for room in rooms)} == set()


def test_review_loads_nothing_of_the_source_s_side(prepared: dict[str, str]) -> None:
    names = loaded_by("review", prepared)

    assert "review" in names
    assert names & {"intake", "cli", "testimony.giving"} == set()


@pytest.fixture(scope="module")
def intake(prepared: dict[str, str]) -> Flask:
    """Give the intake app with nothing stood in for."""
    return compose(IntakeSettings.from_env(prepared))


def test_the_table_names_every_page_of_intake(intake: Flask) -> None:
    assert {rule.endpoint for rule in intake.url_map.iter_rules()} == set(PAGES)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [pytest.param(*row, id=f"{row[0]} {row[1]}") for rows in PAGES.values() for row in rows],
)
def test_a_stranger_is_answered(intake: Flask, method: str, path: str, status: int) -> None:
    answer = intake.test_client().open(path, method=method)

    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
