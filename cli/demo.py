"""`aigaq demo`: the whole house on this machine with an invented team, until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from sqlalchemy import select

from cli.carrying import Carrier
from cli.errors import CommandFailed
from cli.places import open_review, review_settings
from cli.records import Subparsers
from cli.team import Places, make_team, write_private
from config.settings import DEFAULT_VAR, is_loopback
from testimony.database.engine import Database, open_database
from testimony.database.migrate import upgrade
from testimony.roster.models import RosterVersion

HANDOVER_SECONDS = 1.0
STOP_SECONDS = 10
ROOT = Path(__file__).resolve().parent.parent


def configure(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("demo", help="run both apps here with an invented team; never for real testimony")
    parser.add_argument("--prepare-only", action="store_true", help="make databases and team, and start nothing")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prepare what is missing, start both apps and the hand-over, and wait."""
    var = Path(os.environ.get("AIGAQ_VAR", DEFAULT_VAR)).absolute()
    prepare(var)
    if options.prepare_only:
        return 0
    settings = review_settings()
    intake_host = os.environ.get("INTAKE_HOST", "127.0.0.1")
    if not is_loopback(intake_host) or not is_loopback(settings.host):
        raise CommandFailed("INTAKE_HOST, REVIEW_HOST: demonstration keys serve this machine only")
    return _serve(var, intake_host)


def prepare(var: Path) -> None:
    """Make folders, salt, databases and team where they are missing; what is there stays."""
    os.umask(0o077)
    var.mkdir(parents=True, exist_ok=True, mode=0o700)
    salt = Path(os.environ.get("INTAKE_SALT_FILE", var / "intake" / "salt"))
    if not salt.exists():
        write_private(salt, secrets.token_hex(32))
    intake_url = os.environ.get("INTAKE_DATABASE_URL", f"sqlite:///{var}/intake/intake.sqlite")
    intake = open_database(intake_url)
    upgrade(intake, "intake")
    intake.close()
    review = open_review()
    upgrade(review, "review")
    if not _has_team(review):
        make_team(review, _team_places(var))
    review.close()


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


def _serve(var: Path, intake_host: str) -> int:
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    settings = review_settings()
    intake_port = os.environ.get("INTAKE_PORT", "8000")
    servers = [
        _start("wsgi:intake()", f"{intake_host}:{intake_port}"),
        _start("wsgi:review()", f"{settings.host}:{settings.port}"),
    ]
    print(
        "Aigaq, demonstration. Its keys lie open on this machine: never use it for real testimony.\n"
        f"  intake  http://localhost:{intake_port}\n"
        f"  review  http://localhost:{settings.port}   (people and passphrases: {var / 'demo.json'})\n"
        "Ctrl-C stops everything; a second run keeps what was given.",
        flush=True,
    )
    carrier = Carrier.from_environment()
    failed = False
    while not stop.wait(HANDOVER_SECONDS):
        carrier.try_once()
        if any(server.poll() is not None for server in servers):
            failed = True
            break
    _stop(servers)
    if failed:
        raise CommandFailed("an app stopped by itself; is its port taken? (INTAKE_PORT, REVIEW_PORT)")
    return 0


def _start(app: str, bind: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn_conf.py", app]
    environment = {**os.environ, "AIGAQ_BIND": bind, "PYTHONDONTWRITEBYTECODE": "1"}
    # In our own process group, so that whoever kills the group leaves no app behind; Ctrl-C reaches them too.
    return subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - fixed words and our own settings


def _stop(servers: Sequence[subprocess.Popen[bytes]]) -> None:
    for server in servers:
        server.terminate()
    for server in servers:
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
