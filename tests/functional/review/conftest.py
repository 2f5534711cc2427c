"""The review app over a real house with one testimony or more, and a browser that keeps cookies and reads forms."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config.settings import ReviewSettings
from crypto.passphrases import Argon2Cost, generate_passphrase
from review.app import create_app
from review.kept import Kept
from review.services import Services
from testimony.coding.codebook import load_codebook
from testimony.ledger.book import Book
from testimony.people.enrolment import lock_account
from testimony.people.models import Account
from testimony.people.places import Places
from testimony.people.service import People
from testimony.people.sessions import SessionStore
from testimony.people.vouching import Vouching
from testimony.release.register import Releases
from web.cookies import _encode

CHEAP = Argon2Cost(time_cost=1, memory_kib=64, parallelism=1)
NARRATIVE = "On 12 March my brother Yerlan Dossov was beaten at the station. Ask tall Zorb, who saw it: Zorb's door."


class Browser:
    """Somebody at the desk with script off: opens pages, follows redirects, sends the forms shown."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = ""
        self.path = ""
        self.status = 0
        self.last_post: TestResponse | None = None

    def open(self, path: str) -> str:
        """Load a page by GET and follow redirects."""
        return self._see(self.client.get(path), path)

    def post(self, path: str, fields: dict[str, Any] | None = None, **extra: Any) -> str:
        """Send fields with the token of the page at hand, and follow the redirect."""
        self.last_post = self.client.post(path, data={"csrf_token": self.token(), **(fields or {})}, **extra)
        return self._see(self.last_post, path)

    def token(self) -> str:
        """Return a token of the page at hand."""
        return re.findall(r'name="csrf_token" value="([^"]*)"', self.page)[0]

    def text(self) -> str:
        """Return what the page says, without its tags."""
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", self.page)))

    def value(self, name: str) -> str:
        """Return what stands in a line of the form."""
        return html.unescape(re.findall(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', self.page)[0])

    def _see(self, answer: TestResponse, path: str) -> str:
        while answer.status_code == 303:
            path = answer.location
            answer = self.client.get(path)
        self.page = answer.text if answer.mimetype == "text/html" else ""
        self.path, self.status = path, answer.status_code
        return self.page


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """A review app over a house, and the secrets of its people."""

    house: Any
    app: Flask
    people: People
    vouching: Vouching
    services: Services
    passphrases: dict[str, str]
    totp: dict[str, str]
    keys: Iterator[int] = field(default_factory=lambda: count(1000))

    def browser(self, handle: str | None = "aru") -> Browser:
        """Give a browser, signed in without the cost of a passphrase."""
        client = self.app.test_client()
        if handle is not None:
            key = next(self.keys).to_bytes(32, "big")
            seed = self.house.team.seeds[handle].reveal().hex()
            self.people.sessions.open(key, {"handle": handle, "seed": seed})
            client.set_cookie("aigaq_review", _encode(key))
        return Browser(client)

    def code(self, handle: str) -> str:
        """Give the code that this person's authenticator shows."""
        return pyotp.TOTP(self.totp[handle]).at(int(self.house.clock().timestamp()))

    def sign_in(self, browser: Browser, who: str = "aru", **other: str) -> str:
        """Sign in at the door, with some field other than it should be."""
        fields = {"handle": who, "passphrase": self.passphrases[who], "code": self.code(who), **other}
        browser.open("/sign-in")
        return browser.post("/sign-in", fields)


@pytest.fixture
def review_settings(tmp_path: Path) -> ReviewSettings:
    """Return the settings of a demonstration."""
    return ReviewSettings(
        host="127.0.0.1",
        port=8001,
        database_url="sqlite://",
        keys_url=None,
        roster_path=tmp_path / "roster.json",
        roster_pin_path=tmp_path / "pin",
        session_dir=tmp_path / "sessions",
        handover_seed_path=tmp_path / "seed",
        leave_url="https://weather.example/",
        organisation="Steppe Witness",
        demonstration=True,
    )


@pytest.fixture
def workplace(embedded_house: Any, review_settings: ReviewSettings) -> Workplace:
    """Return the review app over the house, with cheap locks on the seats."""
    house = embedded_house
    passphrases = {handle: generate_passphrase() for handle in ("aru", "daniyar", "madina")}
    totp = {handle: pyotp.random_base32() for handle in passphrases}
    with house.review.writing() as session:
        for handle, passphrase in passphrases.items():
            seat = session.get_one(Account, handle)
            seat.locked = lock_account(handle, house.team.seeds[handle], totp[handle], passphrase, CHEAP)

    def seconds() -> float:
        return float(house.clock().timestamp())

    people = People(
        database=house.review,
        rosters=house.rosters,
        sessions=SessionStore(review_settings.session_dir, now=seconds),
        places=Places(places=2, patience_seconds=5),
        clock=house.clock,
        now=seconds,
        cost=CHEAP,
    )
    services = Services(
        settings=review_settings,
        people=people,
        vouching=Vouching(database=house.review, rosters=house.rosters, clock=house.clock),
        desk=house.desk,
        custody=house.custody,
        releases=Releases(database=house.review, desk=house.desk, rosters=house.rosters, clock=house.clock),
        book=Book(database=house.review),
        kept=Kept(SessionStore(review_settings.session_dir / "kept", now=seconds)),
        codebook=load_codebook(),
        clock=house.clock,
    )
    return Workplace(
        house=house,
        app=create_app(review_settings, services),
        people=people,
        vouching=services.vouching,
        services=services,
        passphrases={handle: passphrase.reveal() for handle, passphrase in passphrases.items()},
        totp=totp,
    )


@pytest.fixture
def reader(workplace: Workplace) -> Browser:
    """Return a signed-in reviewer."""
    return workplace.browser()


@pytest.fixture
def rebuilt(workplace: Workplace) -> Callable[..., Workplace]:
    """Return a function that builds the app again with other collaborators."""

    def build(**changes: Any) -> Workplace:
        services = replace(workplace.services, **changes)
        return replace(workplace, app=create_app(services.settings, services), services=services)

    return build


@pytest.fixture
def record_id(workplace: Workplace) -> str:
    """Give a testimony with a code kept, names hidden, and hand it over."""
    given, _box = workplace.house.give_with_code(
        NARRATIVE, relationship="relative", under_18="no", use="count", contact="+7 701 555 01 02", names=("Zorb",)
    )
    return str(given)
