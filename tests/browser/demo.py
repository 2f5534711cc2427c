"""Runs `aigaq demo` as people run it, in a folder and on ports of its own."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyotp

from cli.records import stored
from testimony.database.engine import open_database

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
_START_SECONDS = 120.0
_STOP_SECONDS = 40.0
_POLL_SECONDS = 0.1
_TOTP_SECONDS = 30


@dataclass(kw_only=True)
class Person:
    """One of the demonstration's team; a code of theirs works once, so each is given out once."""

    handle: str
    passphrase: str
    totp_secret: str
    _last_step: int = field(default=0, repr=False)

    def code(self) -> str:
        """Return a code that was not used yet, and wait for one where three were used within a minute."""
        while self._last_step > time.time() // _TOTP_SECONDS:
            time.sleep(_POLL_SECONDS)
        step, spent = divmod(time.time(), _TOTP_SECONDS)
        # The code of the step before is taken only where it stays good long enough for a busy machine to type it.
        self._last_step = max(self._last_step + 1, int(step) - (spent < _TOTP_SECONDS / 3))
        return str(pyotp.TOTP(self.totp_secret).generate_otp(self._last_step))


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A running demonstration."""

    folder: Path
    environment: dict[str, str]
    intake_port: int
    review_port: int
    started: float
    team: dict[str, Person] = field(default_factory=dict)

    @property
    def intake(self) -> str:
        """Return the address of the intake app."""
        return f"http://localhost:{self.intake_port}"

    @property
    def review(self) -> str:
        """Return the address of the review app."""
        return f"http://localhost:{self.review_port}"

    @property
    def var(self) -> Path:
        """Return the folder in which the demonstration keeps everything."""
        return Path(self.environment["AIGAQ_VAR"])

    @property
    def log(self) -> Path:
        """Return the file with all that the demonstration printed."""
        return self.folder / "demo.log"

    def places(self) -> list[Path]:
        """List every place in which the demonstration may leave something."""
        in_memory = Path(f"/dev/shm/aigaq{str(self.var).replace('/', '-')}")  # noqa: S108 - the demonstration's own
        return [self.folder, in_memory]

    def people(self) -> dict[str, Any]:
        """Return what the demonstration wrote about its team."""
        content: dict[str, Any] = json.loads((self.var / "demo.json").read_text("utf-8"))
        return content

    def aigaq(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command of `aigaq` on this demonstration."""
        command = [sys.executable, "-m", "cli.main", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=_STOP_SECONDS
        )

    def stored(self) -> int:
        """Count the stored testimonies as `aigaq records count` does, without starting it each time."""
        intake = open_database(f"sqlite:///{self.var}/intake/intake.sqlite")
        review = open_database(
            f"sqlite:///{self.var}/review/review.sqlite", keys_url=f"sqlite:///{self.var}/keys/keys.sqlite"
        )
        try:
            return stored(intake, review)
        finally:
            intake.close()
            review.close()


@contextmanager
def demonstration(folder: Path, *, leave_url: str) -> Iterator[Demo]:
    """Start a demonstration, wait until both apps answer, and stop it at the end."""
    intake_port, review_port = _free_port(), _free_port()
    temporary = folder / "tmp"
    temporary.mkdir(parents=True)
    environment = {
        **os.environ,
        "AIGAQ_VAR": str(folder / "var"),
        "INTAKE_PORT": str(intake_port),
        "REVIEW_PORT": str(review_port),
        "INTAKE_LEAVE_URL": leave_url,
        "REVIEW_LEAVE_URL": leave_url,
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(temporary),
    }
    demo = Demo(
        folder=folder,
        environment=environment,
        intake_port=intake_port,
        review_port=review_port,
        started=time.time(),
    )
    with demo.log.open("wb") as log:
        command = [sys.executable, "-m", "cli.main", "demo"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
        )
    try:
        for port in (intake_port, review_port):
            _wait_for_answer(process, port, demo.log)
        demo.team.update({entry["handle"]: _person(entry) for entry in demo.people()["people"]})
        yield demo
    finally:
        _stop(process)
        for place in demo.places():
            shutil.rmtree(place, ignore_errors=True)


def _person(entry: dict[str, Any]) -> Person:
    return Person(handle=entry["handle"], passphrase=entry["passphrase"], totp_secret=entry["totp_secret"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for_answer(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection(HOST, port, timeout=_START_SECONDS)
        with suppress(OSError):
            connection.request("GET", "/")
            status = connection.getresponse().status
            connection.close()
            if status < http.HTTPStatus.BAD_REQUEST:
                return
        time.sleep(_POLL_SECONDS)
    raise RuntimeError(f"aigaq demo does not answer on port {port}: {log.read_text('utf-8', errors='replace')[-2000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(_STOP_SECONDS)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # whatever of the group is left; it has a group of its own
        process.wait()
