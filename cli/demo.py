"""`aigaq demo`: the whole house on this machine with an invented team, until Ctrl-C."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import FrameType

from sqlalchemy import select

from cli.carrying import Carrier
from cli.errors import CommandFailed
from cli.init import make_salt, upgraded
from cli.places import intake_settings, open_or_make, review_settings, roster_store, var_folder
from cli.records import Subparsers
from cli.team import Places, make_team
from config.settings import is_loopback
from testimony.database.engine import Database
from testimony.roster.models import RosterVersion

HANDOVER_SECONDS = 1.0
SWEEP_ROUNDS = 60
STOP_SECONDS = 7.0  # then they are killed: Ctrl-C ends everything within ten seconds
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, kw_only=True)
class App:
    """One app to serve and where."""

    entry: str
    host: str
    port: int
    setting: str


def configure(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("demo", help="run both apps here with an invented team; never for real testimony")
    parser.add_argument("--prepare-only", action="store_true", help="make databases and team, and start nothing")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prepare what is missing, start both apps and the hand-over, and wait."""
    var = var_folder()
    prepare(var)
    if options.prepare_only:
        return 0
    apps = _apps()
    for app in apps:
        check_free(app)
    return _serve(var, apps)


def prepare(var: Path) -> None:
    """Make folders, salt, databases and team where they are missing; what is there stays."""
    os.umask(0o077)
    var.mkdir(parents=True, exist_ok=True, mode=0o700)
    make_salt(var)
    upgraded(open_or_make(intake_settings().database_url, None, "INTAKE_DATABASE_URL"), "intake").close()
    settings = review_settings()
    review = upgraded(open_or_make(settings.database_url, settings.keys_url, "REVIEW_DATABASE_URL"), "review")
    try:
        if not _has_team(review):
            make_team(review, _team_places(var))
        _refuse_production(review)
    finally:
        review.close()


def check_free(app: App) -> None:
    """Refuse a port that somebody listens on; raises CommandFailed."""
    if not is_loopback(app.host):
        raise CommandFailed(f"{app.setting}_HOST: demonstration keys serve this machine only")
    if app.host.startswith("unix:"):
        return
    family = socket.AF_INET6 if ":" in app.host else socket.AF_INET
    with socket.socket(family) as probe:
        # As gunicorn does: a port that has just been left counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((app.host, app.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                message = f"{app.setting}_PORT: something listens on {app.port} already; stop it or choose another port"
                raise CommandFailed(message) from error
            raise CommandFailed(f"{app.setting}_PORT: {app.port} can't be used ({error.strerror})") from error


def _apps() -> tuple[App, App]:
    intake, review = intake_settings(), review_settings()
    if (intake.host, intake.port) == (review.host, review.port):
        raise CommandFailed("INTAKE_PORT, REVIEW_PORT: two apps need two ports")
    return (
        App(entry="wsgi:intake()", host=intake.host, port=intake.port, setting="INTAKE"),
        App(entry="wsgi:review()", host=review.host, port=review.port, setting="REVIEW"),
    )


def _team_places(var: Path) -> Places:
    settings = review_settings()
    return Places(
        roster=settings.roster_path,
        pin=settings.roster_pin_path,
        handover_seed=settings.handover_seed_path,
        identities=var / "custodians",
        people=var / "demo.json",
    )


def _has_team(review: Database) -> bool:
    with review.reading() as session:
        return session.scalar(select(RosterVersion.version).limit(1)) is not None


def _refuse_production(review: Database) -> None:
    rosters = roster_store()
    with review.reading() as session:
        if not rosters.current(session).demonstration:
            raise CommandFailed("AIGAQ_VAR: real people's keys are here; name another folder for a demonstration")


def _serve(var: Path, apps: Sequence[App]) -> int:
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)
    carrier = Carrier.from_environment()
    servers: list[subprocess.Popen[bytes]] = []
    try:
        servers.extend(_start(app) for app in apps)
        intake, review = apps
        print(
            "Aigaq, demonstration. Its keys lie open on this machine: never use it for real testimony.\n"
            f"  intake  http://localhost:{intake.port}\n"
            f"  review  http://localhost:{review.port}   (people and passphrases: {var / 'demo.json'})\n"
            "Ctrl-C stops everything; a second run keeps what was given.",
            flush=True,
        )
        _carry_until(stop, carrier, servers)
    finally:
        _stop(servers)
        carrier.close()
    return 0


def _carry_until(stop: threading.Event, carrier: Carrier, servers: Sequence[subprocess.Popen[bytes]]) -> None:
    rounds = count()
    while not stop.wait(HANDOVER_SECONDS):
        carrier.try_once(sweeping=next(rounds) % SWEEP_ROUNDS == 0)
        # Ctrl-C reaches the whole process group: an app that ends a moment before we are told has not failed.
        if any(server.poll() is not None for server in servers) and not stop.wait(HANDOVER_SECONDS):
            raise CommandFailed("an app stopped by itself; `aigaq doctor` may know why")


def _start(app: App) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cli.child", "--config", "config/gunicorn_conf.py", app.entry]
    environment = {**os.environ, "AIGAQ_BIND": _bind(app), "PYTHONDONTWRITEBYTECODE": "1"}
    # In our own process group, so that whoever kills the group leaves no app behind; Ctrl-C reaches them too.
    # Whoever kills us alone closes this pipe, and the app stops by itself (cli.child).
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE)  # noqa: S603 - fixed words


def _bind(app: App) -> str:
    if app.host.startswith("unix:"):
        return app.host
    return f"[{app.host}]:{app.port}" if ":" in app.host else f"{app.host}:{app.port}"


def _stop(servers: Sequence[subprocess.Popen[bytes]]) -> None:
    for server in servers:
        server.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for server in servers:
        try:
            server.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        if server.stdin is not None:
            server.stdin.close()
