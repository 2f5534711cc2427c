"""The intake app over an in-memory stand-in for the domain, and a browser that keeps cookies and reads forms."""

import html
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config.settings import IntakeSettings
from crypto.errors import BadReceipt
from crypto.seeds import Seed, public_key, signing_key
from intake.app import create_app
from intake.composition import compose
from intake.services import Services
from testimony.giving.answers import Answers
from testimony.giving.drafts import Draft
from testimony.giving.errors import AlreadySent, GivingError, NoDraft, NoMailbox
from testimony.giving.mailbox import MailboxView, Message
from testimony.pseudonyms.result import Entity, Mention, Run, Stripped
from testimony.pseudonyms.spans import SpanType
from testimony.roster.chain import SignedRoster, dump_chain
from testimony.roster.document import ZERO_HASH, Person, Roster
from testimony.roster.file import write_chain

WORDS = ("river", "candle", "seven", "orchard", "paper", "winter", "ladder", "stone")
CODE = "7K3QXA-9MDW2R-B5TVH8"
HIDDEN = "Aslan"


def strip_name(text: str) -> Stripped:
    """Hide each occurrence of one invented name."""
    parts: list[Run | Mention] = []
    position = 0
    for number, found in enumerate(re.finditer(HIDDEN, text), start=1):
        parts.append(Run(text=text[position : found.start()]))
        parts.append(
            Mention(
                number=number,
                start=found.start(),
                end=found.end(),
                type=SpanType.PERSON,
                entity="p1",
                layers=("names",),
                confidence=1.0,
            )
        )
        position = found.end()
    parts.append(Run(text=text[position:]))
    entity = Entity(id="p1", type=SpanType.PERSON, number=1)
    return Stripped(parts=tuple(parts), entities=(entity,), suggestions=(), doubtful=False, reasons=(), language="en")


@dataclass
class FakeGiving:
    """Keeps drafts in a dictionary and raises what a test has put into `fail`."""

    drafts: dict[bytes, Draft] = field(default_factory=dict)
    records: list[Answers] = field(default_factory=list)
    fail: dict[str, GivingError] = field(default_factory=dict)
    strip_fails: bool = False

    def _trouble(self, name: str) -> None:
        if name in self.fail:
            raise self.fail[name]

    def load(self, key: bytes) -> Draft | None:
        self._trouble("load")
        return self.drafts.get(key)

    def write(self, key: bytes, answers: Answers) -> Draft:
        self._trouble("write")
        return self._save(key, answers, state="writing")

    def check(self, key: bytes, answers: Answers) -> Draft:
        self._trouble("check")
        answers.check()
        stripped = None if self.strip_fails else strip_name(answers.narrative)
        return self._save(key, answers, state="checked", stripped=stripped, strip_failed=self.strip_fails)

    def send(self, key: bytes, answers: Answers | None) -> Draft:
        self._trouble("send")
        before = self.drafts.get(key)
        if answers is None:
            if before is None:
                raise NoDraft
            answers = before.answers
        if before is not None and before.state == "sent":
            if answers not in (self.records[-1], before.answers):
                raise AlreadySent
            return before
        answers.check()
        self.records.append(answers)
        return self._save(key, Answers(), state="sent", reachable=bool(answers.contact))

    def keep_code(self, key: bytes) -> Draft:
        self._trouble("keep_code")
        return self._settle(key, code="kept", receipt_words=WORDS, receipt_code=CODE)

    def skip_code(self, key: bytes) -> Draft:
        self._trouble("skip_code")
        return self._settle(key, code="skipped")

    def forget(self, key: bytes) -> None:
        self._trouble("forget")
        self.drafts.pop(key, None)

    def _settle(self, key: bytes, **changes: object) -> Draft:
        if key not in self.drafts:
            raise NoDraft
        self.drafts[key] = replace(self.drafts[key], **changes)
        return self.drafts[key]

    def _save(self, key: bytes, answers: Answers, **values: object) -> Draft:
        before = self.drafts.get(key)
        if before is not None and before.state == "sent":
            raise AlreadySent
        self.drafts[key] = Draft(record_id="00" * 16, answers=answers, **values)
        return self.drafts[key]


@dataclass
class FakeMailboxes:
    """One mailbox that opens with one code."""

    open_keys: set[bytes] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)
    status: str = "active"
    terms: str = "count"
    fail: dict[str, GivingError] = field(default_factory=dict)

    def _trouble(self, name: str) -> None:
        if name in self.fail:
            raise self.fail[name]

    def _must_be_open(self, key: bytes, name: str) -> None:
        self._trouble(name)
        if key not in self.open_keys:
            raise NoDraft

    def enter(self, key: bytes, code_text: str) -> None:
        self._trouble("enter")
        if "unknown" in code_text:
            raise BadReceipt("receipt: unknown word", position=3)
        if not code_text:
            raise BadReceipt("receipt: empty")
        if code_text != CODE:
            raise NoMailbox
        self.open_keys.add(key)

    def look(self, key: bytes) -> MailboxView:
        self._must_be_open(key, "look")
        messages, self.messages = tuple(self.messages), []
        until = date(2030, 5, 17) if self.status == "withdrawn" else None
        return MailboxView(messages=messages, status=self.status, withdrawn_until=until, terms=self.terms)

    def write_more(self, key: bytes, text: str, language: str) -> None:
        self._must_be_open(key, "write_more")
        Answers(narrative=text).check()
        self.written.append((text, language))

    def narrow(self, key: bytes) -> None:
        self._must_be_open(key, "narrow")
        self.terms = "keep"

    def freeze(self, key: bytes) -> None:
        self._must_be_open(key, "freeze")
        self.status = "frozen"

    def withdraw(self, key: bytes) -> None:
        self._must_be_open(key, "withdraw")
        self.status = "withdrawn"

    def cancel_withdrawal(self, key: bytes) -> None:
        self._must_be_open(key, "cancel_withdrawal")
        self.status = "active"

    def leave(self, key: bytes) -> None:
        self._must_be_open(key, "leave")
        self.open_keys.discard(key)


def write_roster(folder: Path) -> str:
    """Write a demonstration roster with two signatures, and return its pin."""
    team = {"argali": ("reviewer", "steward"), "bobak": ("reviewer", "steward")}
    roles = {**team, "cedar": ("custodian",), "dogrose": ("custodian",)}
    seeds = {handle: Seed.generate() for handle in roles}
    people = tuple(
        Person(handle=handle, roles=roles[handle], seal_key=public_key(seed), sign_key=signing_key(seed).public)
        for handle, seed in seeds.items()
    )
    roster = Roster(
        version=1,
        previous=ZERO_HASH,
        epoch=1,
        team_key=public_key(Seed.generate()),
        demonstration=True,
        people=people,
        threshold=2,
        handover_key=signing_key(Seed.generate()).public,
    )
    signed = SignedRoster(document=roster.to_bytes())
    for handle in team:
        signed = signed.signed_by(handle, signing_key(seeds[handle]))
    write_chain(folder / "roster.json", dump_chain([signed]))
    (folder / "pin").write_text(roster.digest)
    return roster.digest


class Browser:
    """A visitor with script off: opens pages, follows redirects, sends the form it was shown."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = ""
        self.path = ""
        self.status = 0
        self.last_post: TestResponse | None = None

    def open(self, path: str) -> str:
        """Load a page by GET and follow redirects."""
        return self._see(self.client.get(path), path)

    def press(self, button: str, value: str = "1", **typed: str | list[str]) -> str:
        """Send the form on the page by one of its buttons, and follow the redirect."""
        return self.post(self.path, {"csrf_token": self.token(), **typed, button: value})

    def post(self, path: str, fields: dict[str, str | list[str]]) -> str:
        """Send fields to a path and follow the redirect."""
        self.last_post = self.client.post(path, data=fields)
        return self._see(self.last_post, path)

    def token(self) -> str:
        """Return the form token on the page."""
        return re.findall(r'name="csrf_token" value="([^"]*)"', self.page)[0]

    def text(self) -> str:
        """Return what the page says, without its tags."""
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", self.page)))

    def _see(self, answer: TestResponse, path: str) -> str:
        while answer.status_code in {302, 303}:
            path = answer.location
            answer = self.client.get(path)
        self.page, self.path, self.status = answer.text, path, answer.status_code
        return self.page


@pytest.fixture
def settings(tmp_path: Path) -> IntakeSettings:
    """Return the settings of a demonstration."""
    return IntakeSettings(
        host="127.0.0.1",
        port=8000,
        database_url="sqlite://",
        roster_path=tmp_path / "roster.json",
        roster_pin_path=tmp_path / "pin",
        salt=bytes(16),
        spool_dir=tmp_path / "spool",
        leave_url="https://weather.example/",
        organisation="Steppe Witness",
        demonstration=True,
    )


@pytest.fixture
def giving() -> FakeGiving:
    """Return an empty store of drafts."""
    return FakeGiving()


@pytest.fixture
def mailboxes() -> FakeMailboxes:
    """Return one closed mailbox."""
    return FakeMailboxes()


@pytest.fixture
def make_app(settings: IntakeSettings, giving: FakeGiving, mailboxes: FakeMailboxes) -> Callable[..., Flask]:
    """Return a function that builds the app with some settings changed."""

    def build(**changes: object) -> Flask:
        chosen = replace(settings, **changes)
        return create_app(chosen, Services(settings=chosen, giving=giving, mailboxes=mailboxes))

    return build


@pytest.fixture
def browser(make_app: Callable[..., Flask]) -> Browser:
    """Return a visitor of the demonstration app."""
    return Browser(make_app().test_client())


@pytest.fixture
def whole_browser(tmp_path: Path, sqlite_templates: Path, settings: IntakeSettings) -> Browser:
    """Return a visitor of the app with nothing stood in for: real database, roster, strip, seals and receipts."""
    shutil.copyfile(sqlite_templates / "intake.db", tmp_path / "intake.db")
    write_roster(tmp_path)
    app = compose(replace(settings, database_url=f"sqlite:///{tmp_path}/intake.db", demonstration=False))
    return Browser(app.test_client())
