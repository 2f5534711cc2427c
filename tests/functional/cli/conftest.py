"""An invented organisation's papers and server: made once by the commands themselves, copied for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.files import write_new
from cli.main import main
from cli.places import open_intake
from cli.seats import dump_seat, make_seat, open_seat, read_passphrase, read_seat
from crypto.passphrases import Argon2Cost
from crypto.seeds import Seed
from testimony.exchange.models import OutboxItem
from testimony.exchange.packet import digest, pack
from testimony.record.sealing import Contents, new_record_id, seal_testimony
from testimony.roster.chain import load_chain
from testimony.roster.document import Roster

CHEAP = Argon2Cost(time_cost=1, memory_kib=64, parallelism=1)
FOUNDERS = {"aru": ("reviewer", "steward"), "daniyar": ("reviewer", "steward")}
CUSTODIANS = ("kenes", "sabira", "timur")
SETTINGS = ("INTAKE_", "REVIEW_", "AIGAQ_")


@dataclass(frozen=True, kw_only=True)
class House:
    """A server's folder `var` and the founders' and custodians' own folder `papers`."""

    var: Path
    papers: Path

    def aigaq(self, *words: object) -> int:
        """Run the command line."""
        return main([str(word) for word in words])

    def paper(self, name: str) -> Path:
        """Name a file of somebody's own machine."""
        return self.papers / name

    def passphrase(self, handle: str) -> list[object]:
        """Give the words that name a founder's seat and passphrase."""
        return ["--seat", self.paper(f"{handle}.seat"), "--passphrase-file", self.paper(f"{handle}.words")]

    def seed(self, handle: str) -> Seed:
        """Open a founder's seat."""
        return open_seat(read_seat(self.paper(f"{handle}.seat")), read_passphrase(self.paper(f"{handle}.words")))

    def propose(self, *, people: Sequence[str] = ("aru", "daniyar"), threshold: int = 2) -> int:
        """Let aru propose the roster."""
        return self.aigaq(
            *("founding", "propose", *self.passphrase("aru"), "--threshold", threshold),
            *("--people", *(self.paper(f"{handle}.public") for handle in people)),
            *("--custodians", *(self.paper(f"{handle}.public") for handle in CUSTODIANS)),
            *("--handover", self.var / "handover.public", "--out", self.paper("founding.json")),
        )

    def sign(self, handle: str = "daniyar") -> int:
        """Let a founder sign the proposal."""
        return self.aigaq("founding", "sign", self.paper("founding.json"), *self.passphrase(handle))

    def install(self, *seats: str) -> int:
        """Let the administrator take the founding in."""
        names = seats or tuple(FOUNDERS)
        paths = [self.paper(f"{handle}.seat") for handle in names]
        return self.aigaq("init", "--founding", self.paper("founding.json"), "--seats", *paths)

    def roster(self) -> Roster:
        """Give the roster that intake reads."""
        return load_chain((self.var / "roster" / "roster.json").read_bytes())[-1].unverified_roster

    def give(self) -> tuple[str, dict[str, bytes]]:
        """Put one sealed testimony into intake; gives its record id and parts."""
        record_id = new_record_id()
        contents = Contents(working={"text": "…"}, contact={"contact": "a safe way"}, verbatim={"narrative": "…"})
        parts = dict(seal_testimony(record_id, contents, self.roster()).parts)
        payload = pack(parts)
        with closing(open_intake()) as intake, intake.writing() as session:
            row = OutboxItem(
                id=new_record_id(),
                kind="testimony",
                record_id=record_id,
                iso_week="2022-W01",
                digest=digest(payload),
                payload=payload,
            )
            session.add(row)
        return record_id, parts

    def waiting(self) -> int:
        """Count the items in intake."""
        with closing(open_intake()) as intake, intake.reading() as session:
            return session.query(OutboxItem).count()


def _environment(patch: pytest.MonkeyPatch, var: Path) -> None:
    for name in list(os.environ):
        if name.startswith(SETTINGS):
            patch.delenv(name)
    patch.setenv("AIGAQ_VAR", str(var))
    patch.setenv("REVIEW_SESSION_DIR", str(var / "sessions"))
    patch.setenv("INTAKE_SPOOL_DIR", str(var / "spool"))


def _make_papers(papers: Path) -> None:
    for handle, roles in FOUNDERS.items():
        seat = make_seat(handle, roles, cost=CHEAP)
        write_new(papers / f"{handle}.seat", dump_seat(seat.founder))
        write_new(papers / f"{handle}.public", seat.founder.enrolment)
        write_new(papers / f"{handle}.words", seat.passphrase.reveal())
    for handle in CUSTODIANS:
        assert main(["custody", "keys", "--handle", handle, "--out", str(papers)]) == 0


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a prepared server with papers in `fresh`, and a founded one in `founded`."""
    top = tmp_path_factory.mktemp("house")
    umask = os.umask(0o077)
    with pytest.MonkeyPatch.context() as patch:
        fresh, founded = (House(var=top / name / "var", papers=top / name / "papers") for name in ("fresh", "founded"))
        _environment(patch, fresh.var)
        _make_papers(fresh.papers)
        assert fresh.aigaq("init") == 0
        shutil.copytree(top / "fresh", top / "founded")
        _environment(patch, founded.var)
        assert [founded.propose(), founded.sign(), founded.install()] == [0, 0, 0]
        for handle in CUSTODIANS:
            pin = founded.roster().digest
            assert founded.aigaq("custody", "pin", founded.paper(f"{handle}.key"), "--pin", pin) == 0
    os.umask(umask)
    return top


def _copied(made: Path, name: str, tmp_path: Path, patch: pytest.MonkeyPatch) -> Iterator[House]:
    shutil.copytree(made / name, tmp_path / "house")
    house = House(var=tmp_path / "house" / "var", papers=tmp_path / "house" / "papers")
    _environment(patch, house.var)
    umask = os.umask(0o077)  # `init` sets it too, for the whole process
    yield house
    os.umask(umask)


@pytest.fixture
def fresh(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Give a prepared server that waits for its founders."""
    yield from _copied(made, "fresh", tmp_path, monkeypatch)


@pytest.fixture
def founded(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Give a founded server: two reviewers, three custodians of whom two must agree."""
    yield from _copied(made, "founded", tmp_path, monkeypatch)
