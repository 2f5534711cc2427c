"""The demonstration carries until it is told to stop, notices an app that ended, and leaves none behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli import demo
from cli.demo import App
from cli.errors import CommandFailed

DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); input()"


class Stop:
    """Says "not yet" so many times."""

    def __init__(self, rounds: int) -> None:
        self.rounds = rounds

    def wait(self, _seconds: float) -> bool:
        """Tell whether it is time."""
        self.rounds -= 1
        return self.rounds < 0


class Carrier:
    """Counts its rounds."""

    carried = swept = 0

    def try_once(self, *, sweeping: bool) -> None:
        """Carry nothing."""
        self.carried += 1
        self.swept += sweeping


class Server:
    """An app that ended with this status, or runs while it is None."""

    def __init__(self, status: int | None) -> None:
        self.status = status

    def poll(self) -> int | None:
        """Give the status."""
        return self.status


def test_carries_every_round_until_it_is_told_to_stop() -> None:
    carrier = Carrier()

    demo._carry_until(Stop(3), carrier, [Server(None)])  # type: ignore[arg-type]  # fakes of what is used

    assert carrier.carried == 3


def test_sweeps_at_the_start_and_once_in_so_many_rounds() -> None:
    carrier = Carrier()

    demo._carry_until(Stop(demo.SWEEP_ROUNDS + 1), carrier, [Server(None)])  # type: ignore[arg-type]  # fakes

    assert carrier.swept == 2


def test_app_that_ended_by_itself_is_said() -> None:
    with pytest.raises(CommandFailed, match="an app stopped by itself"):
        demo._carry_until(Stop(9), Carrier(), [Server(None), Server(1)])  # type: ignore[arg-type,list-item]  # fakes


def test_app_that_ended_with_the_same_ctrl_c_has_not_failed() -> None:
    carrier = Carrier()

    demo._carry_until(Stop(1), carrier, [Server(0)])  # type: ignore[arg-type,list-item]  # fakes of what is used

    assert carrier.carried == 1


def test_app_that_does_not_stop_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "STOP_SECONDS", 0.0)
    with subprocess.Popen([sys.executable, "-c", DEAF], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()  # it ignores the signal from here on

        demo._stop([server])

    assert server.returncode == -signal.SIGKILL


def test_app_is_started_with_its_address_and_a_pipe_to_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}

    def popen(command: list[str], *, cwd: Path, env: dict[str, str], stdin: int) -> None:
        seen.update(entry=command[-1], bind=env["AIGAQ_BIND"], stdin=stdin)

    monkeypatch.setattr(subprocess, "Popen", popen)

    demo._start(App(entry="wsgi:intake()", host="::1", port=8000, setting="INTAKE"))

    assert seen == {"entry": "wsgi:intake()", "bind": "[::1]:8000", "stdin": subprocess.PIPE}


@pytest.mark.parametrize(("host", "bind"), [("127.0.0.1", "127.0.0.1:8000"), ("unix:/run/intake", "unix:/run/intake")])
def test_address_is_written_as_gunicorn_reads_it(host: str, bind: str) -> None:
    assert demo._bind(App(entry="wsgi:intake()", host=host, port=8000, setting="INTAKE")) == bind
