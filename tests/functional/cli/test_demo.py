"""The demonstration starts, stops and starts again, whichever way it ends, and never mixes with real keys."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.demo import App, check_free
from cli.main import main

PATIENCE_SECONDS = 60
Start = Callable[[], "subprocess.Popen[str]"]


def free_port() -> int:
    """Give a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prepare a demonstration once."""
    var = tmp_path_factory.mktemp("demo") / "var"
    umask = os.umask(0o077)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIGAQ_VAR", str(var))
        assert main(["demo", "--prepare-only"]) == 0
    os.umask(umask)
    return var


@pytest.fixture
def var(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a prepared demonstration of one's own, with two free ports."""
    shutil.copytree(prepared, tmp_path / "var")
    monkeypatch.setenv("AIGAQ_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("REVIEW_SESSION_DIR", str(tmp_path / "sessions"))
    monkeypatch.setenv("INTAKE_SPOOL_DIR", str(tmp_path / "spool"))
    monkeypatch.setenv("INTAKE_PORT", str(free_port()))
    monkeypatch.setenv("REVIEW_PORT", str(free_port()))
    umask = os.umask(0o077)
    yield tmp_path / "var"
    os.umask(umask)


@pytest.fixture
def start(var: Path) -> Iterator[Start]:
    """Give a call that starts the demonstration in a process group of its own and waits until it says so."""
    started: list[subprocess.Popen[str]] = []

    def start_one() -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "cli.main", "demo"]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, process_group=0
        )
        started.append(process)
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Ctrl-C"):
                return process
        raise AssertionError("the demonstration did not start")

    yield start_one
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def test_prepared_team_is_written_for_whoever_tries_it(var: Path) -> None:
    team = json.loads((var / "demo.json").read_text())

    assert [set(person) for person in team["people"]] == [{"handle", "roles", "passphrase", "totp_secret"}] * 3
    assert [set(custodian) for custodian in team["custodians"]] == [{"handle", "identity_file"}] * 3
    assert (var / "demo.json").stat().st_mode & 0o077 == 0


def test_preparing_twice_keeps_the_team(var: Path) -> None:
    before = (var / "demo.json").read_bytes()

    assert main(["demo", "--prepare-only"]) == 0

    assert (var / "demo.json").read_bytes() == before


def test_signal_stops_everything(start: Start) -> None:
    process = start()

    os.killpg(process.pid, signal.SIGINT)

    # Every app holds the other end of this pipe: it ends when all of them have.
    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0


def test_apps_end_with_a_parent_that_is_killed(start: Start) -> None:
    process = start()

    process.kill()

    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == -signal.SIGKILL


def test_killed_demonstration_starts_again_with_what_was_given(start: Start, var: Path) -> None:
    process = start()
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE_SECONDS)

    again = start()

    os.killpg(again.pid, signal.SIGINT)
    again.communicate(timeout=PATIENCE_SECONDS)
    assert again.returncode == 0


def test_busy_port_is_said_before_anything_starts(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", int(os.environ["REVIEW_PORT"])))
        listener.listen()

        assert main(["demo"]) == 1

    assert "REVIEW_PORT: something listens on" in capsys.readouterr().err


def test_one_port_for_both_apps_is_refused(
    var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REVIEW_PORT", os.environ["INTAKE_PORT"])

    assert main(["demo"]) == 1

    assert "two apps need two ports" in capsys.readouterr().err


def test_address_that_others_reach_is_refused(
    var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INTAKE_HOST", "192.0.2.1")

    assert main(["demo"]) == 1

    assert "INTAKE_HOST: demonstration keys serve this machine only" in capsys.readouterr().err


def test_folder_with_real_keys_is_refused(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert founded.aigaq("demo", "--prepare-only") == 1

    assert "real people's keys are here" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "unix:/run/intake"])
def test_free_address_is_not_refused(host: str) -> None:
    check_free(App(entry="wsgi:intake()", host=host, port=free_port(), setting="INTAKE"))
